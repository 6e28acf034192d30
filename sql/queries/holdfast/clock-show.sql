-- The shared clock of development: what it says, and whether it is frozen.
select holdfast.now() as now, frozen_at is not null as frozen from holdfast.clock;

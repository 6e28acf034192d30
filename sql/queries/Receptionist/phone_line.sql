-- Who calls in the call that is conversation $1, whether the carrier stood for the number when it began, and what can be done: ring
-- up the owner, or text the caller.
select c.peer, c.vouched, s.owner_phone is not null as can_transfer,
    c.peer is not null and c.number_id is not null and s.texts and not holdfast.is_opted_out(c.tenant_id, 'sms', c.peer) as can_text
from holdfast.conversations c
cross join lateral holdfast.phone_settings_of(c.tenant_id) s
where c.id = $1

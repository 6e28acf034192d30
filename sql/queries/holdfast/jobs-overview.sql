-- How the jobs stand, kind by kind.
select kind, due, running, resting, later, dead, oldest_seconds from holdfast.jobs_overview();

-- Writes the jobs of upkeep that are called for, and forgets some of those that were finished long ago.
select holdfast.enqueue_upkeep() as made, holdfast.forget_jobs(1000) as forgotten

-- All goes well again.
delete from sandbox.google_faults returning id

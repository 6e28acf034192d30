-- From now on all goes well again.
delete from sandbox.faults returning id

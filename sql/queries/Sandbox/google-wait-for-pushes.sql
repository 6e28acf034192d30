-- For how many seconds this worker waits for the next message; null where another does, or none is due soon.
select sandbox.google_waits_for_pushes() as seconds

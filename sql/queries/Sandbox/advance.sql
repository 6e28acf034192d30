-- $1 what is told now: the message, with that status beside its own.
select a.*, p.status as told, p.error_code as told_code
from (select status, error_code, id from sandbox.progress where id = $1) p, sandbox.advance(p.id) a

-- The accounts, and what each allowed.
select a.email, a.name, coalesce(array_to_string(g.scopes, ' '), '') as scopes
from sandbox.google_accounts a left join sandbox.google_grants g on g.account = a.email order by a.email

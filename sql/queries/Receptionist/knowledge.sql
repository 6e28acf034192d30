-- All answers of the owner, in the order in which they were written.
select id, language, question, answer, false as is_close
from holdfast.knowledge
where tenant_id = current_setting('holdfast.tenant')::bigint
order by id

-- Takes call $1 to number $2 from $3 (null: withheld), vouched for or not $4, with $5 as the id of its conversation.
select b.conversation, b.refusal, b.visited, (holdfast.phone_settings_of(current_setting('holdfast.tenant')::bigint)).record_calls as is_recorded
from holdfast.begin_call($1, $2, $3, $4, $5) b

-- $1 tenant, $2 message, $3 its recipient, $4 its words, $5 their language, $6 whether there is an account to send by.
select b.* from holdfast.begin_text($1, $2, $3, $4::text[], $5, $6::boolean) b

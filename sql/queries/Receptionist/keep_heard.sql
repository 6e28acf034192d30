-- Keeps what was heard in conversation $1 under key $2: $3, with its hash $4.
select holdfast.keep_heard($1, $2, $3, $4) as kept

-- What text $2 of tenant $1 has left to send.
select d.* from holdfast.text_due($1, $2) d

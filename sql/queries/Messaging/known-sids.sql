-- Which of the names $2 tenant $1 knows.
select holdfast.known_sids($1, $2::text[]) as known

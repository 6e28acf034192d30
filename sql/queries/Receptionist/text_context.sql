-- What a text on channel $1 of number $2 is read against.
select is_opted_out, has_matter, state::text from holdfast.text_context($1, $2)

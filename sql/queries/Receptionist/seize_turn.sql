-- Takes the turn $2 of conversation $1 from whoever works on it, if it is $3 seconds old; with the offset and abbreviation of zone $4.
select conversation, turn, fence, state, journal, at, holdfast.offset_at(at, $4) as "offset", holdfast.abbreviation_at(at, $4) as abbreviation
from holdfast.seize_turn($1, $2, $3::double precision)

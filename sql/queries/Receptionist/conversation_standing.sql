-- Where conversation $1 stands: whether a person is in it, and its state.
select holdfast.person_in(c) as person, c.state from holdfast.conversations c where c.id = $1

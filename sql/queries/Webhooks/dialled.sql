-- Whose number $1 is, in E.164.
select d.slug, d.number_id from holdfast.dialled($1::text) d

-- The business of text $1 and the number that sent it; no row where no turn waits for it.
select slug, peer from holdfast.text_business($1)

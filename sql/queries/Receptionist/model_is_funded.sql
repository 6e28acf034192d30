-- Whether the month's ceiling, or else the house's of $1, leaves anything for a model.
select holdfast.model_is_funded($1) as funded

-- Whether the model of account $1 may be asked, under the house's ceiling $2 or none.
select holdfast.model_permission($1, $2) as permission

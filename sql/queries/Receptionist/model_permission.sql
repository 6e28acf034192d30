-- Whether the model of account $1 may be asked in conversation $3, under the house's ceiling $2 or none.
select case when holdfast.model_strays($3) then 'astray' else holdfast.model_permission($1, $2) end as permission

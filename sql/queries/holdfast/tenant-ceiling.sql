-- Sets what a business may spend on the model in a month.
-- $1 slug, $2 millionths of the account's currency; null leaves it to the house
update holdfast.tenants set model_ceiling_micros = $2::bigint where slug = $1
returning slug;

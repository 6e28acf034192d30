-- $1 quota, $2 days of a sync token, $3 whether it is in testing; null leaves it.
update sandbox.google_settings set quota = coalesce($1, quota), sync_days = coalesce($2, sync_days), testing = coalesce($3, testing) returning quota

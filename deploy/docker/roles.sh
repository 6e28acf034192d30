#!/bin/bash
# Run once by the Postgres image when its volume is empty. The owner migrates; the application owns nothing and can't pass
# row security.
set -euo pipefail
psql -v ON_ERROR_STOP=1 -v owner="$OWNER_PASSWORD" -v app="$APP_PASSWORD" --username "$POSTGRES_USER" --dbname postgres <<'SQL'
create role holdfast_owner login nosuperuser nocreatedb nocreaterole nobypassrls noinherit password :'owner';
create role holdfast_app login nosuperuser nocreatedb nocreaterole nobypassrls noinherit password :'app';
create database holdfast owner holdfast_owner;
revoke all on database holdfast from public;
grant connect on database holdfast to holdfast_app;
SQL

-- What the application's role must not be or have, one line for each that it is or has. Asked as that role.
select fault from (
    select 'is a superuser' as fault, rolsuper as true from pg_roles where rolname = current_user
    union all select 'can bypass row security', rolbypassrls from pg_roles where rolname = current_user
    union all select 'may become ' || rolname, true
        from pg_roles where rolname <> current_user and pg_has_role(current_user, oid, 'member')
    union all select 'owns ' || relname, true
        from pg_class where relowner = current_user::regrole and relnamespace = 'holdfast'::regnamespace
    union all select 'may update or delete the audit log', has_table_privilege('holdfast.audit', 'update, delete, truncate')
    union all select 'may create in the schema holdfast', has_schema_privilege('holdfast', 'create')
) checks
where checks.true;

import Postgres
import TestCluster
import Testing

@Suite("The schema")
struct CatalogTests {
    private let world: TestDatabase

    init() throws { world = try TestDatabase() }

    private func names(_ query: Query) throws -> [String] {
        try world.owner().rows(query) { row throws(DatabaseError) in try row.read("name", as: String.self) }
    }

    @Test("has row security and a policy on every tenant's table")
    func rowSecurity() throws {
        let open = try names(
            """
            select c.relname::text as name from pg_class c
            where c.relnamespace = 'holdfast'::regnamespace and c.relkind in ('r', 'p')
            and (c.relname = 'tenants' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id'))
            and (not c.relrowsecurity or not exists (select from pg_policy p where p.polrelid = c.oid))
            order by 1
            """)
        #expect(open.isEmpty)
    }

    @Test("knows no table without a tenant but its own bookkeeping")
    func tenantless() throws {
        let tables = try names(
            """
            select c.relname::text as name from pg_class c
            where c.relnamespace = 'holdfast'::regnamespace and c.relkind in ('r', 'p')
            and not exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and a.attnotnull)
            order by 1
            """)
        #expect(Set(tables).isSubset(of: ["clock", "functions", "migrations", "tenants", "tries"]))
    }

    /// By this one the tenant is found, so that it can't lead: a dialled number is one business's among all.
    private static let directory = "phone_numbers_once"

    @Test("leads every key of a tenant's table with the tenant")
    func keys() throws {
        let wrong = try names(
            """
            select k.conname::text || ' on ' || c.relname as name
            from pg_constraint k join pg_class c on c.oid = k.conrelid
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relnamespace = 'holdfast'::regnamespace and k.contype in ('p', 'u', 'f', 'x') and k.conkey[1] <> a.attnum
            order by 1
            """)
        #expect(wrong == ["\(Self.directory) on phone_numbers"])
    }

    @Test("leads every unique index of a tenant's table with the tenant")
    func indexes() throws {
        let wrong = try names(
            """
            select i.indexrelid::regclass::text as name
            from pg_index i join pg_class c on c.oid = i.indrelid
            join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
            where c.relnamespace = 'holdfast'::regnamespace and i.indisunique and i.indkey[0] <> a.attnum
            order by 1
            """)
        #expect(wrong == [Self.directory])
    }

    @Test("names every check for what it protects")
    func checks() throws {
        let unnamed = try names(
            """
            select k.conname::text as name from pg_constraint k join pg_class c on c.oid = k.conrelid
            where c.relnamespace = 'holdfast'::regnamespace and k.contype = 'c' and k.conname ~ ('^' || c.relname || '.*_check[0-9]*$')
            order by 1
            """)
        #expect(unnamed.isEmpty)
    }

    /// Functions that only these call run inside their rights and path. So do those that reckon with times and see no row:
    /// they take no tenant and change nothing.
    @Test(
        "lets every function that the application may call for a tenant run as its owner with a search path of its own, and the public call none"
    )
    func functions() throws {
        let wrong = try names(
            """
            select p.oid::regprocedure::text as name from pg_proc p
            where p.pronamespace = 'holdfast'::regnamespace
            and not exists (select from pg_depend d where d.objid = p.oid and d.classid = 'pg_proc'::regclass and d.deptype = 'e')
            and (p.proowner <> 'holdfast_owner'::regrole
                or has_function_privilege('holdfast_app', p.oid, 'execute')
                    and (p.provolatile = 'v' or 'p_zone' <> all (coalesce(p.proargnames, '{}')) or 'p_tenant' = any (p.proargnames))
                    and (not p.prosecdef or not exists (select from unnest(p.proconfig) s where s like 'search_path=%'))
                or exists (select from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee = 0))
            order by 1
            """)
        #expect(wrong.isEmpty)
    }

    @Test("has no trigger of its own")
    func triggers() throws {
        #expect(try names("select tgname::text as name from pg_trigger where not tgisinternal").isEmpty)
    }

    @Test("keeps the application from writing the diary and its audit log by itself")
    func rights() throws {
        let writable = try names(
            """
            select t || ' ' || r as name
            from unnest(array['audit', 'claims', 'bookings', 'blocks', 'receipts']) t, unnest(array['insert', 'update', 'delete', 'truncate']) r
            where has_table_privilege('holdfast_app', 'holdfast.' || t, r)
            """)
        #expect(writable.isEmpty)
    }

    @Test("shows a tenant's rows to nobody who names another tenant")
    func isolation() throws {
        try world.owner().execute(
            "insert into holdfast.tenants (slug, name, zone) values ('first', 'First', 'UTC'), ('second', 'Second', 'UTC')")
        let first = try world.owner().rows("select id from holdfast.tenants where slug = 'first'") { row throws(DatabaseError) in
            try row.read("id", as: Int64.self)
        }[0]
        let seen = try world.application().rows("select slug as name from holdfast.tenants", tenant: first) { row throws(DatabaseError) in
            try row.read("name", as: String.self)
        }
        #expect(seen == ["first"])
        #expect(try world.application().rows("select slug from holdfast.tenants") { _ throws(DatabaseError) in 1 }.isEmpty)
    }
}

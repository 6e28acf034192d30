import Postgres
import TestCluster
import Testing

@Suite("Values")
struct RoundTripTests {
    private let database = Database(url: TestCluster.url("postgres", as: "postgres"))

    private func read<T: ColumnValue>(_ query: Query, as type: T.Type = T.self) throws -> T {
        try #require(try database.rows(query) { row throws(DatabaseError) in try row.read("x", as: T.self) }.first)
    }

    private func error(_ query: Query, as type: (some ColumnValue).Type) -> DatabaseError? {
        #expect(throws: DatabaseError.self) { try read(query, as: type) }
    }

    @Test("whole numbers of every width come back", arguments: [0, 1, -1, Int64(Int32.max), Int64(Int32.min)])
    func integers(_ value: Int64) throws {
        #expect(try read("select \(value)::int8 as x") == value)
        #expect(try read("select \(value)::int4 as x") == Int(value))
        #expect(try read("select \(value)::int4 as x") == Int32(value))
        #expect(try read("select \(value % 30_000)::int2 as x") == Int(value % 30_000))
    }

    @Test("the edges of eight bytes come back", arguments: [Int64.max, Int64.min])
    func edges(_ value: Int64) throws {
        #expect(try read("select \(value)::int8 as x") == value)
    }

    @Test("truth, fractions and text come back")
    func scalars() throws {
        #expect(try read("select \(true)::bool as x"))
        #expect(try read("select \(false)::bool as x") == false)
        #expect(try read("select \(-0.125)::float8 as x") == -0.125)
        #expect(try read("select \(0.1)::float8 as x") == 0.1)
        #expect(try read("select \(1.5)::float4 as x") == 1.5)
    }

    @Test("text comes back as it was", arguments: ["", "é日本 🦷", "'\"\\ {a,b} $1 --", "line\nline\ttab"])
    func text(_ value: String) throws {
        #expect(try read("select \(value)::text as x") == value)
        #expect(try read("select array[\(value)::text] as x", as: [String].self) == [value])
        #expect(try read("select \([value, "b"])::text[] as x", as: [String].self) == [value, "b"])
    }

    @Test("JSON is read as text, of either kind, and so are UUIDs and names")
    func json() throws {
        #expect(try read("select '{\"a\": 1}'::jsonb as x") == #"{"a": 1}"#)
        #expect(try read("select '{\"a\":1}'::json as x") == #"{"a":1}"#)
        #expect(try read("select '0192f0c1-2345-6789-abcd-ef0123456789'::uuid as x") == "0192f0c1-2345-6789-abcd-ef0123456789")
        #expect(try read("select 'pg_class'::name as x") == "pg_class")
    }

    @Test("bytes come back", arguments: [[], [0], [0, 255, 39, 92], Array(0...255)] as [[UInt8]])
    func bytes(_ value: [UInt8]) throws {
        #expect(try read("select \(value)::bytea as x") == value)
        #expect(try read("select \(Bytea(value))::bytea as x") == Bytea(value))
    }

    @Test("arrays of numbers and instants come back, empty ones too")
    func arrays() throws {
        #expect(try read("select \([1, -2, 3])::int8[] as x") == [1, -2, 3])
        #expect(try read("select \([1, -2, 3])::int4[] as x") == [1, -2, 3])
        #expect(try read("select \([Int]())::int8[] as x") == [Int]())
        let instants = [Instant(seconds: 0), Instant(microseconds: -1)]
        #expect(try read("select \(instants)::timestamptz[] as x") == instants)
    }

    @Test("NULL is nil where nil is allowed")
    func null() throws {
        #expect(try read("select null::int8 as x", as: Int?.self) == nil)
        #expect(try read("select \(String?.none)::text as x", as: String?.self) == nil)
        #expect(try read("select \(Int?.some(7))::int8 as x", as: Int?.self) == 7)
    }

    @Test(
        "an instant comes back to the microsecond",
        arguments: [
            "1970-01-01T00:00:00Z", "2026-11-01T05:59:59.999999Z", "1883-11-18T17:00:00Z", "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.999999Z",
        ])
    func instants(_ text: String) throws {
        let instant = try #require(Instant(text))
        #expect(instant.description == text)
        #expect(try read("select \(instant)::timestamptz as x") == instant)
        #expect(try read("select to_char(\(instant)::timestamptz, 'YYYY-MM-DD\"T\"HH24:MI:SS') as x") == String(text.prefix(19)))
    }

    @Test("a date comes back", arguments: ["0001-01-01", "1900-02-28", "2000-02-29", "2026-11-24", "9999-12-31"])
    func dates(_ text: String) throws {
        let date = try #require(CivilDate(text))
        #expect(date.description == text)
        #expect(try read("select \(date)::date as x") == date)
        #expect(try read("select extract(isodow from \(date)::date)::int as x") == date.isoWeekday)
    }

    @Test("infinities are refused")
    func infinities() {
        #expect(error("select 'infinity'::timestamptz as x", as: Instant.self)?.message == "column x of type timestamptz is infinite")
        #expect(error("select '-infinity'::timestamptz as x", as: Instant.self)?.kind == .value)
        #expect(error("select 'infinity'::date as x", as: CivilDate.self)?.kind == .value)
    }

    @Test("a NULL or another type than expected names column and type, and no value")
    func mismatches() {
        #expect(error("select null::int8 as x", as: Int.self)?.message == "column x of type int8 is NULL where a Int is expected")
        let wrong = error("select 'secret'::text as x", as: Int.self)?.message
        #expect(wrong == "column x has type text, which is not read as Int")
        #expect(error("select 1.5::numeric as x", as: Double.self)?.message.contains("numeric") == true)
        #expect(error("select 1::int8 as y", as: Int.self)?.message == "the statement has no column x")
        #expect(error("select array[null, 'a']::text[] as x", as: [String].self)?.kind == .value)
    }

    @Test("a NUL in a text is refused before anything is sent")
    func nul() {
        #expect(error("select \("a\0b")::text as x", as: String.self)?.kind == .value)
    }
}

import Jobs
import Postgres
import TestCluster
import Testing

@Suite("The runner of jobs")
struct RunnerTests {
    private let office: Office
    private let notes = Notes()

    init() throws { office = try Office() }

    private struct Note: Decodable, Sendable {
        var booking: Int64
        var code: String
    }

    @Test("gives each job its payload and an id for the world outside, and marks it done")
    func done() throws {
        let kind = JobKind("note") { [notes] (run: JobRun<Note>) in
            notes.add("\(run.payload.booking) \(run.payload.code) \(run.idempotencyID) \(run.attempt) \(run.mayHaveRunBefore)")
            return .done
        }
        let id = try office.add("note", payload: #"{"booking": 7, "code": "a:b"}"#)
        try office.drain(office.runner([kind]))
        #expect(notes.all == ["7 a:b holdfast-job-\(id) 1 false"])
        #expect(try office.states("note") == ["done"])
    }

    @Test("leaves kinds that nobody here knows to others")
    func unknown() throws {
        try office.add("elsewhere")
        try office.drain(office.runner([]))
        #expect(try office.states("elsewhere") == ["waiting"])
    }

    @Test(
        "writes down how a run ended",
        arguments: [
            (JobOutcome.retry("unreachable"), "resting unreachable"),
            (.retry("Said: «ada@example.org»", after: .seconds(9)), "resting Said:__ada_example.org_"),
            (.never("21610"), "dead 21610"), (.later(Instant("2027-01-01T00:00:00Z")!), "resting"),
        ])
    func outcomes(_ outcome: JobOutcome, _ state: String) throws {
        try office.add("ends")
        try office.drain(office.runner([JobKind("ends") { (_: JobRun<NoPayload>) in outcome }]))
        #expect(try office.states("ends") == [state])
    }

    private struct Trouble: Error {}

    @Test("takes an error for a failure that may pass, and names no more of it than its type")
    func errors() throws {
        try office.add("throws")
        try office.drain(office.runner([JobKind("throws") { (_: JobRun<NoPayload>) in throw Trouble() }]))
        #expect(try office.states("throws") == ["resting Trouble"])
    }

    @Test("buries a job whose payload it can't read")
    func payload() throws {
        try office.add("note", payload: #"{"booking": "x"}"#)
        try office.drain(office.runner([JobKind("note") { (_: JobRun<Note>) in .done }]))
        #expect(try office.states("note") == ["dead payload"])
    }

    @Test("makes a dead letter of what failed as often as its policy allows")
    func attempts() throws {
        try office.add("fails")
        let policy = RetryPolicy(attempts: 3, first: .zero, longest: .zero)
        try office.drain(
            office.runner([
                JobKind("fails", retry: policy) { [notes] (run: JobRun<NoPayload>) in
                    notes.add("\(run.attempt)")
                    return .retry("again")
                }
            ]))
        #expect(notes.all == ["1", "2", "3"])
        #expect(try office.states("fails") == ["dead again"])
    }

    @Test("gives back at once what it took and shall not begin any more")
    func leaving() throws {
        for _ in 1...20 { try office.add("quick") }
        let runner = office.runner([
            JobKind("quick", isRepeatable: true) { [notes] (_: JobRun<NoPayload>) in
                notes.add("ran")
                return .done
            }
        ])
        for _ in 1...3 { _ = try runner.round(.silent) }
        let leaving = JobWatch(begin: { _, _ in }, end: { _ in }, isLeaving: { true })
        _ = try runner.round(leaving)
        #expect(notes.all.count == 1 + 2 + 4 + 1)
        #expect(try office.states("quick").count(where: { $0 == "waiting" }) == 12)
    }

    private struct Number: Decodable, Sendable {
        var n: Int
    }

    @Test("does jobs of one tenant together where their kind can, and each by itself where that fails")
    func together() throws {
        let kind = JobKind("crowd") { [notes] (tenant, runs: [JobRun<Number>], _) in
            notes.add(runs.map { "\($0.payload.n)" }.joined(separator: "+"))
            if runs.contains(where: { $0.payload.n == 3 }) { throw Trouble() }
        }
        for n in 0...6 { try office.add("crowd", payload: #"{"n": \#(n)}"#) }
        let runner = office.runner([kind])
        for _ in 1...3 { _ = try runner.round(.silent) }
        #expect(notes.all == ["0", "1+2", "3+4+5+6", "3", "4", "5", "6"])
        #expect(try office.states("crowd") == ["done", "done", "done", "resting Trouble", "done", "done", "done"])
    }

    @Test("buries only the one of several jobs whose payload it can't read")
    func unreadable() throws {
        let kind = JobKind("crowd") { [notes] (_, runs: [JobRun<Number>], _) in notes.add("\(runs.count)") }
        for payload in [#"{"n": 0}"#, #"{"n": 1}"#, #"{"m": 2}"#] { try office.add("crowd", payload: payload) }
        try office.drain(office.runner([kind]))
        #expect(notes.all == ["1", "1"])
        #expect(try office.states("crowd") == ["done", "done", "dead payload"])
    }

    @Test("keeps in mind what was done when the database goes away before it could be written")
    func disconnected() throws {
        let owner = office.world.url(as: "postgres")
        let kind = JobKind("outside") { [notes] (_: JobRun<NoPayload>) in
            notes.add("ran")
            try Database(url: owner).execute(
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'holdfast_app' and datname = current_database()")
            return .done
        }
        try office.add("outside")
        try office.add("outside")
        let runner = office.runner([kind])
        while (try? runner.round(.silent)) != false {}
        #expect(notes.all.count == 2)
        #expect(try office.states("outside") == ["done", "done"])
    }

    @Test("frees a dead worker's jobs and turns")
    func dead() throws {
        try office.add("note", payload: #"{"booking": 1, "code": "x"}"#)
        try office.execute("select holdfast.take_jobs('talk-1-7', 'gone', 9, 60, '{note}')")
        try office.execute(
            """
            with c as (insert into holdfast.conversations (tenant_id, id) values (\(office.tenant), repeat('a', 32)))
            select 1
            """)
        try office.execute(
            """
            insert into holdfast.turns (tenant_id, conversation_id, message_key, message, message_hash, at, lease_until, lease_worker)
            values (\(office.tenant), repeat('a', 32), 'k', 'm', '', now(), now() + interval '1 hour', 'talk-1-7')
            """)
        try office.runner([]).free("talk-1-7")
        #expect(try office.states("note") == ["waiting worker_died"])
        #expect(try office.number("select count(*)::integer as n from holdfast.turns where lease_until > now()") == 0)
    }

    @Test("begins by freeing what was held over connections that are gone")
    func begins() throws {
        try office.add("note")
        try office.execute("select holdfast.take_jobs('jobs-0-9', '1@1', 9, 60, '{note}')")
        _ = try office.runner([]).round(.silent)
        #expect(try office.states("note") == ["waiting worker_died"])
    }
}

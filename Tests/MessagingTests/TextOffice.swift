import Jobs
import Messaging
import Postgres
import ScriptedServer
import Sealing
import TestCluster

/// A business with a number, customers, a stand-in for Twilio and the jobs that send.
final class TextOffice {
    static let number = "+12125550100"
    static let ada = "+12125550142"

    let world: TestDatabase
    let tenant: Int64
    let database: Database
    let twilio: FakeTwilio
    private let servers: [ScriptedServer]

    /// - Parameter senders: how many workers send at once.
    init(senders: Int = 1, _ twilio: FakeTwilio = FakeTwilio()) throws {
        world = try TestDatabase()
        database = world.application()
        self.twilio = twilio
        servers = (0..<senders).map { _ in twilio.server() }
        tenant = try world.owner().rows(
            "insert into holdfast.tenants (slug, name, zone, address) values ('office', 'Office', 'America/New_York', '1 Main St') returning id"
        ) { row throws(DatabaseError) in try row.read("id") }[0]
        try execute("insert into holdfast.phone_numbers (tenant_id, number, takes_whatsapp) values (\(tenant), \(Self.number), true)")
        try clock("2026-11-02T12:00:00-05:00")
    }

    /// What a worker of the jobs pool runs.
    func runner(_ sender: Int = 0, hasAccount: Bool = true, settling: Duration = .zero) -> JobRunner {
        let sid = "AC" + String(repeating: "0", count: 32)
        let account = TwilioAccount(sid: sid, token: "token", apiURL: "http://127.0.0.1:\(servers[sender].port)")
        let settings = TextSettings(account: hasAccount ? account : nil, publicURL: "https://book.example", settling: settling)
        let keys = KeyRing(String(repeating: "ab", count: 32))!
        return JobRunner(
            kinds: [TextKind.sending(settings, keys: keys)] + HouseKinds.all, worker: "jobs-\(sender)-1", database: world.application(),
            lease: .seconds(60), upkeep: .seconds(3600))
    }

    /// Runs until nothing is due; rests are over at once.
    func drain(_ runner: JobRunner, rests: Int = 0) throws {
        for round in 0...rests {
            if round > 0 { try endRests() }
            while try runner.round(.silent) {}
        }
    }

    func endRests() throws { try execute("update holdfast.jobs set rest_until = '-infinity' where state = 'resting'") }

    func clock(_ at: String) throws { try execute("select holdfast.clock_set(\(at)::timestamptz)") }

    @discardableResult
    func text(_ body: String, _ kind: String = "reply", to recipient: String = ada, channel: String = "sms") throws -> Int64 {
        try database.rows(
            "select holdfast.enqueue_text(\(tenant), \(kind), \(channel), null, \(recipient), \(body)) as id", tenant: tenant
        ) { row throws(DatabaseError) in try row.read("id") }[0]
    }

    /// `status reason`, with what else is known, of every message in order.
    func states() throws -> [String] {
        try strings(
            """
            select status || coalesce(' ' || reason, '') || case when repeated then ' repeated' else '' end as s
            from holdfast.texts_out order by coalesce(whole_id, id), part
            """)
    }

    func strings(_ query: Query) throws -> [String] {
        try world.owner().rows(query) { row throws(DatabaseError) in try row.read("s") }
    }

    func execute(_ query: Query) throws { try world.owner().execute(query) }
}

extension JobWatch {
    static var silent: JobWatch { JobWatch(begin: { _, _ in }, end: { _ in }, isLeaving: { false }) }
}

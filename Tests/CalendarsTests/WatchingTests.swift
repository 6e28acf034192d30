import Jobs
import Postgres
import Testing
import Web

@testable import Calendars

@Suite("A calendar that is watched")
struct WatchingTests {
    private let office: CalendarsOffice
    private var google: FakeGoogle { office.google }

    init() throws { office = try CalendarsOffice() }

    /// `state heard` of every channel.
    private func channels() throws -> [String] {
        try office.strings(
            "select state || case when is_heard then ' heard' else '' end as s from holdfast.calendar_channels order by state, channel_id")
    }

    private func upkeep() throws {
        try office.execute("select holdfast.enqueue_upkeep()")
        try office.drain()
    }

    /// The only channel that Google has, with what it brings along.
    private func channel() throws -> (id: String, token: String) {
        #expect(google.channels.count == 1)
        let found = try #require(google.channels.first)
        return (found.key, found.value)
    }

    private func push(_ channel: (id: String, token: String), changed: Bool = true) throws -> Bool {
        try #require(PushChannel(id: channel.id, token: channel.token, keys: office.keys)).hear(changed: changed, in: office.database)
    }

    private func asked(_ end: String) -> Int { google.exchanges.filter { $0.path.hasSuffix(end) }.count }

    @Test("has one channel as soon as it serves somebody, and none once it doesn't")
    func opened() throws {
        try office.connectAnn()
        let watch = try #require(google.exchanges.first { $0.path.hasSuffix("/watch") })
        #expect(watch.path == "/calendars/ann%40example.org/events/watch")
        #expect(watch.json["address"] == "https://book.example/webhooks/google/calendar")
        #expect(watch.json["params"]?["ttl"] == "604800")
        #expect(try channels() == ["open"])
        try upkeep()
        #expect(asked("/watch") == 1)
        _ = try office.choices.choose(for: try office.resource, written: nil, read: [])
        try office.drain()
        #expect(try channels().isEmpty && google.channels.isEmpty)
        let own = try office.number("select id as n from holdfast.calendars where is_primary")
        _ = try office.choices.choose(for: try office.resource, written: own, read: [])
        try office.drain()
        #expect(try channels() == ["open"] && google.channels.count == 1)
    }

    @Test("is read when a message comes, once for several, and again after one that is under way")
    func heard() throws {
        try office.connectAnn()
        let channel = try channel()
        let reads = { try office.jobs("read_calendar").filter { $0 != "done" } }
        #expect(try push(channel, changed: false) && reads().isEmpty && channels() == ["open heard"])
        #expect(try push(channel) && push(channel) && reads() == ["waiting"])
        try office.execute("update holdfast.jobs set state = 'running', lease_until = 'infinity' where state = 'waiting'")
        #expect(try push(channel) && push(channel) && reads() == ["running", "waiting"])
        try office.execute("update holdfast.jobs set state = 'waiting', lease_until = '-infinity' where state = 'running'")
        google.put("lunch", "2026-11-10T12:00:00Z", "2026-11-10T13:00:00Z")
        try office.drain()
        #expect(try office.number("select count(*) as n from holdfast.blocks where tenant_id = \(office.tenant)") == 1)
    }

    @Test("is told of by nobody who has no token of ours, nor by one channel for another")
    func forged() throws {
        try office.connectAnn()
        let channel = try channel(), other = String(channel.id.reversed()), keys = office.keys
        #expect(PushChannel(id: channel.id, token: channel.token, keys: keys) == PushChannel(tenant: office.tenant, id: channel.id))
        #expect(PushChannel(id: other, token: channel.token, keys: keys) == nil)
        #expect(PushChannel(id: channel.id, token: channel.token + "0", keys: keys) == nil)
        #expect(PushChannel(id: channel.id, token: "", keys: keys) == nil)
        #expect(try !push((other, PushChannel(tenant: office.tenant, id: other).token(keys))))
        let elsewhere = try office.business("elsewhere")
        #expect(try !push((channel.id, PushChannel(tenant: elsewhere, id: channel.id).token(keys))))
        #expect(channel.token.utf8.count <= 256)
    }

    @Test("gets a new channel a day before the old one ends, and the old one is ended after that", arguments: [JSON.int(1_794_225_600_000)])
    func renewed(_ end: JSON) throws {
        google.expire(at: end)
        try office.connectAnn()
        let first = try channel()
        try office.execute("update holdfast.calendars set unwatched_until = '-infinity'")
        try office.execute("select holdfast.clock_set('2026-11-08T11:00:00Z')")
        try upkeep()
        #expect(try channel().id == first.id)
        try office.execute("select holdfast.clock_set('2026-11-08T12:01:00Z')")
        google.expire(at: "1794830400000")
        try upkeep()
        #expect(try channel().id != first.id && channels() == ["open"])
        #expect(google.exchanges.suffix(2).map(\.path) == ["/calendars/ann%40example.org/events/watch", "/channels/stop"])
        #expect(try !push(first))
        try upkeep()
        #expect(asked("/watch") == 2)
    }

    @Test("stays polled where Google won't watch it, is asked about a day later, and nothing breaks", arguments: [400, 403, 404])
    func refused(_ status: Int) throws {
        let fault = FakeGoogle.Fault.refuse(status: status, reason: "pushNotSupportedForRequestedResource")
        try office.connect()
        let own = try office.number("select id as n from holdfast.calendars where is_primary")
        _ = try office.choices.choose(for: try office.resource, written: nil, read: [own])
        try office.execute("update holdfast.jobs set run_at = 'infinity' where kind = 'read_calendar'")
        google.fail(fault)
        try office.drain()
        #expect(try office.jobs("watch_calendar") == ["done"] && channels().isEmpty)
        #expect(try office.number("select failures as n from holdfast.calendar_accounts") == 0)
        try upkeep()
        #expect(asked("/watch") == 1)
        try office.execute("update holdfast.calendars set unwatched_until = unwatched_until - interval '30 hours'")
        try upkeep()
        #expect(try asked("/watch") == 2 && channels() == ["open"])
    }

    @Test("has one channel in the end where the answer was lost, and the lost one is ended")
    func lost() throws {
        try office.connect()
        let own = try office.number("select id as n from holdfast.calendars where is_primary")
        _ = try office.choices.choose(for: try office.resource, written: nil, read: [own])
        try office.execute("update holdfast.jobs set run_at = 'infinity' where kind = 'read_calendar'")
        google.fail(.loseAnswer)
        try office.drain()
        #expect(try channels() == ["asked"])
        #expect(try push(try channel()), "Google has it, so it is heard")
        try office.drain(rests: 1)
        #expect(try channels() == ["open"])
        #expect(try channel().id == office.strings("select channel_id as s from holdfast.calendar_channels").first)
    }

    @Test("is read every minute until a message came, and every five minutes from then on")
    func polled() throws {
        try office.connectAnn()
        let due = { (minutes: Int) -> Int64 in
            try office.execute("update holdfast.calendars set read_at = clock_timestamp() - make_interval(mins => \(minutes))")
            return try office.number("select holdfast.read_due_calendars(\(office.tenant)) as n")
        }
        #expect(try due(2) == 1)
        try office.drain()
        #expect(try push(try channel(), changed: false))
        #expect(try due(2) == 0 && due(4) == 0 && due(6) == 1)
        try office.drain()
        try office.execute("select holdfast.clock_set('2026-11-09T12:01:00Z')")
        #expect(try due(2) == 1, "the channel has ended")
    }

    @Test("has its channels ended before its account's grant is, also where another business keeps that grant")
    func disconnected() throws {
        try office.connectAnn()
        try office.execute("update holdfast.jobs set state = 'done' where state <> 'done'")
        let account = try office.number("select id as n from holdfast.calendar_accounts")
        #expect(try office.choices.disconnect(account))
        try office.drain()
        #expect(try google.channels.isEmpty && channels().isEmpty)
        #expect(google.exchanges.suffix(3).map(\.path) == ["/token", "/channels/stop", "/revoke"])
    }

    @Test("is watched anew after its account was connected again, while the old channel is heard")
    func again() throws {
        try office.connectAnn()
        let first = try channel()
        try office.execute("update holdfast.calendar_accounts set state = 'broken'")
        try upkeep()
        #expect(try push(first) && office.jobs("read_calendar").allSatisfy { $0 == "done" })
        try office.connect()
        #expect(try channel().id != first.id && channels() == ["open"])
    }
}

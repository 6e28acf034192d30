import Booking
import Postgres
import Testing

/// Every write of the diary, done with a given key on a world that is ready for it.
enum Write: String, CaseIterable, Sendable {
    case hold, release, confirm, reschedule, cancel, approve, decline, block, unblock
}

@Suite("A key")
struct KeyTests {
    /// A world in which the write can be done, and the write.
    private func prepare(_ write: Write) throws -> (World, @Sendable (Diary, RequestKey) throws -> String) {
        let world = try World()
        let ann = try world.person()
        let service = try world.service([ann]), asked = SlotQuestion(service: service)
        if write == .approve || write == .decline {
            try world.owner.execute("update holdfast.services set needs_approval = true where id = \(service.value)")
        }
        let hold = try world.hold(service, World.at(24, 8)),
            customer = CustomerDetails(name: "Ann", email: "ann@example.com", phone: nil, address: nil)
        switch write {
        case .hold:
            return (world, { try $0.hold(asked, start: World.at(24, 12), by: World.somebody, once: $1).id.text })
        case .release:
            return (
                world,
                {
                    try $0.release(hold.id, once: $1); return ""
                }
            )
        case .confirm:
            return (world, { try $0.confirm(hold.id, customer: customer, notes: "", conversation: nil, once: $1).reference.text })
        case .block:
            return (world, { try $0.block(ann, from: World.at(24, 12), to: World.at(24, 13), reason: "", once: $1).id.description })
        case .unblock:
            let block = try world.diary.block(ann, from: World.at(24, 12), to: World.at(24, 13), reason: "", once: World.key())
            return (
                world,
                {
                    try $0.unblock(block.id, once: $1); return ""
                }
            )
        case .reschedule:
            let booking = try world.confirm(hold), next = try world.hold(service, World.at(24, 14), moving: booking)
            return (world, { "\(try $0.reschedule(booking.reference, proof: .link(booking.id), to: next.id, once: $1).version)" })
        case .cancel:
            let booking = try world.confirm(hold)
            return (world, { "\(try $0.cancel(booking.reference, proof: .link(booking.id), reason: "", once: $1).version)" })
        case .approve:
            let booking = try world.confirm(hold)
            return (world, { "\(try $0.approve(booking.id, once: $1).version)" })
        case .decline:
            let booking = try world.confirm(hold)
            return (world, { "\(try $0.decline(booking.id, reason: "", once: $1).version)" })
        }
    }

    private static let audit: Query = "select count(*) as n from holdfast.audit"

    @Test("repeated gives the same answer and does nothing more", arguments: Write.allCases)
    func repeated(_ write: Write) throws {
        let (world, act) = try prepare(write)
        let first = try act(world.diary, World.key("once")), events = try world.count(Self.audit)
        #expect(try act(world.diary, World.key("once")) == first)
        #expect(try world.count(Self.audit) == events)
    }

    @Test("with another body is refused", arguments: Write.allCases)
    func otherBody(_ write: Write) throws {
        let (world, act) = try prepare(write)
        _ = try act(world.diary, World.key("once"))
        var other = World.key("once")
        other.bodyHash = [2]
        let events = try world.count(Self.audit)
        #expect(reason { try act(world.diary, other) } == .idempotencyConflict)
        #expect(try world.count(Self.audit) == events)
    }

    @Test("sent twenty times at once is acted on once, and all hear the same", arguments: Write.allCases)
    func atOnce(_ write: Write) throws {
        let (world, act) = try prepare(write)
        let events = try world.count(Self.audit)
        let answers = world.atOnce(20) { diary, _ in try act(diary, World.key("once")) }
        #expect(answers.compactMap(\.value).count == 20)
        #expect(Set(answers.compactMap(\.value)).count == 1)
        #expect(try world.count(Self.audit) == events + (write == .reschedule ? 2 : 1))
    }

    @Test("keeps a taken slot's refusal, and not one that other input would overcome")
    func refusals() throws {
        let world = try World()
        let service = try world.service([world.person()]), asked = SlotQuestion(service: service)
        let hold = try world.hold(service, World.at(24, 10))
        let attempt = { (start: Instant, key: String) in
            reason { try world.diary.hold(asked, start: start, by: World.somebody, once: World.key(key)) }
        }
        #expect(attempt(World.at(24, 10), "taken") == .slotTaken)
        #expect(attempt(World.at(24, 10, 5), "odd") == .notOnGrid)
        try world.diary.release(hold.id, once: World.key())
        #expect(attempt(World.at(24, 10), "taken") == .slotTaken)
        #expect(attempt(World.at(24, 12), "odd") == nil)
    }

    @Test("repeated after the booking changed gives the answer that was given")
    func answerThen() throws {
        let (world, act) = try prepare(.confirm)
        let reference = try act(world.diary, World.key("once"))
        let named = try #require(Reference(reference))
        _ = try world.diary.cancel(named, proof: .owner, reason: "", once: World.key())
        #expect(try act(world.diary, World.key("once")) == reference)
        #expect(try world.diary.appointment(named, proof: .owner).status == .cancelled)
    }

    @Test("is forgotten after a day, and its receipt holds nothing about a person")
    func receipt() throws {
        let (world, act) = try prepare(.confirm)
        _ = try act(world.diary, World.key("once"))
        #expect(try world.count("select count(*) as n from holdfast.receipts where result::text ~* 'ann|example'") == 0)
        #expect(try world.count("select count(*) as n from holdfast.audit a where a::text ~* 'ann|example'") == 0)
        try world.owner.execute("update holdfast.receipts set created_at = now() - interval '25 hours'")
        #expect(reason { try act(world.diary, World.key("once")) } == .holdExpired)
    }
}

import Booking
import Postgres
import Testing

@Suite("Moving")
struct MovingTests {
    private let world: World

    init() throws { world = try World() }

    @Test("onto a time that overlaps the booking itself keeps reference and session")
    func ontoItself() throws {
        let service = try world.service([world.person()], and: [[world.person("Room", kind: "room")]])
        let booking = try world.book(service, World.at(24, 10))
        #expect(reason { try world.hold(service, World.at(24, 10, 30)) } == .slotTaken)
        #expect(try world.starts(service, 24, moving: booking).contains(World.at(24, 10, 30)))
        let hold = try world.hold(service, World.at(24, 10, 30), moving: booking)
        let moved = try world.move(booking, to: hold)
        #expect(moved.reference == booking.reference)
        #expect(moved.start.instant == World.at(24, 10, 30))
        #expect(moved.version == booking.version + 1)
        #expect(try world.count("select count(*) as n from holdfast.claims") == 2)
        #expect(try world.starts(service, 24).contains(World.at(24, 9, 30)))
        #expect(try !world.starts(service, 24).contains(World.at(24, 9, 45)))
    }

    @Test("of two bookings onto each other's time is refused to both")
    func swap() throws {
        let service = try world.service([world.person()])
        let first = try world.book(service, World.at(24, 10)), second = try world.book(service, World.at(24, 12), "bob@example.com")
        #expect(reason { try world.hold(service, World.at(24, 12), moving: first) } == .slotTaken)
        #expect(reason { try world.hold(service, World.at(24, 10), moving: second) } == .slotTaken)
    }

    @Test("leaves both times owned until it is done, and then the old one free")
    func between() throws {
        let service = try world.service([world.person()])
        let booking = try world.book(service, World.at(24, 10))
        let hold = try world.hold(service, World.at(24, 14), moving: booking)
        #expect(try !world.starts(service, 24).contains(World.at(24, 10)))
        #expect(try !world.starts(service, 24).contains(World.at(24, 14)))
        _ = try world.move(booking, to: hold)
        #expect(try world.starts(service, 24).contains(World.at(24, 10)))
        #expect(reason { try world.move(booking, to: hold) } == .holdExpired)
    }

    @Test("with a hold that was made for it can't become another booking, nor move another one")
    func onlyItsOwn() throws {
        let service = try world.service([world.person()])
        let first = try world.book(service, World.at(24, 10)), second = try world.book(service, World.at(24, 12), "bob@example.com")
        let hold = try world.hold(service, World.at(24, 10, 30), moving: first)
        #expect(reason { try world.confirm(hold, "bob@example.com") } == .invalid)
        #expect(reason { try world.move(second, to: hold) } == .invalid)
    }

    @Test("is for whoever proves that the booking is theirs")
    func proof() throws {
        let service = try world.service([world.person()])
        let booking = try world.book(service, World.at(24, 10))
        for proof in [Proof.contact("eve@example.com"), .conversation("x"), .link(Appointment.ID(booking.id.value + 1))] {
            #expect(reason { try world.diary.appointment(booking.reference, proof: proof) } == .notFound)
            #expect(reason { try world.diary.cancel(booking.reference, proof: proof, reason: "", once: World.key()) } == .notFound)
        }
        #expect(try world.diary.appointment(booking.reference, proof: .contact(" Ann@Example.com")).id == booking.id)
    }

    @Test("and cancelling end with the notice that the service asks for, except for the business itself")
    func notice() throws {
        let service = try world.service([world.person()])
        try world.owner.execute("update holdfast.services set cancellation_notice_minutes = 1440 where id = \(service.value)")
        let booking = try world.book(service, World.at(24, 10))
        try world.freeze(World.at(23, 10, 1))
        #expect(reason { try world.hold(service, World.at(26, 10), moving: booking) } == .tooLateToChange)
        #expect(reason { try world.cancel(booking) } == .tooLateToChange)
        let cancelled = try world.diary.cancel(booking.reference, proof: .owner, reason: "ill", once: World.key())
        #expect(cancelled.status == .cancelled)
        #expect(try world.diary.cancel(booking.reference, proof: .owner, reason: "", once: World.key()).status == .cancelled)
    }

    @Test("between persons takes the new one's time and frees the old one's")
    func otherPerson() throws {
        let ann = try world.person(), bob = try world.person("Bob")
        let service = try world.service([ann, bob])
        let booking = try world.book(service, World.at(24, 10), with: ann)
        let moved = try world.move(booking, to: world.hold(service, World.at(24, 10, 15), with: bob, moving: booking))
        #expect(moved.resource.id == bob)
        #expect(try world.starts(service, 24, with: ann).contains(World.at(24, 10)))
        #expect(try !world.starts(service, 24, with: bob).contains(World.at(24, 10)))
    }
}

import Booking
import Postgres
import Testing

@Suite struct APhone {
    @Test func isKeptAsItIsDialledAndProvesABookingHoweverItIsTyped() throws {
        let world = try World(), ann = try world.person(), cut = try world.service([ann])
        let hold = try world.hold(cut, World.at(23, 9))
        let customer = CustomerDetails(name: "Ada", email: nil, phone: "(917) 555-0142", address: nil)
        let booked = try world.diary.confirm(hold.id, customer: customer, notes: "", conversation: nil, once: World.key())
        #expect(booked.customer.phone == "+19175550142")
        for typed in ["917-555-0142", "+1 917 555 0142", "19175550142", "(917)5550142"] {
            #expect(try world.diary.appointment(booked.reference, proof: .contact(typed)).id == booked.id, "\(typed)")
        }
        #expect(throws: DiaryError.self) { try world.diary.appointment(booked.reference, proof: .contact("917 555 0143")) }
    }

    @Test func numbersOfTwoSpellingsAreOneCustomer() throws {
        let world = try World(), ann = try world.person(), cut = try world.service([ann])
        for (hour, phone) in [(9, "917 555 0142"), (11, "+1 (917) 555-0142")] {
            let hold = try world.hold(cut, World.at(23, hour))
            let customer = CustomerDetails(name: "Ada", email: nil, phone: phone, address: nil)
            _ = try world.diary.confirm(hold.id, customer: customer, notes: "", conversation: nil, once: World.key())
        }
        #expect(try world.count("select count(*) as n from holdfast.customers") == 1)
    }

    @Test func settingsHaveDefaultsAndAreKept() throws {
        let world = try World()
        var settings = try world.diary.phoneSettings()
        #expect(settings.texts && settings.ownerPhone == nil && settings.reminderMinutes == 1440 && !settings.recordCalls)
        #expect(settings.quietFrom == 21 * 60 && settings.quietUntil == 8 * 60)
        (settings.ownerPhone, settings.reminderMinutes, settings.quietFrom) = ("+19175550199", nil, 20 * 60 + 30)
        try world.diary.keep(settings)
        #expect(try world.diary.phoneSettings() == settings)
        settings.callMinutes = 0
        #expect(throws: DiaryError.self) { try world.diary.keep(settings) }
    }

    @Test func numbersAreListedInTheOrderInWhichTheyAreUsed() throws {
        let world = try World()
        for (number, position) in [("+15005550001", 1), ("+15005550002", 0)] {
            try world.owner.execute(
                "insert into holdfast.phone_numbers (tenant_id, number, position) values (\(world.key), \(number), \(position))")
        }
        #expect(try world.diary.phoneNumbers().map(\.number) == ["+15005550002", "+15005550001"])
    }
}

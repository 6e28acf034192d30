internal import Booking

extension Wording {
    func servicesCard(_ services: [ServiceItem]) -> Card {
        .services(
            services.map { service in
                let price = service.amountMinor.flatMap { minor in service.currency.map { Card.Price(amount_minor: minor, currency: $0) } }
                return Card.ServiceFace(
                    id: String(service.id), name: service.name, description: service.description,
                    duration_minutes: service.durations.first ?? 0, price: price)
            })
    }

    func slotsCard(_ slots: [OfferedSlot], more: Bool) -> Card {
        .slots(
            Card.SlotList(
                service: slots.first.map { String($0.service) } ?? "", timezone: business.zone, slots: slots.map(face), more: more))
    }

    func holdCard(_ held: HeldSlot, now: Moment) -> Card {
        .hold(Card.HoldFace(slot: face(held.slot), expires_at: held.expires.rfc3339, now: now.rfc3339, timezone: business.zone))
    }

    func face(_ booked: Booked) -> Card.BookingFace {
        Card.BookingFace(
            reference: booked.reference, status: booked.status, service: Card.Face(id: String(booked.service), name: booked.serviceName),
            start: booked.start.rfc3339, end: booked.end.rfc3339, timezone: business.zone, resource: face(booked.person),
            location: business.address, manage_url: booked.manageURL, uid: "\(booked.reference)@\(business.slug)", sequence: booked.version)
    }

    private func face(_ slot: OfferedSlot) -> Card.SlotFace {
        Card.SlotFace(
            id: slot.id, start: slot.start.rfc3339, end: slot.end.rfc3339, label: speech.label(slot.start.day, slot.start.minute),
            resource: face(slot.person))
    }

    private func face(_ person: PersonItem) -> Card.Face { Card.Face(id: String(person.id), name: person.name) }
}

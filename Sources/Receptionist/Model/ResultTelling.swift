internal import Web

/// What a tool gave, as a model is told of it: ids to call with, placeholders to speak with, times to think with.
enum ResultTelling {
    static func text(_ result: ToolResult) -> String { value(result).text }

    static func misuse(_ words: String) -> String { (["error": .string(words)] as JSON).text }

    private static func value(_ result: ToolResult) -> JSON {
        switch result {
        case .services(let services): ["services": .array(services.map(value))]
        case .slots(let slots, let more): ["times": .array(slots.map(value)), "more": .bool(more)]
        case .hours(let days): ["days": .array(days.map(value))]
        case .held(let held):
            [
                "hold": .string(held.hold), "say": "{hold}", "start": .string(held.slot.start.local),
                "expires": .string(held.expires.local),
            ]
        case .expires(let moment): ["expires": .string(moment.local)]
        case .booking(let booked): value(booked)
        case .caller(let record): value(record)
        case .kept: ["done": true]
        case .handedOver: ["done": true]
        case .answers(let answers): ["answers": .array(answers.map(value))]
        case .refused(let refusal):
            [
                "refused": .string(refusal.code), "why": .string(refusal.detail),
                "alternatives": .array(refusal.alternatives.map(value)),
            ]
        }
    }

    /// A name is what the visitor gives, or nothing.
    static func value(_ record: CallerRecord) -> JSON {
        [
            "last_came_for": record.service.map { .string("{service:\($0.id)}") } ?? .null,
            "coming": .array(record.bookings.map { value($0) }),
        ]
    }

    static func value(_ service: ServiceItem) -> JSON {
        [
            "id": .string("\(service.id)"), "name": .string(service.name), "say": .string("{service:\(service.id)}"),
            "description": .string(service.description), "minutes": .array(service.durations.map(JSON.number)),
            "price": service.amountMinor == nil ? .null : .string("{price:\(service.id)}"),
            "asks_for_address": .bool(service.atCustomer), "confirmed_by_hand": .bool(service.needsApproval),
            "people": .array(
                service.people.map {
                    ["id": .string("\($0.id)"), "name": .string($0.name), "say": .string("{person:\($0.id)}")]
                }),
        ]
    }

    /// The owner's own words, to be told whole.
    static func value(_ answer: OwnersAnswer) -> JSON {
        [
            "question": .string(String(answer.question.prefix(200))),
            "answer": .string(String(answer.answer.prefix(400))),
            "say": .string("{answer:\(answer.id)}"),
        ]
    }

    static func value(_ slot: OfferedSlot) -> JSON {
        [
            "id": .string(slot.id), "say": .string("{slot:\(slot.id)}"), "start": .string(slot.start.local),
            "weekday": .string(English.weekday(slot.start.day)), "person": .string(slot.person.name),
        ]
    }

    private static func value(_ day: OpenHours) -> JSON {
        [
            "day": .string("\(day.day.first)"), "say": .string("{hours:\(day.day.first)}"),
            "open": .array(day.windows.map { ["from": .string($0.opens.local), "to": .string($0.closes.local)] }),
        ]
    }

    static func value(_ booked: Booked) -> JSON {
        [
            "reference": .string(booked.reference), "status": .string(booked.status), "service": .string(booked.serviceName),
            "service_id": .string("\(booked.service)"), "start": .string(booked.start.local),
            "say": .string("{booking:\(booked.reference)}"),
        ]
    }
}

extension Moment {
    /// The business's own day and time, such as `2026-11-24T14:00`.
    var local: String { String(rfc3339.prefix(16)) }
}

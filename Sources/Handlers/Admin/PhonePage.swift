internal import Booking
internal import PhoneNumbers
internal import Web

extension Owner {
    /// The business's numbers, and how it wants its calls and texts.
    func phonePage() throws -> Response {
        let numbers = try diary.phoneNumbers(), settings = try diary.phoneSettings()
        return visit.page(
            layout("Phone", current: .phone).page {
                h1 { "Phone" }
                section(.class("card")) {
                    h2 { "Your numbers" }
                    if numbers.isEmpty { p { "None yet. Whoever runs Holdfast adds one: holdfast number add \(tenant.slug)." } }
                    ul { for number in numbers { li { shown(number) } } }
                }
                section(.class("card")) {
                    h2 { "Calls and texts" }
                    form(.method(.post), .action(Place.admin(.phone))) {
                        formFields
                        choices(settings)
                        button { "Keep this" }
                    }
                }
            })
    }

    /// Keeps how the owner wants calls and texts.
    func keepPhone() throws -> Response {
        let fields = try sealedForm()
        try diary.keep(
            PhoneSettings(
                ownerPhone: try ownerPhone(fields), texts: fields["texts"] != nil, reminderMinutes: try reminder(fields),
                quietFrom: try minuteOfDay("quiet-from", fields), quietUntil: try minuteOfDay("quiet-until", fields),
                recordCalls: fields["record"] != nil, keepHoldOnHangup: fields["keep-hold"] != nil,
                callMinutes: try number("call-minutes", 1...60, fields), callerMinutesADay: try number("caller-minutes", 1...600, fields),
                minutesAMonth: try number("month-minutes", 1...100_000, fields)))
        return .redirect(to: Place.admin(.phone).path)
    }
}

// MARK: - Reading

extension Owner {
    private func ownerPhone(_ fields: Fields) throws -> String? {
        let typed = try fields.words("owner-phone", "Your own phone", atMost: 40)
        if typed.isEmpty { return nil }
        guard let number = tenant.phone(typed) else {
            throw Problem.invalid("“Your own phone” can’t be dialled. Write it with its country’s code, such as +1 917 555 0142.")
        }
        guard try !diary.phoneNumbers().contains(where: { $0.number == number.e164 }) else {
            throw Problem.invalid("“Your own phone” is a number that Holdfast answers. Name the one that you carry.")
        }
        return number.e164
    }

    private func reminder(_ fields: Fields) throws -> Int? {
        guard let text = fields["reminder"], let minutes = Int(text), Self.reminders.contains(where: { $0.minutes == minutes }) else {
            throw Problem.invalid("Choose when customers are reminded.")
        }
        return minutes == 0 ? nil : minutes
    }

    private func minuteOfDay(_ name: String, _ fields: Fields) throws -> Int {
        guard let minute = Asking.minuteOfDay(fields[name] ?? "") else {
            throw Problem.invalid("The quiet hours must be two times of the day.")
        }
        return minute
    }

    private func number(_ name: String, _ range: ClosedRange<Int>, _ fields: Fields) throws -> Int {
        guard let number = Int(fields[name] ?? ""), range.contains(number) else {
            throw Problem.invalid("The minutes must be whole numbers: 1 to 60 for a call, 1 to 600 a day, 1 to 100000 a month.")
        }
        return number
    }
}

// MARK: - Showing

extension Owner {
    private static let reminders: [(minutes: Int, words: String)] = [
        (0, "Never"), (60, "An hour before"), (120, "Two hours before"), (240, "Four hours before"), (1440, "A day before"),
        (2880, "Two days before"),
    ]

    private func shown(_ number: OwnNumber) -> String {
        tenant.shown(number.number) + (number.takesWhatsApp ? ", also on WhatsApp" : "")
    }

    @HTMLBuilder private func choices(_ settings: PhoneSettings) -> HTML {
        let owner = settings.ownerPhone.map(tenant.shown)
        Field("owner-phone", "Your own phone").with(
            type: "tel", autocomplete: "tel",
            hint: "Callers who ask for a person are put through to it, and it is texted what you should know.", value: owner ?? "",
            required: false
        ).html
        Tick(name: "texts", caption: "Text customers when they book, move or cancel", isOn: settings.texts).html
        p(.class("field")) {
            label(.for("reminder")) { "Remind customers" }
            select(.id("reminder"), .name("reminder")) {
                for (minutes, words) in Self.reminders {
                    option(.value(String(minutes)), .selected(minutes == settings.reminderMinutes ?? 0)) { words }
                }
            }
        }
        Field("quiet-from", "No reminders from").with(type: "time", autocomplete: "off", value: Self.clock(settings.quietFrom)).html
        Field("quiet-until", "until").with(
            type: "time", autocomplete: "off", hint: "In \(tenant.zoneName). What somebody just asked for is answered at any hour.",
            value: Self.clock(settings.quietUntil)
        ).html
        Tick(name: "record", caption: "Record calls; the caller is told so first", isOn: settings.recordCalls).html
        Tick(
            name: "keep-hold", caption: "Keep a time that was held for a few minutes when its caller hangs up",
            isOn: settings.keepHoldOnHangup
        ).html
        minutes("call-minutes", "Longest call, in minutes", settings.callMinutes)
        minutes("caller-minutes", "What one caller may talk in a day, in minutes", settings.callerMinutesADay)
        minutes("month-minutes", "What all callers may talk in a month, in minutes", settings.minutesAMonth)
    }

    private func minutes(_ name: String, _ caption: String, _ value: Int) -> HTML {
        Field(name, caption).with(type: "number", autocomplete: "off", value: String(value)).html
    }

    private static func clock(_ minute: Int) -> String {
        [minute / 60, minute % 60].map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
    }
}

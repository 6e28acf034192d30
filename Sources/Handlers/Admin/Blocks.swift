internal import Booking
internal import Postgres
internal import Web

extension Owner {
    /// Days of time off that the page shows.
    private static let days = 365

    /// Time off: a form for more, what stands, and the bookings that it meets.
    func blocks() throws -> Response {
        let now = try diary.now(), today = Days(now.timestamp.dateText) ?? Days(number: 0)
        let blocks = try diary.blocks(from: bound(today), to: bound(Days(number: today.number + Self.days)))
        let resources = try visit.house.database.call(AdminStatements.resources, tenant: tenant.id.value)
        let conflicts = try diary.conflicts()
        return visit.page(
            layout("Time off", current: .blocks).page {
                h1 { "Time off" }
                if !conflicts.isEmpty { meeting(conflicts) }
                section(.class("card")) {
                    h2 { "Block time" }
                    blocking(resources, now)
                }
                section(.class("card")) {
                    h2 { "Blocked" }
                    if blocks.isEmpty { p { "Nothing is blocked." } } else { list(blocks) }
                }
            })
    }

    /// Blocks a span that was typed in the business's own clock. An hour that occurs twice is blocked whole: from its
    /// first occurrence, to its last.
    func block() throws -> Response {
        let fields = try sealedForm()
        guard let resource = try Asking.resource(fields["resource"]) else { throw Problem.invalid("Choose who or what is away.") }
        guard let from = try wallClock("from", fields).first, let to = try wallClock("to", fields).last else {
            throw Problem.invalid("These times can’t be read. Choose a day and a time for both.")
        }
        _ = try diary.block(
            resource, from: from.instant, to: to.instant, reason: fields["reason"] ?? "", once: visit.formKey("POST admin/blocks", fields))
        return .redirect(to: Place.admin(.blocks).path)
    }

    /// Gives the time back.
    func unblock(_ id: Block.ID) throws -> Response {
        let fields = try sealedForm()
        _ = try diary.unblock(id, once: visit.formKey("POST admin/blocks/removal", fields))
        return .redirect(to: Place.admin(.blocks).path)
    }

    /// `2026-11-24T14:00` as the instants at which the business's clocks show it.
    private func wallClock(_ name: String, _ fields: Fields) throws -> [ZonedTime] {
        let parts = (fields[name] ?? "").split(separator: "T")
        guard parts.count == 2, let day = Asking.day(String(parts[0])), let minute = Asking.minuteOfDay(parts[1]) else {
            throw Problem.invalid("“\(name)” must be a day and a time.")
        }
        return try diary.resolve(local: day, minuteOfDay: minute)
    }

    private func blocking(_ resources: [(id: Int64, name: String)], _ now: ZonedTime) -> HTML {
        let start = now.timestamp.dateText + "T00:00"
        return form(.method(.post), .action(Place.admin(.blocks))) {
            formFields
            p(.class("field")) {
                label(.for("resource")) { "Who or what" }
                select(.id("resource"), .name("resource")) { for each in resources { option(.value(String(each.id))) { each.name } } }
            }
            Field("from", "From").with(type: "datetime-local", autocomplete: "off", hint: "In \(tenant.zoneName).", value: start).html
            Field("to", "To").with(type: "datetime-local", autocomplete: "off").html
            Field("reason", "Reason").with(autocomplete: "off", required: false).html
            button { "Block this time" }
        }
    }

    private func list(_ blocks: [Block]) -> HTML {
        table(.class("rows"), .role("table")) {
            headings(["Who", "From", "To", "Reason", "Change"])
            tbody(.role("rowgroup")) { for block in blocks { row(block) } }
        }
    }

    private func row(_ block: Block) -> HTML {
        tr(.role("row")) {
            cell("Who") { block.resource.name }
            cell("From") { "\(speech.day(block.start)), \(speech.clock(block.start))" }
            cell("To") { "\(speech.day(block.end)), \(speech.clock(block.end))" }
            cell("Reason") { block.isOfCalendar ? "Busy by the calendar \(block.reason)" : block.reason }
            td(.role("cell")) { if !block.isOfCalendar { unblocking(block) } }
        }
    }

    private func unblocking(_ block: Block) -> HTML {
        form(.method(.post), .action(Place.admin(.unblocking(block.id.value)))) {
            formFields
            button(.class("quiet")) { "Remove" }
        }
    }

    private func meeting(_ conflicts: [Appointment]) -> HTML {
        section(.class("card notice")) {
            h2 { "Bookings within blocked time" }
            p { "Blocking removes no booking. Move or cancel these, or remove the block." }
            ul {
                for booking in conflicts {
                    li {
                        a(.href(Place.admin(.booking(booking.id.value)))) {
                            "\(speech.span(booking.start, booking.end)): \(booking.customer.name), \(booking.resource.name)"
                        }
                    }
                }
            }
        }
    }
}

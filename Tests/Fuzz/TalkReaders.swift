import Postgres
import Web

@testable import Outbound
@testable import Receptionist

/// What the receptionist reads of visitors, and of services that answer.
let talkReaders = [Reader("hearing", hearing), Reader("events", events), Reader("heads", heads), Reader("replies", replies)]

/// Whatever a visitor writes is understood as something that can be: days of the calendar, minutes of a day, contacts that look so.
private func hearing(_ bytes: [UInt8]) {
    guard let first = bytes.first else { return }
    let message = String(decoding: bytes.dropFirst(), as: UTF8.self)
    let setting = setting(first)
    let heard = Understanding(message, in: setting)
    for span in heard.day?.spans ?? [] { expect(span.first <= span.last && span.length > 0, "days follow each other") }
    for reading in heard.time?.readings ?? [] {
        expect((0...1_440).contains(reading.from) && reading.from <= reading.to && reading.to <= 1_440, "\(reading) is within a day")
    }
    if let phone = heard.contact.phone {
        expect((7...15).contains(phone.filter(\.isWholeNumber).count), "\(phone.utf8.count) bytes are a telephone number")
    }
    if let email = heard.contact.email { expect(ContactShapes.isEmail(email), "an email address is one") }
    expect(Set(heard.services).isSubset(of: [1, 2, 3]) && Set(heard.people).isSubset(of: [4, 5]), "only who and what there is")
    if let minutes = heard.duration { expect(minutes > 0, "a length has some length") }
    expect("\(heard.contact)" == "contact", "contacts print as a hint")
}

/// The first byte decides where and when it is said, and what was asked before.
private func setting(_ byte: UInt8) -> Setting {
    let asked: [Expecting] = [.anything, .service, .day, .time, .slot, .details, .reference, .yesOrNo, .message]
    guard let today = CivilDate(byte & 1 == 0 ? "2026-11-21" : "2028-02-29") else { fatalError("two days of the calendar") }
    return Setting(
        today: today, minute: Int(byte) * 5, region: Region(dayFirst: byte & 2 == 0, twelveHour: byte & 4 == 0),
        services: [Named(id: 1, name: "Check-up"), Named(id: 2, name: "Deep cleaning", hints: "tartar"), Named(id: 3, name: "Café")],
        people: [Named(id: 4, name: "Dr. Dana O’Neill"), Named(id: 5, name: "Lee")], expecting: asked[Int(byte >> 3) % asked.count])
}

/// What came in pieces is read as what came at once, and an event's data are lines.
private func events(_ bytes: [UInt8]) {
    let (whole, parts) = pieces(bytes)
    var once = EventStream()
    var often = EventStream()
    guard let all = try? once.read(whole), let apart = try? parts.flatMap({ part in try often.read(Array(part)) }) else {
        return expect(false, "nothing here is too long")
    }
    expect(all == apart, "the same events in pieces")
    expect(all.allSatisfy { !$0.data.contains(0x0D) && !$0.name.utf8.contains(0x0A) }, "an event has lines")
    expect(all.reduce(0) { $0 + $1.data.count } <= whole.count, "no more than came")
}

/// A head is read line by line, whatever libcurl hands over.
private func heads(_ bytes: [UInt8]) {
    var head = HTTPHead(status: 0)
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) { head.read(line: line + [0x0A]) }
    for name in ["retry-after", "content-type", ""] {
        if let value = head[name] { expect(value.utf8.last != 0x0A && value.utf8.first != 0x20, "a value has no blanks around it") }
    }
    if head.status >= 400 { _ = ModelFailure(head, bytes) }
}

/// Pieces of a model's answer, a line each: what is put together stays within its bounds, and every call has a name and an id of its own.
private func replies(_ bytes: [UInt8]) {
    var assembler = ReplyAssembler()
    do throws(ModelFailure) {
        for line in bytes.split(separator: 0x0A) {
            guard let piece = try? JSON(reading: Array(line)) else { continue }
            _ = try assembler.take(piece)
        }
        let reply = try assembler.whole(sawEnd: bytes.first == 0x7B)
        expect(reply.calls.count <= ReplyAssembler.mostCalls, "not too many calls")
        expect(Set(reply.calls.map(\.id)).count == reply.calls.count, "no two calls have one id")
        expect(reply.calls.allSatisfy { !$0.name.isEmpty && !$0.id.isEmpty }, "a call says what it calls")
        expect(reply.usage.prompt >= 0 && reply.usage.answer >= 0, "usage is a number of tokens")
    } catch {
        if case .busy(let after?) = error { expect(after > .zero, "a pause is some time") }
    }
}

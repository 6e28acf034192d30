import Web

@testable import Handlers
@testable import Postgres
@testable import Sealing

/// What reads the text of visitors and of services.
let textReaders = [
    Reader("json", json), Reader("form", form), Reader("cookies", cookies), Reader("percent", percent), Reader("routes", routes),
    Reader("times", times), Reader("tokens", tokens), Reader("markup", markup),
]

/// What was read and written again reads as the same; a refusal points into the text.
private func json(_ bytes: [UInt8]) {
    let value: JSON
    do throws(JSONFault) {
        value = try JSON(reading: bytes)
    } catch {
        return expect((0...bytes.count).contains(error.offset) && !error.reason.isEmpty, "a refusal says where")
    }
    let written = value.bytes
    expect((try? JSON(reading: written)) == value, "what was written reads as the same")
    expect((try? JSON(reading: written))?.bytes == written, "the same value is always the same bytes")
    expect(written.count <= bytes.count * 6 + 32, "it grows by escapes only")
    let event = ServerSentEvent(id: 1, name: "text", data: value).bytes
    expect(event.filter { $0 == 0x0A }.count == 4 && event.suffix(2) == [0x0A, 0x0A] && !event.contains(0x0D), "an event is three lines")
    readMembers(bytes)
}

private func readMembers(_ bytes: [UInt8]) {
    var headers = Headers()
    headers.add("Content-Type", "application/json")
    let request = Request(method: .post, path: "/", headers: headers, body: bytes)
    guard let fields = try? request.jsonFields() else { return }
    if let name = try? fields.string("a") { expect(!name.utf8.contains(0), "a string can be kept") }
    _ = try? fields.fields("b")?.identifier("c")
    _ = try? fields.int("d")
}

private func form(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self), let fields = Fields(reading: text) else { return }
    expect(fields.pairs.count <= Fields.mostPairs, "there are not more pairs than let through")
    expect(fields.pairs.allSatisfy { !$0.name.utf8.contains(0) && !$0.value.utf8.contains(0) }, "no NUL comes through")
    let again = Fields(reading: fields.encoded)?.pairs ?? []
    expect(again.elementsEqual(fields.pairs, by: ==), "what was written reads as the same")
}

private func cookies(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    var headers = Headers()
    headers.add("Cookie", text)
    guard let value = Request(method: .get, path: "/", headers: headers).cookie("s", secure: false) else { return }
    expect(!value.utf8.contains(UInt8(ascii: ";")) && value.utf8.count <= text.utf8.count, "a value ends at its semicolon")
    headers.add("Cookie", "s=\(value)")
    expect(Request(method: .get, path: "/", headers: headers).cookie("s", secure: false) == nil, "a cookie that is sent twice is none")
}

private func percent(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let encoded = Percent.encode(text)
    expect(encoded.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && !"/?#&=+\"<>".utf8.contains($0) }, "what is encoded is plain")
    expect(Percent.decode(encoded) == (text.utf8.contains(0) ? nil : text), "what was encoded decodes as the same")
    for plus in [false, true] {
        guard let decoded = Percent.decode(text, plusIsSpace: plus) else { continue }
        expect(decoded.utf8.count <= text.utf8.count && !decoded.utf8.contains(0), "decoding never grows and hides no NUL")
    }
}

/// Every place that is read prints an address that reads as the same place.
private func routes(_ bytes: [UInt8]) {
    guard let place = Place(path: String(decoding: bytes, as: UTF8.self)) else { return }
    expect(Place(path: place.path) == place, "\(place.path) reads back")
    expect(place.pattern.utf8.first == UInt8(ascii: "/") && place.pattern.utf8.count < 80, "a pattern names no visitor")
}

/// The two readers of RFC 3339 agree, and with their own writing.
private func times(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let timestamp = Timestamp(text) { expect(Timestamp(timestamp.text) == timestamp, "\(timestamp.text) reads back") }
    if let instant = Instant(text) {
        expect(Timestamp(text)?.microseconds == instant.microseconds, "both readers see one instant")
        let year = 31_556_952_000_000
        let within = (-61_000 * Int64(year) / 31...8_000 * Int64(year)).contains(instant.microseconds)
        expect(!within || Instant(instant.description) == instant, "\(instant) reads back")
    }
    expect(Days(text)?.text == CivilDate(text)?.description, "both readers see one day")
    if let days = Days(text) { expect(days.text == text && (1...7).contains(days.weekday), "\(text) reads back") }
}

/// Nothing but what we sealed is read, and that reads as it was.
private func tokens(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    expect(SignedToken(text, for: purpose, at: 0, by: ring) == nil, "nobody else makes a token")
    _ = KeyRing(text)
    let token = SignedToken(text, for: purpose, expires: 10)
    let sealed = token.sealed(by: ring)
    guard sealed.utf8.count < 1_000 else { return }
    expect(SignedToken(sealed, for: purpose, at: 0, by: ring) == token, "what was sealed reads as it was")
    expect(SignedToken(sealed, for: purpose, at: 10, by: ring) == nil, "what is too old isn't read")
}

private let purpose = Purpose(rawValue: "fuzzing")

private let ring: KeyRing = {
    guard let ring = KeyRing(String(repeating: "0123456789abcdef", count: 4)) else { fatalError("no ring") }
    return ring
}()

/// Text stays text wherever it stands in a page.
private func markup(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let shown = p(.id(text)) { text }.bytes
    expect(shown.filter { $0 == UInt8(ascii: "<") }.count == 2 && shown.filter { $0 == UInt8(ascii: ">") }.count == 2, "two tags stand")
    expect(shown.filter { $0 == UInt8(ascii: "\"") }.count == 2, "an attribute ends where it was ended")
    expect(shown.count <= bytes.count * 18 + 32, "it grows by escapes only")
}

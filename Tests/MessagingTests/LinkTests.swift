import Booking
import Messaging
import Sealing
import Testing

@Suite("A short link")
struct LinkTests {
    private let keys = KeyRing(String(repeating: "ab", count: 32))!
    private func code(_ url: String) -> String { url.split(separator: "/").last.map(String.init) ?? "" }

    private func link(_ booking: Int64, of tenant: String = "demo", keys: KeyRing? = nil) -> String {
        ShortLink.url(Appointment.ID(booking), of: tenant, publicURL: "https://book.example", keys: keys ?? self.keys)
    }

    @Test("leads to its booking and is short", arguments: [1, 255, 256, 70_000, 9_000_000_000, Int64.max])
    func reading(_ booking: Int64) {
        let url = link(booking)
        #expect(url.hasPrefix("https://book.example/t/demo/m/"))
        #expect(code(url).count <= 23)
        #expect(ShortLink.booking(code(url), of: "demo", keys: keys) == Appointment.ID(booking))
    }

    @Test("is nothing at another business, under other keys, or with a letter changed")
    func strangers() {
        let code = code(link(41))
        #expect(ShortLink.booking(code, of: "barber", keys: keys) == nil)
        #expect(ShortLink.booking(code, of: "demo", keys: KeyRing(String(repeating: "cd", count: 32))!) == nil)
        for place in code.indices {
            var changed = code
            changed.replaceSubrange(place...place, with: code[place] == "A" ? "B" : "A")
            #expect(ShortLink.booking(changed, of: "demo", keys: keys) == nil)
        }
        #expect(ShortLink.booking("", of: "demo", keys: keys) == nil)
        #expect(ShortLink.booking("A" + code, of: "demo", keys: keys) == nil)
    }

    @Test("of a key that was replaced still leads there")
    func oldKeys() {
        let old = String(repeating: "ab", count: 32), new = String(repeating: "cd", count: 32)
        #expect(ShortLink.booking(code(link(41)), of: "demo", keys: KeyRing("\(new),\(old)")!) == Appointment.ID(41))
    }
}

import Postgres
import Testing

@Suite("Times as text")
struct TimeTextTests {
    @Test("an instant is read with its offset and its fraction")
    func offsets() {
        let nine = Instant("2026-11-24T14:00:00Z")
        #expect(nine != nil)
        #expect(Instant("2026-11-24T09:00:00-05:00") == nine)
        #expect(Instant("2026-11-24T19:45:00+05:45") == nine)
        #expect(Instant("2026-11-24T14:00:00.5Z") == nine.map { Instant(microseconds: $0.microseconds + 500_000) })
        #expect(Instant("2026-11-24T14:00:00.123456789Z") == nine.map { Instant(microseconds: $0.microseconds + 123_456) })
    }

    @Test(
        "what is no instant is refused",
        arguments: [
            "", "2026-11-24", "2026-11-24T09:00:00", "2026-11-24 09:00:00Z", "2026-02-30T09:00:00Z", "2026-11-24T24:00:00Z",
            "2026-11-24T09:60:00Z", "2026-11-24T09:00:00+0500", "2026-11-24T09:00:00+05", "2026-11-24T09:00:00.Z",
            "2026-11-24T09:00:00Zz", "２026-11-24T09:00:00Z", "2026-11-24T09:00:00-05:00 ", "2026-11-24T+9:00:00Z",
        ])
    func refused(_ text: String) { #expect(Instant(text) == nil) }

    @Test(
        "what is no date is refused",
        arguments: ["", "2026-2-3", "2026-02-29", "0000-01-01", "10000-01-01", "+026-01-01", "2026-01-01x", "-"])
    func refusedDates(_ text: String) { #expect(CivilDate(text) == nil) }

    @Test("days and their numbers are each other's inverse, from the first year to the last")
    func days() {
        for number in stride(from: Int64(-719_162), through: 2_932_896, by: 97) {
            #expect(CivilDate(daysSince1970: number)?.daysSince1970 == number)
        }
        #expect(CivilDate(daysSince1970: -719_163) == nil)
        #expect(CivilDate(daysSince1970: 2_932_897) == nil)
    }
}

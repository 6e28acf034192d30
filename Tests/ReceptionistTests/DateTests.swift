import Postgres
import Receptionist
import Testing

@Suite struct DateTests {
    @Test(arguments: americanDays + americanTimes)
    func `a date or time is understood as Americans write it`(_ row: (message: String, meaning: String)) {
        #expect(spell(hear(row.message)) == row.meaning, "\(row.message)")
    }

    @Test(arguments: britishDays)
    func `a date or time is understood as the British write it`(_ row: (message: String, meaning: String)) {
        #expect(spell(hear(row.message, locale: "en-GB")) == row.meaning, "\(row.message)")
    }

    @Test func `next week's weekday lies in next week on every day of the year`() {
        for offset in 0..<400 {
            let today = Days.add(offset, to: date("2026-01-01"))
            let heard = Understanding("next tuesday", in: Setting(today: today, minute: 0, region: Region(locale: "en-US")))
            let day = heard.day?.single
            #expect(day.map(Days.weekday) == .tuesday)
            #expect(day.map(Days.monday(of:)) == Days.add(7, to: Days.monday(of: today)))
        }
    }

    @Test func `days and numbers go back and forth`() {
        for number in stride(from: -700_000, through: 2_900_000, by: 997) { #expect(Days.number(Days.date(number)) == number) }
    }

    @Test(arguments: ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
    func `one slip in a weekday is forgiven`(_ day: String) {
        let plain = hear("\(day) at 3pm")
        for index in day.indices.dropFirst() {
            var slipped = day
            slipped.remove(at: index)
            if slipped == "tursday" { continue }  // as near to Tuesday, so it is asked about
            #expect(hear("\(slipped) at 3pm").day == plain.day, "\(slipped)")
        }
    }

    @Test(arguments: [
        "", " ", "?", "!!!", "....", "@", "@@", "-", "--", "1/", "/1", ":", "1:", "+", "#", "\u{0}", "🦷", "a@b", "31.31.31", "'", "2-",
        "-2",
    ])
    func `nonsense is survived`(_ message: String) {
        _ = hear(message)
        _ = hear(message, expecting: .slot)
        _ = hear(message, expecting: .details)
    }
}

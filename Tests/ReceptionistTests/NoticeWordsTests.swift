import Booking
import Postgres
import Testing

@testable import Receptionist

/// What customers are texted of their bookings.
@Suite struct NoticeWordsTests {
    private static let link = "https://book.example/t/demo/m/AQabcdef"

    private func words(_ kind: Notice.Kind, _ language: Language, address: String? = "1 Long Street") -> String {
        let start = ZonedTime(instant: Instant("2026-11-24T19:15:00Z")!, offset: -18_000, abbreviation: "EST")
        let notice = Notice(
            kind: kind, business: "Bright Smile", service: "Cleaning", start: Moment(start), address: address, link: Self.link)
        return notice.words(in: language, region: Region(locale: "en-US"), today: date("2026-11-21"))
    }

    private static let all = Notice.Kind.allCases.flatMap { kind in Language.allCases.map { (kind, $0) } }

    @Test(arguments: all)
    func `a notice names the business, the service, day, time and zone, and where it can be changed`(_ row: (Notice.Kind, Language)) {
        let text = words(row.0, row.1), speech = Speech(region: Region(locale: "en-US"), today: date("2026-11-21"), language: row.1)
        #expect(text.contains("Bright Smile") && text.contains("Cleaning") && text.contains("(EST)"))
        #expect(text.contains(speech.moment(date("2026-11-24"), 855)))
        #expect(text.hasSuffix(Self.link))
        #expect(text.contains("1 Long Street") == [.booked, .approved, .moved, .reminder].contains(row.0))
    }

    /// The networks act on these by themselves wherever a customer sends one.
    private static let keywords: Set<String> = [
        "stop", "unsubscribe", "end", "quit", "stopall", "revoke", "optout", "cancel", "start", "yes", "unstop", "help", "info", "reply",
        "responda", "répondez", "antworten", "antworte", "arret", "arrêt", "alto", "parar",
    ]

    @Test(arguments: all)
    func `no notice holds a word that a network takes for itself, or asks for an answer`(_ row: (Notice.Kind, Language)) {
        let said = words(row.0, row.1, address: nil).replacing(Self.link, with: "")
        #expect(Self.keywords.isDisjoint(with: said.lowercased().split { !$0.isLetter }.map(String.init)))
    }

    @Test(arguments: Notice.Kind.allCases)
    func `each language says each notice in its own words`(_ kind: Notice.Kind) {
        #expect(Set(Language.allCases.map { words(kind, $0) }).count == Language.allCases.count)
    }
}

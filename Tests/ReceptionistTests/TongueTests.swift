import Booking
import Postgres
import Testing

@testable import Receptionist

/// How each language writes a day, a time and a price, and how it refuses.
@Suite struct TongueTests {
    private static let day = date("2026-11-24")

    private func tongue(_ language: Language, today: String = "2026-11-21") -> any Tongue {
        language.tongue(region: Region(locale: "en-US"), today: date(today))
    }

    @Test(
        arguments: [
            (.english, "Tuesday, November 24 at 2:15 PM", "Tue Nov 24, 2:15 PM"),
            (.spanish, "el martes 24 de noviembre a las 14:15", "mar 24 nov, 14:15"),
            (.french, "le mardi 24 novembre à 14 h 15", "mar. 24 nov., 14 h 15"),
            (.german, "Dienstag, 24. November, um 14:15 Uhr", "Di 24. Nov., 14:15 Uhr"),
            (.portuguese, "terça-feira, 24 de novembro, às 14:15", "ter 24 nov, 14:15"),
        ] as [(Language, String, String)])
    func `a time is said as the language says it, and a button is short`(_ row: (language: Language, moment: String, label: String)) {
        let speech = Speech(region: Region(locale: "en-US"), today: date("2026-11-21"), language: row.language)
        #expect(speech.moment(Self.day, 855) == row.moment)
        #expect(speech.label(Self.day, 855) == row.label)
    }

    @Test func `odd days and hours are said right`() {
        #expect(tongue(.spanish).moment(date("2026-12-01"), 60) == "el martes 1 de diciembre a la 1:00")
        #expect(tongue(.french).moment(date("2026-12-01"), 545) == "le mardi 1er décembre à 9 h 05")
        #expect(tongue(.french).clock(840) == "14 h")
        #expect(tongue(.portuguese).moment(date("2026-12-05"), 60) == "sábado, 5 de dezembro, à 1:00")
        #expect(tongue(.german).moment(date("2027-01-02"), 0) == "Samstag, 2. Januar 2027, um 0:00 Uhr")
        #expect(tongue(.spanish).day(date("2027-01-02")) == "el sábado 2 de enero de 2027")
        #expect(tongue(.spanish).oneOf(["7:00", "8:00"]) == "7:00 u 8:00")
        #expect(tongue(.spanish).oneOf(["7:00", "18:00"]) == "7:00 o 18:00")
        #expect(tongue(.spanish).allOf(["uñas", "higiene"]) == "uñas e higiene")
        #expect(tongue(.german).times([(Self.day, ["9:00 Uhr", "14:00 Uhr"])]) == "Dienstag, 24. November: 9:00 oder 14:00 Uhr.")
    }

    @Test(
        arguments: [
            (.english, "EUR", "€120.00", "€1250.50"), (.english, "CHF", "120.00 CHF", "1250.50 CHF"),
            (.spanish, "EUR", "120,00 €", "1.250,50 €"), (.spanish, "USD", "120,00 $", "1.250,50 $"),
            (.french, "EUR", "120,00 €", "1\u{A0}250,50 €"), (.german, "CHF", "120,00 CHF", "1.250,50 CHF"),
            (.portuguese, "BRL", "R$ 120,00", "R$ 1.250,50"), (.portuguese, "EUR", "120,00 €", "1.250,50 €"),
            (.german, "JPY", "12.000 JPY", "125.050 JPY"),
        ] as [(Language, String, String, String)])
    func `a price stands in its own currency`(_ row: (language: Language, currency: String, small: String, large: String)) {
        #expect(tongue(row.language).price(12_000, row.currency) == row.small)
        #expect(tongue(row.language).price(125_050, row.currency) == row.large)
    }

    @Test(arguments: Language.allCases.filter { $0 != .english })
    func `the diary's English words are shown to nobody who speaks another language`(_ language: Language) {
        let codes = [
            Reason.slotTaken, .full, .holdExpired, .idempotencyConflict, .outsideHours, .tooSoon, .tooLateToChange, .tooFar, .notOnGrid,
            .limitReached, .unknownService, .invalid, .notFound, Reason(rawValue: "rate_limited"), Reason(rawValue: "brand_new"),
        ]
        let time = Moment(
            ZonedTime(instant: Instant(microseconds: 1_795_531_500_000_000), offset: -18_000, abbreviation: "EST"))
        for code in codes {
            let refusal = ToolRefusal(code: code.rawValue, detail: "That can't be done.", alternatives: [])
            for words in [
                tongue(language).refused(refusal, nil), tongue(language).refused(refusal, time), tongue(language).refusedChange(refusal),
            ] {
                #expect(!words.contains("be done") && words.hasSuffix("."), "\(code.rawValue)")
                #expect(Language.shown(by: words) == language, "\(words)")
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `every plain sentence is in its language`(_ language: Language) {
        let tongue = tongue(language)
        let sentences: [KeyPath<any Tongue, String>] = [
            \.whatToDo, \.thanksWhatToDo, \.noted, \.brokenEmail, \.allRight, \.letGo, \.lost, \.stillLost, \.offerPerson, \.canBook,
            \.advice,
            \.whatMessage, \.howToReach, \.passedOn, \.when, \.otherDay, \.whatInstead, \.whenOrSoonest, \.soonest, \.later, \.earlier,
            \.others, \.nearest, \.twice, \.nothingElse, \.nothingEarlier, \.nothingAtAll, \.inThePast, \.morningOrAfternoon,
            \.theseAreFree,
            \.holdExpired, \.changeIt, \.moveWhen, \.whichBooking, \.referenceToo, \.emailToo, \.notFound,
        ]
        for sentence in sentences {
            let words = tongue[keyPath: sentence]
            #expect(words.first?.isLowercase == false && ".?".contains(words.last ?? " "), "\(words)")
            #expect(Language.shown(by: words) == language, "\(words)")
        }
    }
}

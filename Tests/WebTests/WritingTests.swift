import Testing
import Web

@Suite struct Pages {
    func text(_ html: HTML) -> String { String(decoding: html.bytes, as: UTF8.self) }

    @Test func textIsEscapedBecauseItIsText() {
        let page = p(.class("a\"b'<")) { "<script>&\u{01}" }
        #expect(text(page) == #"<p class="a&quot;b&#39;&lt;">&lt;script&gt;&amp;</p>"#)
    }

    @Test func blocksTakeConditionsAndLoops() {
        let names = ["A", "B"]
        let list = ul { for name in names { li { name } } }
        #expect(text(list) == "<ul><li>A</li><li>B</li></ul>")
        #expect(text(div { if names.isEmpty { p { "None." } } else { "Some." } }) == "<div>Some.</div>")
    }

    @Test func flagsAreThereOrNot() {
        #expect(text(input(.name("a"), .required(), .selected(false))) == #"<input name="a" required>"#)
    }
}

@Suite struct Events {
    @Test func anEventIsThreeLinesAndABlank() {
        let event = ServerSentEvent(id: 3, name: "text", data: ["text": "One\nline."])
        #expect(String(decoding: event.bytes, as: UTF8.self) == "id: 3\nevent: text\ndata: {\"text\":\"One\\nline.\"}\n\n")
    }
}

@Suite struct Problems {
    @Test func aProblemSaysStatusCodeWordsAndRequest() throws {
        let problem = Problem(.conflict, code: "slot_taken", detail: "Taken.", members: [.init("alternatives", [])])
        let response = problem.response(requestID: "abc")
        #expect(response.headers["Content-Type"] == "application/problem+json")
        #expect(response.headers["Cache-Control"] == "no-store")
        let body = problem.json(requestID: "abc")
        #expect(body["code"] == "slot_taken")
        #expect(body["status"] == 409)
        #expect(body["request_id"] == "abc")
        #expect(body["alternatives"] == [])
    }

    @Test func limitsSayWhenToComeBackAndMethodsWhatIsHeard() {
        #expect(Problem.rateLimited("Later.", retryAfter: 30).extraHeaders["Retry-After"] == "30")
        #expect(Problem.methodNotAllowed([.get, .head]).extraHeaders["Allow"] == "GET, HEAD")
    }

    @Test func aHeadKeepsRouteAndLengthOfTheAnswerItStandsFor() throws {
        var whole = Response.text("twelve bytes")
        whole.route = "/healthz"
        let head = whole.headOnly
        let isEmpty = if case .bytes(let bytes) = head.body { bytes.isEmpty } else { false }
        #expect(isEmpty && head.headers["Content-Length"] == "12" && head.route == "/healthz")
    }
}

@Suite struct Times {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0, 0, "1970-01-01T00:00:00+00:00"),
        ("2026-11-24T14:00:00-05:00", 1_795_546_800_000_000, -18_000, "2026-11-24T14:00:00-05:00"),
        ("2000-02-29t23:59:59.5z", 951_868_799_500_000, 0, "2000-02-29T23:59:59.500+00:00"),
        ("1969-12-31T23:59:59.999999+00:00", -1, 0, "1969-12-31T23:59:59.999999+00:00"),
        ("0001-01-01T00:00:00+05:30", -62_135_616_600_000_000, 19_800, "0001-01-01T00:00:00+05:30"),
        ("9999-12-31T23:59:59+00:00", 253_402_300_799_000_000, 0, "9999-12-31T23:59:59+00:00"),
    ])
    func areReadAndPrinted(text: String, microseconds: Int64, offset: Int, printed: String) throws {
        let time = try #require(Timestamp(text))
        #expect(time == Timestamp(microseconds: microseconds, offset: offset))
        #expect(time.text == printed)
    }

    @Test(arguments: [
        "2026-11-24T14:00:00", "2026-11-24", "2026-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-24T24:00:00Z",
        "2026-11-24T23:59:60Z", "2026-11-24 14:00:00Z", "2026-11-24T14:00:00+24:00", "2026-11-24T14:00Z", "", "now",
        "2026-11-24T14:00:00Zjunk", "2026-11-24T14:00:00.Z", "0000-01-01T00:00:00Z", "2026-11-24T14:00:00 05:00",
    ])
    func areRefusedWithoutOffsetOrCalendar(text: String) {
        #expect(Timestamp(text) == nil)
    }

    @Test func everyDayOfFourCenturiesIsReadBack() throws {
        for number in stride(from: -146_097, through: 146_097, by: 1) {
            let days = Days(number: number)
            let (year, month, day) = days.civil
            #expect(Days(year: year, month: month, day: day) == days)
        }
    }

    @Test func weekdaysCountFromMonday() throws {
        #expect(try #require(Days("2026-11-23")).weekday == 1)
        #expect(try #require(Days("2026-11-22")).weekday == 7)
        #expect(try #require(Days("1969-12-31")).weekday == 3)
    }
}

/// A site of two levels, as the real ones are built.
enum Place: Route, CaseIterable {
    case home, list, entry

    init?(segments: ArraySlice<String>) {
        switch Array(segments) {
        case [""]: self = .home
        case ["list"]: self = .list
        case ["list", "ä /1"]: self = .entry
        default: return nil
        }
    }

    var segments: [String] {
        switch self {
        case .home: [""]
        case .list: ["list"]
        case .entry: ["list", "ä /1"]
        }
    }
}

@Suite struct Routes {
    @Test(arguments: Place.allCases) func everyPrintedPathIsReadBack(place: Place) {
        #expect(Place(path: place.path) == place)
    }

    @Test(arguments: ["", "list", "/list/", "//list", "/%ff", "/list%"]) func otherPathsLeadNowhere(path: String) {
        #expect(Place(path: path) == nil)
    }
}

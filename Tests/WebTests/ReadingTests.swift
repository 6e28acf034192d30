import Testing
import Web

@Suite struct PercentDecoding {
    @Test(arguments: [
        ("a%20b", "a b"), ("%E2%82%AC", "€"), ("plain-._~", "plain-._~"), ("%2F", "/"), ("a+b", "a+b"),
    ])
    func readsWhatIsWellFormed(encoded: String, text: String) {
        #expect(Percent.decode(encoded) == text)
    }

    @Test(arguments: ["%", "%2", "%G0", "%00", "a%00b", "%C0%AF", "%E0%80%AF", "%ED%A0%80", "%FF", "%F5%80%80%80"])
    func refusesBrokenEscapesOverlongFormsAndNUL(encoded: String) {
        #expect(Percent.decode(encoded) == nil)
    }

    @Test func encodingIsReadBack() {
        let text = "Zoë & co / 100% +plus?#\u{1F600}"
        #expect(Percent.decode(Percent.encode(text)) == text)
        #expect(Percent.encode("a b/ü") == "a%20b%2F%C3%BC")
    }
}

@Suite struct FieldReading {
    @Test func readsPairsInOrderWithPlusAsSpace() throws {
        let fields = try #require(Fields(reading: "name=Ann+Lee&empty=&flag&name=second"))
        #expect(fields["name"] == "Ann Lee")
        #expect(fields["empty"] == "")
        #expect(fields["flag"] == "")
        #expect(fields.pairs.count == 4)
    }

    @Test func refusesAHundredAndFirstPair() {
        let pairs = Array(repeating: "a=1", count: Fields.mostPairs)
        #expect(Fields(reading: pairs.joined(separator: "&")) != nil)
        #expect(Fields(reading: (pairs + ["b=2"]).joined(separator: "&")) == nil)
    }

    @Test func aPrintedQueryIsReadBack() throws {
        var fields = Fields()
        fields.add("start", "2026-11-24T14:00:00+01:00")
        #expect(try #require(Fields(reading: fields.encoded))["start"] == "2026-11-24T14:00:00+01:00")
    }

    @Test func aFormOfAnotherMediaTypeIsRefused() {
        var headers = Headers()
        headers.add("Content-Type", "multipart/form-data; boundary=x")
        let request = Request(method: .post, path: "/", headers: headers)
        #expect(throws: Problem.self) { try request.formFields() }
    }
}

@Suite struct CookieReading {
    func request(_ cookie: String) -> Request {
        var headers = Headers()
        headers.add("Cookie", cookie)
        return Request(method: .get, path: "/", headers: headers)
    }

    @Test func underHTTPSTheNameIsBoundToTheHost() {
        let cookie = Cookie("session", value: "abc", secure: true)
        #expect(cookie.setting == "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure")
        #expect(request("x=1; __Host-session=abc").cookie("session", secure: true) == "abc")
        #expect(request("session=planted").cookie("session", secure: true) == nil)
    }

    @Test func aCookieSentTwiceIsNotTrusted() {
        #expect(request("session=a; session=b").cookie("session", secure: false) == nil)
        let many = Array(repeating: "x=1", count: Fields.mostPairs).joined(separator: ";")
        #expect(request("session=a; " + many + "; session=b").cookie("session", secure: false) == nil)
        #expect(request("session=a;\u{301}x=b").cookie("session", secure: false) == "a")
    }
}

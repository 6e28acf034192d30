import Testing
import Web

@testable import FCGIHost

private func parameters(_ entries: String...) -> Parameters {
    var parameters = Parameters()
    for entry in entries { parameters.add(Array(entry.utf8)) }
    return parameters
}

@Suite struct ParametersTests {
    @Test func makesARequestOfWhatNginxSends() throws {
        let request = try parameters(
            "REQUEST_METHOD=POST", "REQUEST_URI=/t/a%2Fb/?x=1&y=2", "QUERY_STRING=x=1&y=2", "CONTENT_TYPE=text/plain",
            "REMOTE_ADDR=192.0.2.1", "HTTP_ACCEPT_LANGUAGE=en", "HTTP_X_EMPTY=", "SERVER_NAME=ours"
        ).request(id: "7", body: [1])
        #expect(request.method == .post)
        #expect(request.path == "/t/a%2Fb/")
        #expect(request.query == "x=1&y=2")
        #expect(request.headers["Content-Type"] == "text/plain")
        #expect(request.headers["Accept-Language"] == "en")
        #expect(request.headers["X-Empty"] == nil)
        #expect(request.headers.fields.count == 2)
        #expect(request.remoteAddress == "192.0.2.1")
        #expect(request.body == [1])
    }

    @Test(arguments: [("", nil), ("0", 0), ("17", 17), ("65537", 65_537)] as [(String, Int?)])
    func readsALength(_ text: String, _ length: Int?) throws {
        #expect(try parameters("CONTENT_LENGTH=\(text)").bodyLength() == length)
    }

    @Test(arguments: ["-1", "+1", "1 ", "0x10", "9223372036854775808", "1,1", "١"])
    func refusesWhatIsNoLength(_ text: String) {
        #expect(throws: Problem.self) { try parameters("CONTENT_LENGTH=\(text)").bodyLength() }
    }

    @Test(arguments: [("1780000000.123", 1_780_000_000_123), ("17800001780000000.122", nil), ("1780000000", nil)] as [(String, Int?)])
    func readsWhenTheRequestCameIn(_ text: String, _ milliseconds: Int?) {
        #expect(parameters("REQUEST_ARRIVED=\(text)").arrived == milliseconds)
    }

    @Test(arguments: ["", "http://other/", "*"])
    func refusesWhatIsNoPath(_ target: String) {
        #expect(throws: Problem.self) {
            try parameters("REQUEST_METHOD=GET", "REQUEST_URI=\(target)").request(id: "", body: [])
        }
    }

    @Test func keepsThePlainIDOfTheFrontServer() {
        #expect(parameters("REQUEST_ID=9f-0A").requestID == "9f-0A")
    }

    @Test(arguments: ["", "a b", "a\"b", "ä", String(repeating: "a", count: 65)])
    func makesAnIDWhereNoneIsPlain(_ id: String) {
        let made = parameters("REQUEST_ID=\(id)").requestID
        #expect(made.utf8.count == 32)
        #expect(made != parameters("REQUEST_ID=\(id)").requestID)
    }

    @Test func repairsBytesThatAreNoText() throws {
        var parameters = parameters("REQUEST_METHOD=GET")
        parameters.add(Array("REQUEST_URI=/".utf8) + [0xFF])
        #expect(try parameters.request(id: "", body: []).path == "/\u{FFFD}")
    }
}

@Suite struct AnswerTests {
    private func head(_ response: Response) -> String { String(decoding: response.head(requestID: "7"), as: UTF8.self) }

    @Test func carriesStatusLengthAndID() {
        #expect(head(Response(.ok, body: .bytes([1, 2]))) == "Status: 200\r\nX-Request-Id: 7\r\nContent-Length: 2\r\n\r\n")
    }

    @Test func hasNoLengthWhereThereIsNoBody() {
        #expect(head(Response(.noContent)) == "Status: 204\r\nX-Request-Id: 7\r\n\r\n")
    }

    @Test func asksNginxNotToGatherAStream() {
        #expect(head(Response(.ok, body: .stream { _ in })).contains("X-Accel-Buffering: no\r\n"))
    }

    @Test func cannotBeSplitByALineBreakInAValue() {
        var headers = Headers()
        headers.add("Location", "/a\r\nSet-Cookie: b")
        #expect(head(Response(.seeOther, headers: headers)).hasPrefix("Status: 303\r\nLocation: /a  Set-Cookie: b\r\n"))
    }
}

import Testing
import Web

@Suite struct JSONReading {
    func read(_ text: String) throws(JSONFault) -> JSON { try JSON(reading: Array(text.utf8)) }

    @Test func readsEveryKindOfValue() throws {
        let value = try read(#" {"a":[1,-2.5e1,true,false,null],"b":{"c":"x\n\u00e9\ud83d\ude00\/"}} "#)
        #expect(value["a"] == .array([1, .double(-25), true, false, .null]))
        #expect(value["b"]?["c"] == "x\né\u{1F600}/")
    }

    @Test func theLastOfTwoMembersWithOneNameCounts() throws {
        #expect(try read(#"{"a":1,"a":2}"#)["a"] == 2)
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\":}", "{a:1}", "01", "1.", "-", "1e", "tru", "\"a", "\"\\x\"", "\"\\u12g4\"", "\"\\ud800\"",
        "\"\\ud800\\u0041\"", "\"\\u0000\"", "\"\u{01}\"", "{} {}", "1e999", "'a'", "\"\\u+123\"", "NaN",
    ])
    func refusesWhatIsNotJSON(text: String) {
        #expect(throws: JSONFault.self) { try read(text) }
    }

    @Test func refusesBytesThatAreNotUTF8() {
        #expect(throws: JSONFault.self) { try JSON(reading: [0x22, 0xC0, 0xAF, 0x22]) }
        #expect(throws: JSONFault.self) { try JSON(reading: [0x22, 0xFF, 0x22]) }
    }

    @Test func refusesNestingBeyondTheDepth() throws {
        func nest(_ depth: Int) -> String { String(repeating: "[", count: depth) + String(repeating: "]", count: depth) }
        _ = try read(nest(JSON.mostDepth))
        #expect(throws: JSONFault.self) { try read(nest(JSON.mostDepth + 1)) }
        #expect(throws: JSONFault.self) { try read(nest(100_000)) }
    }

    @Test func whatIsWrittenIsReadBack() throws {
        let value: JSON = ["text": "quote \" slash \\ line\n tab\t bell\u{07} é", "list": [1, 2], "none": .null, "half": .double(0.5)]
        #expect(try JSON(reading: value.bytes) == value)
    }

    @Test func membersKeepTheirOrder() {
        let value: JSON = ["z": 1, "a": 2]
        #expect(String(decoding: value.bytes, as: UTF8.self) == #"{"z":1,"a":2}"#)
    }
}

@Suite struct JSONBodies {
    func problem(_ body: String, _ read: (JSONFields) throws(Problem) -> Void) -> Problem? {
        let request = Request(method: .post, path: "/", body: Array(body.utf8))
        do throws(Problem) {
            try read(try request.jsonFields())
            return nil
        } catch { return error }
    }

    @Test func aWrongKindIsABadRequestThatNamesTheMember() {
        let fault = problem(#"{"customer":{"name":7}}"#) { fields throws(Problem) in
            _ = try fields.fields("customer")?.string("name")
        }
        #expect(fault?.status == .badRequest)
        #expect(fault?.detail.contains("customer.name") == true)
    }

    @Test func aMissingMemberIsUnprocessable() {
        let fault = problem("{}") { fields throws(Problem) in _ = try fields.required("hold", fields.string("hold")) }
        #expect(fault?.status == .unprocessable)
    }

    @Test func anIdMayBeANumber() {
        let fault = problem(#"{"service":12}"#) { fields throws(Problem) in #expect(try fields.identifier("service") == "12") }
        #expect(fault == nil)
    }

    @Test(arguments: ["[]", "7", "", "nonsense"])
    func aBodyThatIsNoObjectIsABadRequest(body: String) {
        #expect(problem(body) { _ in }?.status == .badRequest)
    }
}

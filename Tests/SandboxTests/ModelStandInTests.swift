import Receptionist
import TestModel
import Testing
import Web

@testable import Sandbox

@Suite("A stand-in for a model") struct ModelStandInTests {
    private func client(_ model: TestModel, key: String = "") throws -> ModelClient {
        var patience = ModelPatience()
        patience.silence = .milliseconds(300)
        patience.firstByte = .seconds(2)
        return try #require(ModelClient(ModelAccount(baseURL: model.url, key: key, model: "m"), patience: patience) { _ in })
    }

    private func ask(_ script: String, _ message: String = "hello") throws -> Result<ModelReply, ModelFailure> {
        let model = TestModel(script)
        let client = try client(model)
        return Result { () throws(ModelFailure) in
            try client.ask([.instruction("be\n{\"now\":\"2026-11-24T09:00\"}"), .visitor(message)], tools: ToolSchema.all) { _ in }
        }
    }

    @Test("is understood by the client in every dialect", arguments: Dialect.allCases)
    func dialects(_ dialect: Dialect) throws {
        let script = """
            {"speaks": "\(dialect)", "rules": [
                {"when": {"visitor": "both"}, "call": [
                    {"tool": "opening_hours", "arguments": {"from": "$today+30", "to": "$today+37"}}, {"tool": "list_services"}]},
                {"say": "What is it that you need, $(visitor)?"}]}
            """
        #expect(try ask(script).get().text == "What is it that you need, hello?")
        let calls = try ask(script, "both").get().calls
        #expect(calls.map(\.name) == ["opening_hours", "list_services"])
        #expect(calls.map(\.arguments) == [#"{"from":"2026-12-24","to":"2026-12-31"}"#, "{}"])
        #expect(Set(calls.map(\.id)).count == 2)
        let usage = try ask(script).get().usage
        #expect(dialect == .terse ? usage == ModelUsage() : usage.prompt > 0 && usage.answer > 0)
    }

    @Test(
        "fails as it is told to",
        arguments: [
            (#""say": "hello", "dies_at": 0"#, ModelFailure.unreachable), (#""say": "hello", "dies_at": 30"#, .unreachable),
            (#""say": "hello", "dies_at": 300"#, .unreachable), (#""say": "hello", "stalls_at": 300"#, .tooSlow),
            (#""raves": "words""#, .babbling), (#""raves": "calls""#, .babbling),
            (#""say": "overandoverandoverandoverandover ", "repeats": 2200"#, .babbling),
            (#""status": 429, "code": "rate_limit_exceeded""#, .busy(after: nil)),
            (#""status": 429, "code": "rate_limit_exceeded", "retry_after": 7"#, .busy(after: .seconds(7))),
            (#""status": 404, "code": "model_not_found""#, .refused(status: 404, code: "model_not_found")),
            (#""say": "well", "breaks": "server_error""#, .busy(after: nil)), (#""garbage": "data: {\"choices\"\n\n""#, .garbled),
            (#""call": [{"tool": "list_services"}], "finish": "length""#, .babbling),
        ])
    func failures(_ rule: String, _ failure: ModelFailure) throws {
        #expect(throws: failure) { try ask("{\"rules\": [{\(rule)}]}").get() }
    }

    @Test("dies one byte later each time, and what is cut off is no answer", arguments: [Dialect.openai, .ollama, .terse])
    func everyByte(_ dialect: Dialect) throws {
        let rule = #"{"say": "Well.", "call": [{"tool": "list_services"}], "dies_at": "next"}"#
        let model = TestModel("{\"speaks\": \"\(dialect)\", \"rules\": [\(rule)]}")
        var patience = ModelPatience()
        patience.retries = 0
        let client = try #require(ModelClient(ModelAccount(baseURL: model.url, key: "", model: "m"), patience: patience))
        var deaths = 0, reply: ModelReply?
        while reply == nil, deaths < 10_000 {
            do throws(ModelFailure) { reply = try client.ask([.visitor("hello")]) { _ in } } catch {
                #expect(error == .unreachable || error == .garbled)
                deaths += 1
            }
        }
        #expect(reply?.text == "Well." && reply?.calls.map(\.name) == ["list_services"] && reply?.calls.first?.arguments == "{}")
        #expect(deaths > 250)
    }

    @Test("asks for its key, and tells which rule it lacks")
    func refusals() throws {
        let model = TestModel(#"{"key": "k", "rules": [{"when": {"visitor": "x"}, "say": "Well."}]}"#)
        let outsider = try client(model, key: "j"), insider = try client(model, key: "k")
        #expect(throws: ModelFailure.refused(status: 401, code: "invalid_api_key")) { () throws(ModelFailure) in
            try outsider.ask([.visitor("x")]) { _ in }
        }
        #expect(throws: ModelFailure.refused(status: 400, code: "no_rule_fits")) { () throws(ModelFailure) in
            try insider.ask([.visitor("hello")]) { _ in }
        }
        #expect(try insider.ask([.visitor("X?")]) { _ in }.text == "Well.")
    }

    @Test("a file that is no script is told by what is wrong with it")
    func faults() throws {
        for (script, words) in [
            ("{", "it is no JSON: at byte 1, a name in quotes was expected"),
            (#"{"rules": [{"say": "a", "dise_at": 3}]}"#, "rule 1 holds “dise_at”, which means nothing there"),
            (#"{"rules": [{}, {"when": {"round": "x"}}]}"#, "“round” of “when” of rule 2 is not a whole number up to a million"),
        ] {
            #expect(throws: ScriptFault(words: words)) { try ModelScript(Array(script.utf8)) }
        }
    }
}

@Suite("Values of a script") struct ModelValueTests {
    private let question: ModelQuestion

    init() throws {
        let standing = #"{"now":"2026-02-27T09:00","services":[{"id":"1","name":"Cleaning"},{"id":"2","name":"Root canal"}]}"#
        let call: JSON = ["id": "c", "function": ["name": "check_availability", "arguments": "{}"]]
        let body: JSON = [
            "messages": [
                ["role": "system", "content": .string("You are.\n\n\(standing)")], ["role": "user", "content": "a root canal"],
                ["role": "assistant", "content": .null, "tool_calls": [call]],
                ["role": "tool", "tool_call_id": "c", "content": #"{"times":[{"id":"t1","say":"{slot:t1}"}],"person":null}"#],
            ]
        ]
        question = try #require(ModelQuestion(body.bytes))
    }

    @Test(
        "are found by their path",
        arguments: [
            ("visitor", "a root canal"), ("standing.services[1].id", "2"), ("standing.services[said].id", "2"),
            ("check_availability.times[0].say", "{slot:t1}"), ("today", "2026-02-27"), ("today+2", "2026-03-01"),
        ])
    func found(_ path: String, _ value: String) {
        #expect(question.value(path) == .string(value))
        #expect(question.filled("<$(\(path))>") == "<\(value)>")
    }

    @Test(
        "that aren't there are none",
        arguments: ["times", "check_availability.times[1].id", "check_availability.person", "standing.x.y", "today+x", ""])
    func missing(_ path: String) {
        #expect(question.value(path) == nil)
        #expect(question.filled(.string("$" + path)) == .null)
    }
}

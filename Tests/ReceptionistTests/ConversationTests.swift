import Testing

@Suite struct ConversationTests {
    @Test(arguments: Script.all)
    func `a written conversation leaves exactly what it should`(_ script: Script) throws {
        let stage = try Stage(tenant: script.tenant)
        for step in script.steps { try stage.play(step) }
        let outcome = try stage.outcome()
        #expect(Stage.agree(outcome, script.expected), "\(outcome)\n\(stage.log.joined(separator: "\n"))")
        #expect(stage.lies == [], "\(stage.log.joined(separator: "\n"))")
    }

    @Test func `there are at least sixty conversations`() {
        #expect(Script.all.count >= 60)
        #expect(Set(Script.all.map(\.title)).count == Script.all.count)
    }
}

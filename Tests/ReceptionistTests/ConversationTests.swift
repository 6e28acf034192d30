import Booking
import Testing

@Suite struct ConversationTests {
    @Test(arguments: Script.all)
    func `a written conversation leaves exactly what it should, whatever the owner has answered`(_ script: Script) throws {
        let stage = try Stage(tenant: script.tenant)
        _ = try AnswerBook("dentist").put(into: stage.database, of: stage.diary.tenant.id.value)
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

import Foundation
import Receptionist
import Testing

@Suite("A liar that receives visitors") struct LiarTests {
    /// `make soak` gives the number of turns.
    private static let turns = max(2_000, min(Int(ProcessInfo.processInfo.environment["HOLDFAST_SOAK"] ?? "") ?? 0, 20_000))
    private static let inConversation = 10

    @Test(
        "in two thousand turns and five languages nothing false is shown",
        arguments: [[Language.english, .spanish, .french], [.german, .portuguese]])
    func nothingFalse(_ languages: [Language]) throws {
        let stage = try LiarStage(seed: languages.count), wanted = Self.turns * languages.count / Language.allCases.count
        var number = 0
        while stage.asked < wanted, number < wanted {
            try stage.converse(languages[number % languages.count], turns: Self.inConversation, number: number)
            number += 1
        }
        #expect(stage.falsehoods.count == 0, "\(stage.falsehoods.prefix(30).joined(separator: "\n"))")
        #expect(stage.asked >= wanted)
    }

    @Test("the same liar unjudged is caught in every language and every kind of lie")
    func unjudged() throws {
        let stage = try LiarStage(seed: 4, isJudged: false)
        var random = Seeded(5), caught = 0
        for language in Language.allCases {
            for kind in Lies.Kind.allCases {
                stage.newVisitor()
                let lies = (0..<3).map { _ in Lies.told(kind, in: language, &random) }
                let found = try lies.filter { try !stage.turn(language, Lies.messages[language]![0], [ScriptedModel.says($0)]).isEmpty }
                #expect(!found.isEmpty, "\(language) \(kind): \(lies)")
                caught += found.count
            }
        }
        #expect(caught > 150, "of 195")
    }

    @Test("dressed up, a lie is a lie to its reader", arguments: Language.allCases)
    func dressedUp(_ language: Language) throws {
        let stage = try LiarStage(seed: 4, isJudged: false)
        for way in 0..<Lies.ways {
            var random = Seeded(way)
            stage.newVisitor()
            let lie = Lies.dressed(Lies.told(.cancelled, in: language, &random), Lies.honest[language]![1], way)
            #expect(try !stage.turn(language, Lies.messages[language]![0], [ScriptedModel.says(lie)]).isEmpty, "\(lie)")
        }
    }
}

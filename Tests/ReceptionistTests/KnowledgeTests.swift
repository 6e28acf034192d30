import Booking
import Foundation
import Postgres
import Receptionist
import TestCluster
import Testing

/// Answers of an owner and what visitors ask (Tests/knowledge/README.md).
struct AnswerBook: CustomTestStringConvertible, Sendable {
    struct Question: Sendable {
        var language: Language
        var message: String
        /// The answer that is to be found; nil for none.
        var expected: String?
        var mayBeMissed = false
    }
    var name: String
    var answers: [(name: String, language: String, question: String, answer: String)] = []
    var questions: [Question] = []
    var testDescription: String { name }

    init(_ name: String) throws {
        self.name = name
        let file = TestCluster.root.appending(path: "Tests/knowledge/\(name).txt")
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            let fields = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            let head = fields[0].split(separator: " ").map(String.init)
            if head[0] == "answer" {
                answers.append((head[1], head[2], fields[1].replacing(" / ", with: "\n"), fields[2]))
            } else {
                let language = try #require(Language(rawValue: head[1]))
                let name = head[2].trimmingCharacters(in: ["(", ")"])
                questions.append(
                    Question(language: language, message: fields[1], expected: name == "-" ? nil : name, mayBeMissed: name != head[2]))
            }
        }
    }

    /// Gives the answers to a business; their names by their ids.
    func put(into database: Database, of tenant: Int64) throws -> [Int64: String] {
        let keep = Statement<Int64, Int64?, String, String, String>(
            SQLText(name: "test.keepAnswer", "select holdfast.keep_answer($1, $2, $3, $4) as id")
        ) { row throws(DatabaseError) in try row.read("id") }
        return try answers.reduce(into: [:]) { names, answer in
            let id = try database.call(keep, tenant: tenant, nil, answer.language, answer.question, answer.answer)[0]
            names[id] = answer.name
        }
    }
}

@Suite("The answers of an owner")
struct KnowledgeTests {
    @Test(
        "are found by what visitors ask, the right one first, and nothing is where it is about something else",
        arguments: ["dentist", "plumber"])
    func graded(_ name: String) throws {
        let stage = try Stage(), book = try AnswerBook(name)
        try stage.place.owner().execute("delete from holdfast.knowledge")
        let names = try book.put(into: stage.database, of: stage.diary.tenant.id.value)
        let knowledge = Knowledge(tenant: stage.diary.tenant.id.value, in: stage.database)
        let wrong = try book.questions.filter { question in
            let found = try knowledge.answers(to: question.message, in: question.language).first.map { names[$0.id] ?? "?" }
            return found != question.expected && (found != nil || !question.mayBeMissed)
        }
        #expect(wrong.map(\.message) == [])
        #expect(book.answers.count >= 25)
    }

    @Test("are asked for in at least sixty ways in five languages")
    func breadth() throws {
        let questions = try ["dentist", "plumber"].flatMap { try AnswerBook($0).questions }
        #expect(questions.count >= 60 && Set(questions.map(\.language)).count == 5)
        #expect(questions.count { $0.mayBeMissed } * 12 < questions.count { $0.expected != nil })
    }

    @Test("are never those of another business")
    func others() throws {
        let stage = try Stage(), book = try AnswerBook("dentist")
        _ = try book.put(into: stage.database, of: stage.diary.tenant.id.value)
        let barber = try #require(try Diary.tenant(slug: "barber", in: stage.database)).id.value
        for question in book.questions {
            #expect(try Knowledge(tenant: barber, in: stage.database).answers(to: question.message, in: question.language).isEmpty)
        }
        let seen = try stage.database.rows("select id from holdfast.knowledge", tenant: barber) { row throws(DatabaseError) in
            try row.read("id", as: Int64.self)
        }
        #expect(seen.isEmpty)
    }
}

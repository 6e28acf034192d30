internal import Booking
internal import Receptionist
internal import Web

extension Owner {
    private var knowledge: Knowledge { Knowledge(tenant: tenant.id.value, in: visit.house.database) }

    /// The questions that the owner has answered, and a form for one more.
    func answers() throws -> Response {
        let answers = try knowledge.all()
        return visit.page(
            layout("Answers", current: .answers).page {
                h1 { "Answers" }
                p { "Visitors who ask one of these questions are told your answer, word for word. Nothing is made up beyond them." }
                section(.class("card")) {
                    h2 { "Add an answer" }
                    editing(nil, at: .answers, button: "Add this answer")
                }
                section(.class("card")) {
                    h2 { "Your answers" }
                    if answers.isEmpty { p { "None yet." } } else { list(answers) }
                }
            })
    }

    /// One answer, to be changed or removed.
    func changing(_ id: Int64) throws -> Response {
        guard let answer = try knowledge.all().first(where: { $0.id == id }) else { throw Self.gone }
        return visit.page(
            layout("Change an answer", current: .answers).page {
                h1 { "Change an answer" }
                section(.class("card")) {
                    editing(answer, at: .ownersAnswer(id), button: "Keep the change")
                }
                section(.class("card")) {
                    form(.method(.post), .action(Place.admin(.forgetting(id)))) {
                        formFields
                        button(.class("danger")) { "Remove this answer" }
                    }
                }
            })
    }

    /// Keeps what was written, as a new answer or in the place of one.
    func keepAnswer(_ id: Int64?) throws -> Response {
        let fields = try sealedForm()
        let question = try fields.words("question", "Question", atMost: 500), answer = try fields.words("answer", "Answer", atMost: 1_000)
        guard question.count >= 3, !answer.isEmpty else { throw Problem.invalid("Write a question and its answer.") }
        guard let language = Language(rawValue: fields["language"] ?? "") else { throw Problem.invalid("Choose the answer’s language.") }
        guard try knowledge.keep(id, in: language, question: question, answer: answer) != nil else {
            throw id == nil ? Problem.invalid("There are 300 answers already. Remove one first.") : Self.gone
        }
        return .redirect(to: Place.admin(.answers).path)
    }

    func forgetAnswer(_ id: Int64) throws -> Response {
        _ = try sealedForm()
        guard try knowledge.drop(id) else { throw Self.gone }
        return .redirect(to: Place.admin(.answers).path)
    }

    private static let gone = Problem.notFound("This answer isn’t here any more.")

    private func editing(_ answer: OwnersAnswer?, at place: AdminPlace, button name: String) -> HTML {
        form(.method(.post), .action(Place.admin(place))) {
            formFields
            TextBox(
                name: "question", caption: "Question", rows: 2, limit: 500,
                hint: "Other wordings of the same question go on lines of their own.",
                value: answer?.question ?? "", isRequired: true
            ).html
            TextBox(name: "answer", caption: "Answer", limit: 1_000, value: answer?.answer ?? "", isRequired: true).html
            p(.class("field")) {
                label(.for("language")) { "Language" }
                select(.id("language"), .name("language")) {
                    for language in Language.allCases {
                        option(.value(language.rawValue), .selected(language.rawValue == answer?.language)) { language.name }
                    }
                }
            }
            button { name }
        }
    }

    private func list(_ answers: [OwnersAnswer]) -> HTML {
        table(.class("rows"), .role("table")) {
            headings(["Question", "Answer", "Language", "Change"])
            tbody(.role("rowgroup")) { for answer in answers { row(answer) } }
        }
    }

    private func row(_ answer: OwnersAnswer) -> HTML {
        tr(.role("row")) {
            cell("Question") { span(.class("words")) { answer.question } }
            cell("Answer") { span(.class("words")) { answer.answer } }
            cell("Language") { Language(rawValue: answer.language)?.name ?? answer.language }
            td(.role("cell")) {
                a(.href(Place.admin(.ownersAnswer(answer.id))), .ariaLabel("Change: \(answer.question.prefix(80))")) { "Change" }
            }
        }
    }
}

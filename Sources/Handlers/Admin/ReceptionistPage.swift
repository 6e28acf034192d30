internal import Booking
internal import Postgres
internal import Receptionist
internal import Web

extension Owner {
    /// How the receptionist speaks, what its model cost, and what it was kept from saying.
    func speakingPage() throws -> Response {
        let voice = try TenantVoice.of(tenant: tenant.id.value, in: visit.house.database)
        let month = try visit.house.database.call(AdminStatements.month, tenant: tenant.id.value).first
        let withheld = try visit.house.database.call(AdminStatements.withheld, tenant: tenant.id.value)
        return visit.page(
            layout("Receptionist", current: .receptionist).page {
                h1 { "Receptionist" }
                section(.class("card")) {
                    h2 { "How it speaks" }
                    speaking(voice)
                }
                if let month { summary(month) }
                section(.class("card")) {
                    h2 { "Not shown in the last seven days" }
                    p { "Sentences that a model wrote and that were kept from the visitor." }
                    if withheld.isEmpty { p { "None." } } else { list(withheld) }
                }
            })
    }

    /// Keeps how the receptionist is to speak. Set answers in languages that the form didn't show stay.
    func keepVoice() throws -> Response {
        let fields = try sealedForm(), database = visit.house.database
        var voice = try TenantVoice.of(tenant: tenant.id.value, in: database)
        let shown = Self.languages(of: voice)
        voice.tone = try fields.words("tone", "Tone", atMost: 200)
        voice.instructions = try fields.words("instructions", "What to say", atMost: 1_000)
        voice.avoid = try fields.words("avoid", "What not to say", atMost: 500)
        voice.languages = try Self.languages(in: fields)
        voice.answers.removeAll { shown.contains($0.language) }
        for occasion in TenantVoice.Occasion.allCases {
            for language in shown {
                let words = try fields.words(Self.field(occasion, language), occasion.caption, atMost: 1_000)
                if !words.isEmpty { voice.answers.append(TenantVoice.SetAnswer(occasion, in: language, words)) }
            }
        }
        try voice.keep(for: tenant.id.value, in: database)
        return .redirect(to: Place.admin(.receptionist).path)
    }

    /// The language to begin in leads; it is spoken whether or not it is ticked.
    private static func languages(in fields: Fields) throws(Problem) -> [Language] {
        guard let first = Language(rawValue: fields["first"] ?? "") else { throw Problem.invalid("Choose the language to begin in.") }
        return [first] + Language.allCases.filter { $0 != first && fields["speaks-\($0.rawValue)"] != nil }
    }

    private static func languages(of voice: TenantVoice) -> [Language] { voice.languages.isEmpty ? [.english] : voice.languages }

    private static func field(_ occasion: TenantVoice.Occasion, _ language: Language) -> String {
        "\(occasion.rawValue)-\(language.rawValue)"
    }
}

extension Owner {
    private func speaking(_ voice: TenantVoice) -> HTML {
        let chosen = Self.languages(of: voice)
        return form(.method(.post), .action(Place.admin(.receptionist))) {
            formFields
            Field("tone", "Tone").with(autocomplete: "off", hint: "Such as: warm, brief, no slang.", value: voice.tone, required: false)
                .html
            TextBox(name: "instructions", caption: "What to say", limit: 1_000, value: voice.instructions).html
            TextBox(
                name: "avoid", caption: "What not to say", limit: 500,
                hint: "Words, separated by commas or lines. A model’s sentence with one of them is not shown.", value: voice.avoid
            ).html
            p(.class("field")) {
                label(.for("first")) { "Language to begin in" }
                select(.id("first"), .name("first")) {
                    for language in Language.allCases {
                        option(.value(language.rawValue), .selected(language == chosen[0])) { language.name }
                    }
                }
            }
            fieldset {
                legend { "Languages that it speaks" }
                for language in Language.allCases {
                    let isSpoken = chosen.contains(language) || voice.languages.isEmpty
                    Tick(name: "speaks-\(language.rawValue)", caption: language.name, isOn: isSpoken).html
                }
            }
            for occasion in TenantVoice.Occasion.allCases {
                for language in chosen { settled(occasion, language, voice) }
            }
            button { "Keep this" }
        }
    }

    private func settled(_ occasion: TenantVoice.Occasion, _ language: Language, _ voice: TenantVoice) -> HTML {
        let set = voice.answers.first { $0.occasion == occasion && $0.language == language }
        return TextBox(
            name: Self.field(occasion, language), caption: "\(occasion.caption), in \(language.name)", limit: 1_000, hint: occasion.hint,
            value: set?.answer ?? ""
        ).html
    }

    private func summary(_ month: ReceptionistMonth) -> HTML {
        let ceiling = month.ceiling ?? visit.house.settings.modelCeiling
        return section(.class("card")) {
            h2 { "This month" }
            dl(.class("facts")) {
                fact("Answered by the model", "\(month.byModel)")
                fact("Answered by the script", "\(max(month.turns - month.byModel, 0))")
                fact("Spent on the model", Self.amount(month.spent) + (ceiling.map { " of \(Self.amount($0))" } ?? ""))
            }
            p(.class("zone")) {
                "In the currency of the model’s account. At the ceiling the script answers. Whoever runs Holdfast sets it: holdfast tenant ceiling."
            }
        }
    }

    private func fact(_ name: String, _ value: String) -> HTML {
        div {
            dt { name }
            dd { value }
        }
    }

    /// Millionths as an amount, with four decimals where two would hide it.
    static func amount(_ micros: Int64) -> String {
        let decimals = micros < 1_000_000 && micros % 10_000 != 0 ? 4 : 2, unit: Int64 = decimals == 4 ? 100 : 10_000
        let part = String((micros % 1_000_000) / unit)
        return "\(micros / 1_000_000).\(String(repeating: "0", count: decimals - part.count))\(part)"
    }

    private func list(_ withheld: [WithheldSentence]) -> HTML {
        table(.class("rows"), .role("table")) {
            headings(["When", "Sentence", "Why"])
            tbody(.role("rowgroup")) {
                for each in withheld {
                    tr(.role("row")) {
                        cell("When") { "\(speech.day(each.at)), \(speech.clock(each.at))" }
                        cell("Sentence") { each.sentence }
                        cell("Why") { each.why }
                    }
                }
            }
        }
    }
}

extension TenantVoice.Occasion {
    fileprivate var caption: String { self == .emergency ? "Answer to an emergency" : "Answer to a wish for medical or legal advice" }
    fileprivate var hint: String { "Word for word, instead of Holdfast’s own." }
}

/// What the receptionist did in a month of the business.
struct ReceptionistMonth: Sendable {
    /// Millionths of the account's currency.
    let spent: Int64
    /// The business's own; nil where the house's holds.
    let ceiling: Int64?
    let turns: Int64
    let byModel: Int64
}

/// A sentence of a model that no visitor saw.
struct WithheldSentence: Sendable {
    let sentence: String
    let reason: String
    let at: ZonedTime

    /// The reason as the owner reads it; a code that is new here as it stands.
    var why: String {
        switch reason {
        case "digit": "It held a number."
        case "unknown_word": "It held a word that a model may not use."
        case "unknown_form": "It was built in a way that could state something."
        case "stale": "It spoke of something that was not looked up."
        case "unknown_placeholder": "It spoke of something that is not in the diary."
        case "no_receipt": "It spoke of something that was not done."
        case "mismatch": "It put together what doesn’t go together."
        case "too_long": "It was too long."
        case "markup": "It held marks or links."
        case "avoided": "It held a word that you don’t want said."
        default: reason
        }
    }
}

extension AdminStatements {
    static let month = Statement<ReceptionistMonth>(SQL.receptionistMonth) { row throws(DatabaseError) in
        ReceptionistMonth(
            spent: try row.read("spent"), ceiling: try row.read("ceiling"), turns: try row.read("turns"), byModel: try row.read("by_model"))
    }

    static let withheld = Statement<WithheldSentence>(SQL.withheldSentences) { row throws(DatabaseError) in
        WithheldSentence(
            sentence: try row.read("sentence"), reason: try row.read("reason"),
            at: ZonedTime(instant: try row.read("at"), offset: try row.read("zone_offset"), abbreviation: ""))
    }
}

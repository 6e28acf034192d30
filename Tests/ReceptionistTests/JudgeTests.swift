import Foundation
import Testing

@testable import Receptionist

/// The diary has verdicts of its own.
typealias JudgeVerdict = Verdict

@Suite("What a model may say") struct JudgeTests {
    private static let looked = JudgeBench()

    @Test("nine of ten sentences that a good receptionist says are shown", arguments: Language.allCases)
    func harmless(_ language: Language) {
        let sentences = HarmlessSentences(language).all, bench = JudgeBench(language)
        let withheld = sentences.filter { !bench.shows($0) }
        #expect(sentences.count >= 40)
        #expect(withheld.count * 10 <= sentences.count, "\(withheld)")
    }

    @Test("what was never done is not said, though each of its words is known", arguments: Falsehoods.english)
    func undone(_ sentence: String) { #expect(!Self.looked.shows(sentence)) }

    @Test("nor in another language", arguments: Falsehoods.others)
    func undone(_ language: Language, _ sentence: String) { #expect(!JudgeBench(language).shows(sentence)) }

    @Test("a sentence in another language than the turn's is not shown", arguments: Language.allCases)
    func otherLanguage(_ language: Language) {
        for other in Language.allCases where other != language {
            let shown = HarmlessSentences(other).all.filter { JudgeBench(language).shows($0) }
            let own = HarmlessSentences(language).all
            #expect(shown.allSatisfy(own.contains), "a few are Spanish and Portuguese alike: \(shown)")
        }
    }

    @Test("letters that only look like those of a word, and marks that hide it, are no word", arguments: Falsehoods.disguises)
    func disguised(_ sentence: String) {
        for language in Language.allCases { #expect(!JudgeBench(language, .booked).shows(sentence)) }
    }

    @Test("an outcome is said where it is the only one of the turn")
    func receipts() {
        #expect(JudgeBench(.english, .held, .booked).shows("Your appointment is booked."))
        #expect(JudgeBench(.spanish, .held, .booked).shows("Su cita está confirmada."))
        #expect(JudgeBench(.french, .cancelled).shows("Votre rendez-vous est annulé."))
        #expect(JudgeBench(.german, .held, .moved).shows("Ihr Termin wurde verschoben."))
        #expect(JudgeBench(.portuguese, .passedOn).shows("A sua mensagem foi transmitida."))
        #expect(JudgeBench(.english, .held).shows("{hold} is held for you."))
        for done in [JudgeBench(), JudgeBench(.english, .held), JudgeBench(.english, .requested), JudgeBench(.english, .booked, .held)] {
            #expect(done.reason("Your appointment is booked.") == .noReceipt)
        }
        #expect(JudgeBench(.english, .booked, .refused).reason("It is booked.") == .noReceipt, "which of the two?")
        #expect(JudgeBench(.english, .booked).reason("Your appointment is cancelled.") == .noReceipt)
        #expect(JudgeBench(.english, .held, .released).reason("It is held for you.") == .noReceipt)
    }

    @Test("a row is named only while it is known to be so")
    func stale() {
        #expect(JudgeBench(.english, .held).reason("{slot:b} is free.") == .stale, "the same person may be taken now")
        #expect(JudgeBench(.english, .held, .look).shows("{slot:b} is free."))
        #expect(JudgeBench(.english, .held, .released).reason("I am holding {hold}.") == .stale)
        #expect(JudgeBench(.english, .held, .refused).reason("Shall I book {hold}?") == .stale)
        #expect(JudgeBench(.english, .cancelled).reason("You have {booking:\(JudgeBench.own)}.") == .stale)
        #expect(Self.looked.reason("Would {slot:zzz} suit you?") == .unknownPlaceholder)
    }

    @Test(
        "rows go together only as they belong together",
        arguments: [
            "{service:1} costs {price:2}.", "{price:1} for {service:2}.", "{service:2} takes {minutes:1}.",
            "Would you like {slot:a} or {slot:other}?", "{slot:a} for {service:2}?", "Shall I hold {slot:a} with {person:2} for you?",
            "Would you like {service:2} with {person:2}?", "Shall I move {booking:K7M2P9QX} to {slot:a}?", "{price:1} is free.",
            "Would you like {price:1}?", "Shall I move {booking:K7M2P9QX} to {slot:m}?", "{service:1} costs {price:1}, {price:2}.",
            "Do you mean {booking:K7M2P9QX} or {booking:B4N6R8TV}?",
        ])
    func mismatch(_ sentence: String) { #expect(!Self.looked.shows(sentence)) }

    @Test("that holds over the sentences of a message too")
    func overSentences() {
        let said = Self.looked.verdicts("{slot:a} is free.", "{service:2} costs {price:2}.")
        #expect(said.last == .withheld(.mismatch))
        #expect(Self.looked.verdicts("{slot:a} is free.", "Would you like {person:2}?").last == .withheld(.mismatch))
        #expect(Self.looked.verdicts("{slot:a} is free.", "{slot:other} is free.").last == .withheld(.mismatch))
        #expect(Self.looked.verdicts("{slot:a} is free.", "{service:1} costs {price:1}.").last != .withheld(.mismatch))
    }

    @Test("a time beside the booking that it would move is asked about")
    func moving() { #expect(Self.looked.shows("Shall I move {booking:\(JudgeBench.moving)} to {slot:m}?")) }

    @Test(
        "a reason is kept as a code",
        arguments: [
            ("It is at 3.", Withheld.digit), ("It is at ３.", .digit), ("It is at Ⅲ.", .digit), ("It is at ③.", .digit),
            ("Tomorrow suits.", .unknownWord), ("That is your time.", .unknownForm), ("**Hello**", .markup), ("Hello 🕒", .markup),
            ("{slot:a is free.", .unknownPlaceholder), ("{price:9}", .unknownPlaceholder), ("\"You are booked\"", .markup),
            ("<b>Hello</b>", .markup), ("Hello https://example.org", .markup), ("…", .markup),
            (String(repeating: "a ", count: 200), .tooLong),
        ])
    func reasons(_ sentence: String, _ reason: Withheld) { #expect(Self.looked.reason(sentence) == reason) }
}

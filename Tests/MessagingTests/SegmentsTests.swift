import Messaging
import Testing

@Suite("A text's segments")
struct SegmentsTests {
    @Test(
        "are counted as the networks count them",
        arguments: [
            ("", 1, .gsm7), ("Hello", 1, .gsm7), (String(repeating: "a", count: 160), 1, .gsm7),
            (String(repeating: "a", count: 161), 2, .gsm7), (String(repeating: "a", count: 306), 2, .gsm7),
            (String(repeating: "a", count: 307), 3, .gsm7), (String(repeating: "€", count: 80), 1, .gsm7),
            // A euro sign takes two places and isn't cut: 76 of them fill 152 of 153.
            (String(repeating: "€", count: 81), 2, .gsm7), (String(repeating: "€", count: 153), 3, .gsm7),
            ("à la carte, Ärger, ¿qué?", 1, .gsm7), ("ação", 1, .ucs2), (String(repeating: "ã", count: 70), 1, .ucs2),
            (String(repeating: "ã", count: 71), 2, .ucs2), (String(repeating: "ã", count: 134), 2, .ucs2),
            (String(repeating: "ã", count: 135), 3, .ucs2), (String(repeating: "🦷", count: 35), 1, .ucs2),
            (String(repeating: "🦷", count: 36), 2, .ucs2), (String(repeating: "🦷", count: 67), 3, .ucs2),
        ] as [(String, Int, Segments.Encoding)])
    func counting(_ row: (text: String, count: Int, encoding: Segments.Encoding)) {
        #expect(Segments(row.text).count == row.count)
        #expect(Segments(row.text).encoding == row.encoding)
    }

    @Test("cost no more for a typographic mark than for a plain one, and nothing is changed where that wins nothing")
    func plain() {
        #expect(Segments.plain("You’re booked – see you “soon”…") == "You're booked - see you \"soon\"...")
        #expect(Segments.plain("Rendez-vous\u{A0}: 14 h") == "Rendez-vous : 14 h")
        #expect(Segments.plain("C’est ça – à bientôt") == "C’est ça – à bientôt")
    }

    @Test("are cut between paragraphs, sentences or words, wherever a message would end")
    func places() {
        let paragraphs = String(repeating: "One two three. ", count: 70) + "\n\n" + String(repeating: "Four five. ", count: 70)
        #expect(Segments.messages(of: paragraphs).map { $0.prefix(4) } == ["One ", "Four"])
        let sentences = String(repeating: "This is a sentence. ", count: 120)
        #expect(Segments.messages(of: sentences).allSatisfy { $0.hasSuffix("sentence.") && $0.hasPrefix("This") })
        let words = String(repeating: "word ", count: 700)
        #expect(Segments.messages(of: words).allSatisfy { $0.hasPrefix("word") && $0.hasSuffix("word") })
        #expect(Segments.messages(of: "Short.") == ["Short."])
    }

    @Test("lose nothing and are never too long, whatever is written", arguments: 0..<200)
    func property(_ seed: Int) {
        var dice = Dice(seed: UInt64(seed))
        let pieces = [
            "a", "word", " ", "  ", "\n", "\n\n", ". ", "! ", "🦷", "👩‍👩‍👧‍👦", "ã", "e\u{301}", "long" + String(repeating: "x", count: 60),
        ]
        let text = (0..<dice.next(below: 900)).map { _ in pieces[dice.next(below: pieces.count)] }.joined()
        let longest = 40 + dice.next(below: 400), messages = Segments.messages(of: text, longest: longest)
        let solid = { (text: String) in text.filter { !$0.isWhitespace } }
        #expect(solid(messages.joined()) == solid(text))
        #expect(messages.allSatisfy { $0.utf16.count <= longest })
        #expect(messages.count == 1 || messages.allSatisfy { !$0.isEmpty })
    }
}

/// Random numbers that are the same in every run.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func next(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(limit))
    }
}

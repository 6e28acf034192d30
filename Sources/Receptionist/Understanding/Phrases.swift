/// Finding phrases in a message's words.
enum Phrases {
    /// Where a phrase begins.
    static func find(_ phrase: [String], in words: [String]) -> Int? {
        guard words.count >= phrase.count else { return nil }
        return (0...words.count - phrase.count).first { start in
            phrase.indices.allSatisfy { words[start + $0] == phrase[$0] }
        }
    }

    static func contain(_ words: [String], _ phrases: [String]) -> Bool {
        phrases.contains { find($0.split(separator: " ").map(String.init), in: words) != nil }
    }

    static let soonest = [
        "asap", "as soon as possible", "earliest", "first available", "next available", "soon as you can", "right away", "right now",
        "as early as possible", "first free", "next free", "immediately", "first opening", "next opening", "straight away", "urgently",
        "urgent",
    ]

    static let flexible = [
        "any time", "anytime", "whenever", "any day", "don't mind", "i'm flexible", "anything works", "anything is fine", "doesn't matter",
        "no preference", "you choose", "whatever works", "i'm easy",
    ]

    /// Words around an answer that add nothing to it.
    static let fillers: Set<String> = ["please", "okay", "thanks", "the", "number", "option", "yes", "hi", "then"]
}

/// Yes and no.
enum Assent {
    static func read(_ words: [String], plain: Bool) -> Bool? {
        let said = words.filter { ![",", ".", "!", "?", "please", "thanks", "oh", "well", "um", "hm", "so", "and"].contains($0) }
        guard let first = said.first else { return nil }
        if refusals.contains(first) || Phrases.contain(words, refusing) { return false }
        if agreements.contains(first) || (plain && Phrases.contain(words, agreeing)) { return true }
        return nil
    }

    private static let refusals: Set<String> = ["no", "never", "nevermind", "don't", "not", "stop", "wait", "neither", "none"]
    private static let refusing = [
        "never mind", "do not", "don't want", "not that", "keep it", "leave it", "on second thought", "changed my mind", "not sure",
        "forget it",
    ]
    private static let agreements: Set<String> = [
        "yes", "okay", "correct", "right", "exactly", "perfect", "great", "absolutely", "definitely", "confirm", "confirmed", "fine",
        "good", "lovely",
        "wonderful", "alright", "agreed", "indeed", "certainly", "deal",
    ]
    private static let agreeing = [
        "go ahead", "sounds good", "that works", "works for me", "that's right", "that's fine", "that is fine", "do it", "book it",
        "i'll take it",
        "take it", "perfect", "that's great", "looks good", "please do", "suits me", "that suits", "of course", "why not", "i confirm",
        "good for me",
    ]
}

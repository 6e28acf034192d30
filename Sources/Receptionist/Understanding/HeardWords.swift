/// Words as a recogniser of speech writes them, put together as they would have been typed: references that were spelled, and email
/// addresses that were read out.
public enum HeardWords {
    /// “K 7 P as in Paul Q 2 M X 4” becomes `K7PQ2MX4`, “dana at example dot org” becomes `dana@example.org`.
    public static func joined(_ text: String) -> String {
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        words = withAddresses(words)
        words = withSpelling(words.flatMap(parted))
        return words.joined(separator: " ")
    }

    /// “K-7-P-Q” is spelled too.
    private static func parted(_ word: String) -> [String] {
        let parts = word.split(separator: "-").map(String.init)
        return parts.count >= 4 && parts.allSatisfy { sign($0) != nil } ? parts : [word]
    }
}

// MARK: - Spelling

extension HeardWords {
    private static let shortestSpelling = 6

    private static func withSpelling(_ words: [String]) -> [String] {
        var joined: [String] = [], index = 0
        while index < words.count {
            let (text, end) = spelled(words, from: index)
            if text.count >= shortestSpelling, text.contains(where: \.isLetter) {
                joined.append(text)
                index = end
            } else {
                joined.append(words[index])
                index += 1
            }
        }
        return joined
    }

    /// What is spelled from a word on, and where it ends.
    private static func spelled(_ words: [String], from start: Int) -> (text: String, end: Int) {
        var text = "", index = start
        while index < words.count, let sign = sign(words[index]) {
            text.append(sign)
            index += 1
            if let after = example(words, at: index, of: sign) { index = after }
        }
        return (text, index)
    }

    /// “as in Paul”, “like Paul”, “for Paul”: where the example for a letter ends.
    private static func example(_ words: [String], at index: Int, of sign: Character) -> Int? {
        let rest = words[min(index, words.count)...].prefix(3).map { bare($0).lowercased() }
        for lead in examples where rest.starts(with: lead) && rest.count > lead.count {
            if rest[lead.count].first.map({ $0.uppercased() == String(sign) }) == true { return index + lead.count + 1 }
        }
        return nil
    }

    private static let examples = [["as", "in"], ["like"], ["for"], ["wie"], ["como"], ["comme"], ["de"]]

    /// The letter or digit that a word spells; nil for any other word.
    private static func sign(_ word: String) -> Character? {
        let word = bare(word)
        if word.count == 1, let only = word.uppercased().first, only.isASCII, only.isLetter || only.isNumber { return only }
        return names[word.lowercased()]
    }

    private static func bare(_ word: String) -> String {
        String(word.drop { $0.isPunctuation }.reversed().drop { $0.isPunctuation }.reversed())
    }

    /// The ICAO spelling alphabet, and digits as words.
    private static let names: [String: Character] = [
        "alpha": "A", "alfa": "A", "bravo": "B", "charlie": "C", "delta": "D", "echo": "E", "foxtrot": "F", "golf": "G", "hotel": "H",
        "india": "I", "juliet": "J", "juliett": "J", "kilo": "K", "lima": "L", "mike": "M", "november": "N", "oscar": "O", "papa": "P",
        "quebec": "Q", "romeo": "R", "sierra": "S", "tango": "T", "uniform": "U", "victor": "V", "whiskey": "W", "xray": "X",
        "x-ray": "X", "yankee": "Y", "zulu": "Z", "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
        "six": "6", "seven": "7", "eight": "8", "nine": "9",
    ]
}

// MARK: - Email addresses

extension HeardWords {
    private static func withAddresses(_ words: [String]) -> [String] {
        guard let at = words.firstIndex(where: { ats.contains($0.lowercased()) }), at > 0 else { return words }
        var end = at + 1, host: [String] = []
        while end < words.count {
            host.append(bare(words[end]).lowercased())
            end += 1
            guard end < words.count, dots.contains(words[end].lowercased()) else { break }
            end += 1
        }
        guard host.count >= 2, host.allSatisfy({ !$0.isEmpty }) else { return words }
        let (local, start) = localPart(words, before: at)
        return words[..<start] + ["\(local)@\(host.joined(separator: "."))"] + words[end...]
    }

    private static func localPart(_ words: [String], before at: Int) -> (String, Int) {
        var start = at - 1, local = bare(words[start]).lowercased()
        while start >= 2, let mark = marks[words[start - 1].lowercased()] {
            local = bare(words[start - 2]).lowercased() + mark + local
            start -= 2
        }
        return (local, start)
    }

    private static let ats: Set<String> = ["at", "arroba", "arobase", "at-zeichen"]
    private static let dots: Set<String> = ["dot", "punto", "point", "punkt", "ponto"]
    private static let marks = ["dot": ".", "punto": ".", "point": ".", "punkt": ".", "ponto": ".", "dash": "-", "underscore": "_"]
}

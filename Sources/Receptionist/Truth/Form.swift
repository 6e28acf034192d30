/// The shape of a clause, word by word: `i can/could [also] look` takes “I could look” and “I can also look”. A placeholder stands as
/// its kind, such as `#slot`.
struct Form: Sendable {
    private struct Place: Sendable {
        var words: Set<String>
        var mayLack: Bool
    }

    private let places: [Place]

    init(_ text: Substring) {
        places = text.split { $0 == " " }.map { item in
            let mayLack = item.hasPrefix("[")
            let words = (mayLack ? item.dropFirst().dropLast() : item).split { $0 == "/" }.map(String.init)
            return Place(words: Set(words), mayLack: mayLack)
        }
    }

    /// Where the rest of the clause begins, for every way in which this form can begin it.
    func ends(in clause: ArraySlice<String>) -> Set<Int> {
        places.reduce(into: [clause.startIndex]) { ends, place in
            let after = ends.filter { $0 < clause.endIndex && place.words.contains(clause[$0]) }.map { $0 + 1 }
            ends = place.mayLack ? ends.union(after) : Set(after)
        }
    }

    func isWhole(_ clause: ArraySlice<String>) -> Bool { ends(in: clause).contains(clause.endIndex) }

    /// All words that it is made of.
    var words: Set<String> { places.reduce(into: []) { $0.formUnion($1.words) } }

    /// A form for each line.
    static func list(_ lines: String) -> [Form] { lines.split { $0 == "\n" }.map { Form($0) } }
}

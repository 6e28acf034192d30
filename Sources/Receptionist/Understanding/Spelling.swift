/// How far two words stand apart, so that a slip of the finger is forgiven.
enum Spelling {
    /// Letters inserted, dropped, changed or swapped with a neighbour (optimal string alignment).
    static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = [], above = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var line = [row + 1]
            for (column, other) in right.enumerated() {
                var best = min(above[column + 1] + 1, line[column] + 1, above[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    best = min(best, before[column - 1] + 1)
                }
                line.append(best)
            }
            (before, above) = (above, line)
        }
        return above[right.count]
    }

    /// How many slips are forgiven in a word of that many letters.
    static func allowance(_ length: Int) -> Int { length < 5 ? 0 : length < 8 ? 1 : 2 }

    /// Whether a written word may stand for a known one: same first letter, few slips.
    static func same(_ written: String, as known: String) -> Bool {
        if written == known { return true }
        let left = Array(written.utf8), right = Array(known.utf8)
        let slips = min(allowance(left.count), allowance(right.count))
        guard slips > 0, abs(left.count - right.count) <= slips, left.first == right.first else { return false }
        return distance(left, right) <= slips
    }

    /// The one known word that a written one may stand for; nil where there is none or more than one as near.
    static func nearest(to written: String, among known: [String]) -> String? {
        let near = known.filter { same(written, as: $0) }.map { ($0, distance(Array(written.utf8), Array($0.utf8))) }
        guard let least = near.map(\.1).min() else { return nil }
        let best = near.filter { $0.1 == least }
        return best.count == 1 ? best[0].0 : nil
    }
}

/// Walks the lengths of FastCGI's name-value pairs across records (specification, section 3.4).
///
/// A length is one byte, or four with the highest bit set. Nothing is kept of names and values.
struct PairLengths {
    private(set) var overLimit = false
    private let limit: Int
    private var total = 0
    private var skip = 0
    private var nameLength: Int?
    private var wide = 0
    private var wideLeft = 0

    init(limit: Int) { self.limit = limit }

    /// Whether the last pair is whole.
    var atBoundary: Bool { skip == 0 && nameLength == nil && wideLeft == 0 }

    /// Takes the next bytes; false when they claim more than the limit.
    mutating func read(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Bool {
        total += range.count
        var at = range.lowerBound
        while at < range.upperBound, !overLimit {
            let jump = min(skip, range.upperBound - at)
            skip -= jump
            at += jump
            if at < range.upperBound {
                readLength(bytes[at])
                at += 1
            }
        }
        if total > limit { overLimit = true }
        return !overLimit
    }

    private mutating func readLength(_ byte: UInt8) {
        if wideLeft > 0 {
            wide = wide << 8 | Int(byte)
            wideLeft -= 1
            if wideLeft == 0 { take(wide) }
        } else if byte < 0x80 {
            take(Int(byte))
        } else {
            wide = Int(byte & 0x7F)
            wideLeft = 3
        }
    }

    private mutating func take(_ length: Int) {
        guard let name = nameLength else { return nameLength = length }
        nameLength = nil
        skip = name + length
        if skip > limit { overLimit = true }
    }
}

/// The half of the day that a written time names.
enum Half: Hashable, Sendable { case am, pm }

/// A time as digits, before anybody knows which half of the day it means.
struct WrittenTime: Hashable, Sendable {
    var hour: Int
    var minute = 0
    var half: Half?
    /// Written so that only the 24-hour clock fits, such as 14:00 or 09:30.
    var exact = false
}

/// Up to three numbers that may be a date.
struct WrittenDate: Hashable, Sendable {
    var parts: [Int]
    var separator: Character
    /// A dot closes it, as in “24.12.”
    var closed = false
    /// Its last number has two digits, so that “10.30” may be a time.
    var likeTime = false
}

/// One word, number or mark of a message.
struct Token: Sendable {
    enum Kind: Hashable, Sendable {
        case word
        case number(Int)
        /// “3rd”, or spelled out: “third”.
        case ordinal(Int, spelled: Bool)
        case time(WrittenTime)
        case date(WrittenDate)
        case email
        /// Meant as an address, but it can't be one.
        case brokenEmail
        case phone
        case reference
        case mark
    }
    /// As it was written.
    var text: String
    /// In small letters, slips corrected, other words for the same thing replaced by one.
    var word: String
    var kind: Kind
    /// Its spelling was corrected.
    var corrected = false
    /// A grammar has made something of it.
    var taken = false

    var number: Int? { if case .number(let value) = kind { value } else { nil } }
    var isPlain: Bool { kind == .word }
}

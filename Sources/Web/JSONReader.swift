/// Why a text is not JSON, and where.
public struct JSONFault: Error, Hashable, Sendable {
    /// The byte at which reading stopped, from 0.
    public var offset: Int
    /// What was wrong there, as half a sentence.
    public var reason: String
}

extension JSON {
    /// Deeper nesting than anything we are sent; it bounds the reader's own stack.
    public static let mostDepth = 32

    /// Reads one value and nothing after it.
    public init(reading bytes: [UInt8]) throws(JSONFault) {
        var reader = JSONReader(bytes)
        self = try reader.whole()
    }
}

/// A strict reader of UTF-8 bytes.
struct JSONReader {
    private let bytes: [UInt8]
    private var at = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    mutating func whole() throws(JSONFault) -> JSON {
        let result = try value(depth: 0)
        skipSpace()
        guard at == bytes.count else { throw fault("there is more after the value") }
        return result
    }

    private mutating func value(depth: Int) throws(JSONFault) -> JSON {
        guard depth < JSON.mostDepth else { throw fault("it is nested too deeply") }
        skipSpace()
        switch next {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        case UInt8(ascii: "-"), .some(0x30...0x39): return try number()
        case .none: throw fault("it ends too early")
        default: throw fault("a value was expected")
        }
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSON {
        var members: [JSON.Member] = []
        at += 1
        if skip("}") { return .object([]) }
        repeat {
            skipSpace()
            guard next == UInt8(ascii: "\"") else { throw fault("a name in quotes was expected") }
            let name = try string()
            guard skip(":") else { throw fault("a colon was expected") }
            members.append(JSON.Member(name, try value(depth: depth + 1)))
        } while skip(",")
        guard skip("}") else { throw fault("a comma or a closing brace was expected") }
        return .object(members)
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSON {
        var values: [JSON] = []
        at += 1
        if skip("]") { return .array([]) }
        repeat { values.append(try value(depth: depth + 1)) } while skip(",")
        guard skip("]") else { throw fault("a comma or a closing bracket was expected") }
        return .array(values)
    }

    private mutating func word(_ word: StaticString, _ value: JSON) throws(JSONFault) -> JSON {
        let letters = Array(word.description.utf8)
        guard bytes.dropFirst(at).starts(with: letters) else { throw fault("a value was expected") }
        at += letters.count
        return value
    }

    private mutating func number() throws(JSONFault) -> JSON {
        let start = at
        if next == UInt8(ascii: "-") { at += 1 }
        if next == UInt8(ascii: "0") { at += 1 } else { try digits() }
        var isWhole = true
        if next == UInt8(ascii: ".") { (isWhole, at) = (false, at + 1); try digits() }
        if next == UInt8(ascii: "e") || next == UInt8(ascii: "E") {
            (isWhole, at) = (false, at + 1)
            if next == UInt8(ascii: "+") || next == UInt8(ascii: "-") { at += 1 }
            try digits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if isWhole, let int = Int64(text) { return .int(int) }
        guard let double = Double(text), double.isFinite else { throw fault("the number is too large") }
        return .double(double)
    }

    private mutating func digits() throws(JSONFault) {
        guard case .some(0x30...0x39) = next else { throw fault("a digit was expected") }
        while case .some(0x30...0x39) = next { at += 1 }
    }

    private mutating func string() throws(JSONFault) -> String {
        at += 1
        var text: [UInt8] = []
        while let byte = next, byte != UInt8(ascii: "\"") {
            guard byte >= 0x20 else { throw fault("a control character stands bare in a string") }
            at += 1
            if byte == UInt8(ascii: "\\") { text += try escape() } else { text.append(byte) }
        }
        guard skipByte(UInt8(ascii: "\"")) else { throw fault("a string is not closed") }
        guard let result = String(validating: text, as: UTF8.self) else { throw fault("a string is not UTF-8") }
        return result
    }

    private mutating func escape() throws(JSONFault) -> [UInt8] {
        guard let byte = next else { throw fault("it ends too early") }
        at += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return [byte]
        case UInt8(ascii: "b"): return [0x08]
        case UInt8(ascii: "f"): return [0x0C]
        case UInt8(ascii: "n"): return [0x0A]
        case UInt8(ascii: "r"): return [0x0D]
        case UInt8(ascii: "t"): return [0x09]
        case UInt8(ascii: "u"): return Array(String(Character(try scalar())).utf8)
        default: throw fault("an unknown escape")
        }
    }

    /// The scalar of `\uXXXX`, or of two of them that make a surrogate pair. NUL is refused: Postgres can't keep it.
    private mutating func scalar() throws(JSONFault) -> Unicode.Scalar {
        var code = try fourDigits()
        if (0xD800..<0xDC00).contains(code), skipByte(UInt8(ascii: "\\")), skipByte(UInt8(ascii: "u")) {
            let low = try fourDigits()
            guard (0xDC00..<0xE000).contains(low) else { throw fault("half a surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard code != 0, let scalar = Unicode.Scalar(code) else { throw fault("a character that can't be kept") }
        return scalar
    }

    private mutating func fourDigits() throws(JSONFault) -> UInt32 {
        let digits = bytes.dropFirst(at).prefix(4)
        guard digits.count == 4, digits.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }),
            let code = UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
        else { throw fault("four hexadecimal digits were expected") }
        at += 4
        return code
    }

    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private mutating func skipSpace() {
        while let byte = next, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { at += 1 }
    }

    private mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        skipSpace()
        return skipByte(UInt8(ascii: mark))
    }

    private mutating func skipByte(_ byte: UInt8) -> Bool {
        guard next == byte else { return false }
        at += 1
        return true
    }

    private func fault(_ reason: String) -> JSONFault { JSONFault(offset: at, reason: reason) }
}

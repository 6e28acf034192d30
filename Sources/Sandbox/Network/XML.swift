/// An element of a document.
struct XMLElement: Equatable {
    var name: String
    var attributes: [(name: String, value: String)] = []
    var children: [XMLNode] = []

    subscript(name: String) -> String? { attributes.first { $0.name == name }?.value }

    var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// Its own text and that of what stands in it.
    var text: String {
        children.map { child in
            switch child {
            case .text(let text): text
            case .element(let element): element.text
            }
        }.joined()
    }

    static func == (left: XMLElement, right: XMLElement) -> Bool {
        left.name == right.name && left.children == right.children
            && left.attributes.elementsEqual(right.attributes) { $0.name == $1.name && $0.value == $1.value }
    }
}

/// What stands in an element.
indirect enum XMLNode: Equatable {
    case element(XMLElement)
    case text(String)
}

/// Why a document can't be read, and at which byte.
struct XMLFault: Error, Equatable {
    var offset: Int
    var reason: String
}

/// Reads the part of XML 1.0 that answers to webhooks are written in: elements, attributes, text, comments, CDATA and the five
/// entities that need no declaration. A document type is refused, as the network refuses it.
struct XMLReader {
    private let bytes: [UInt8]
    private var at = 0

    /// Deeper nesting than any document needs; it bounds the reader's own stack.
    private static let mostDepth = 16

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The root element, with nothing but comments and blanks beside it.
    mutating func document() throws(XMLFault) -> XMLElement {
        if starts(with: "\u{FEFF}") { at += 3 }
        if starts(with: "<?xml") { try skip(past: "?>") }
        try skipMisc()
        guard starts(with: "<"), !starts(with: "<!") else { throw fault("an element was expected") }
        let root = try element(depth: 0)
        try skipMisc()
        guard at == bytes.count else { throw fault("there is more after the root element") }
        return root
    }

    private mutating func element(depth: Int) throws(XMLFault) -> XMLElement {
        guard depth < Self.mostDepth else { throw fault("elements are nested too deeply") }
        at += 1
        var element = XMLElement(name: try name())
        try attributes(of: &element)
        if take("/>") { return element }
        guard take(">") else { throw fault("the tag of \(element.name) isn't closed") }
        try content(of: &element, depth: depth)
        guard take("</"), try name() == element.name else { throw fault("\(element.name) isn't closed") }
        skipBlanks()
        guard take(">") else { throw fault("the end of \(element.name) isn't closed") }
        return element
    }

    private mutating func attributes(of element: inout XMLElement) throws(XMLFault) {
        while true {
            let gap = skipBlanks()
            guard let byte = next, byte != UInt8(ascii: ">"), byte != UInt8(ascii: "/") else { return }
            guard gap else { throw fault("a blank was expected before an attribute") }
            let name = try name()
            skipBlanks()
            guard take("=") else { throw fault("attribute \(name) has no value") }
            skipBlanks()
            guard element[name] == nil else { throw fault("attribute \(name) stands twice") }
            element.attributes.append((name, try quoted()))
        }
    }

    private mutating func content(of element: inout XMLElement, depth: Int) throws(XMLFault) {
        while !starts(with: "</") {
            if starts(with: "<!--") {
                try skip(past: "-->")
            } else if take("<![CDATA[") {
                let start = at
                try skip(past: "]]>")
                element.children.append(.text(String(decoding: bytes[start..<at - 3], as: UTF8.self)))
            } else if starts(with: "<") {
                element.children.append(.element(try self.element(depth: depth + 1)))
            } else {
                element.children.append(.text(try text { $0 == UInt8(ascii: "<") }))
            }
        }
    }

    private mutating func quoted() throws(XMLFault) -> String {
        guard let mark = next, mark == UInt8(ascii: "\"") || mark == UInt8(ascii: "'") else {
            throw fault("a value in quotes was expected")
        }
        at += 1
        let value = try text { $0 == mark || $0 == UInt8(ascii: "<") }
        guard next == mark else { throw fault("a value isn't closed") }
        at += 1
        return value
    }

    private mutating func text(until end: (UInt8) -> Bool) throws(XMLFault) -> String {
        var out: [UInt8] = []
        while let byte = next, !end(byte) {
            at += 1
            if byte == UInt8(ascii: "&") { out += Array(String(Character(try entity())).utf8) } else { out.append(byte) }
        }
        guard next != nil else { throw fault("it ends too early") }
        guard let text = String(validating: out, as: UTF8.self), text.unicodeScalars.allSatisfy(Self.isAllowed) else {
            throw fault("a character that XML doesn't know")
        }
        return text
    }

    private mutating func entity() throws(XMLFault) -> Unicode.Scalar {
        let rest = bytes[at...].prefix(12)
        guard let end = rest.firstIndex(of: UInt8(ascii: ";")) else { throw fault("a bare & stands in the text") }
        let name = String(decoding: bytes[at..<end], as: UTF8.self)
        at = end + 1
        if let known = Self.entities[name] { return known }
        let digits = name.hasPrefix("#x") ? UInt32(name.dropFirst(2), radix: 16) : name.hasPrefix("#") ? UInt32(name.dropFirst()) : nil
        guard let scalar = digits.flatMap(Unicode.Scalar.init) else { throw fault("&\(name); is not known") }
        return scalar
    }

    private static let entities: [String: Unicode.Scalar] = ["amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'"]

    /// The characters of XML 1.0, section 2.2.
    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value >= 0x20 ? scalar.value != 0xFFFE && scalar.value != 0xFFFF : [0x9, 0xA, 0xD].contains(scalar.value)
    }
}

// MARK: - Bytes

extension XMLReader {
    private var next: UInt8? { at < bytes.count ? bytes[at] : nil }

    private func fault(_ reason: String) -> XMLFault { XMLFault(offset: at, reason: reason) }

    private func starts(with text: String) -> Bool { bytes[at...].starts(with: text.utf8) }

    private mutating func take(_ text: String) -> Bool {
        guard starts(with: text) else { return false }
        at += text.utf8.count
        return true
    }

    @discardableResult private mutating func skipBlanks() -> Bool {
        let start = at
        while let byte = next, [0x20, 0x9, 0xA, 0xD].contains(byte) { at += 1 }
        return at > start
    }

    private mutating func skip(past end: String) throws(XMLFault) {
        while at < bytes.count, !starts(with: end) { at += 1 }
        guard take(end) else { throw fault("\(end) is missing") }
    }

    private mutating func skipMisc() throws(XMLFault) {
        skipBlanks()
        while starts(with: "<!--") {
            try skip(past: "-->")
            skipBlanks()
        }
    }

    private mutating func name() throws(XMLFault) -> String {
        let start = at
        while let byte = next, Self.isNameByte(byte) { at += 1 }
        guard at > start else { throw fault("a name was expected") }
        return String(decoding: bytes[start..<at], as: UTF8.self)
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."): true
        default: byte >= 0x80
        }
    }
}

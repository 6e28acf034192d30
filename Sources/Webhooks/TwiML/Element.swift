/// An element of XML with what stands in it. Text is escaped because it is text.
struct Element {
    private enum Content {
        case elements([Element])
        case text(String)
    }

    private let name: String
    private let attributes: [(name: String, value: String)]
    private let content: Content

    /// Attributes whose value is nil are left out.
    init(_ name: String, _ attributes: [String: String?] = [:], _ elements: [Element] = []) {
        self.init(name, attributes, .elements(elements))
    }

    init(_ name: String, _ elements: [Element]) { self.init(name, [:], elements) }

    init(_ name: String, _ attributes: [String: String?] = [:], text: String) { self.init(name, attributes, .text(text)) }

    private init(_ name: String, _ attributes: [String: String?], _ content: Content) {
        self.name = name
        self.attributes = attributes.compactMap { name, value in value.map { (name, $0) } }.sorted { $0.name < $1.name }
        self.content = content
    }

    /// The bytes, with attributes in the order of their names, as Twilio's own libraries write them.
    var xml: [UInt8] {
        var out: [UInt8] = []
        write(into: &out)
        return out
    }

    private func write(into out: inout [UInt8]) {
        out += "<\(name)".utf8
        for attribute in attributes {
            out += " \(attribute.name)=\"".utf8
            Self.escape(attribute.value, into: &out)
            out.append(UInt8(ascii: "\""))
        }
        switch content {
        case .elements(let elements) where elements.isEmpty: out += " />".utf8
        case .elements(let elements):
            out.append(UInt8(ascii: ">"))
            elements.forEach { $0.write(into: &out) }
            out += "</\(name)>".utf8
        case .text(let text):
            out.append(UInt8(ascii: ">"))
            Self.escape(text, into: &out)
            out += "</\(name)>".utf8
        }
    }

    /// The marks of XML; characters that XML 1.0 doesn't know (section 2.2) are dropped.
    private static func escape(_ text: String, into out: inout [UInt8]) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;".utf8
            case "<": out += "&lt;".utf8
            case ">": out += "&gt;".utf8
            case "\"": out += "&quot;".utf8
            case "\u{9}", "\u{A}", "\u{D}", "\u{20}"..."\u{FFFD}", "\u{10000}"...: out += UTF8.encode(scalar).map(Array.init) ?? []
            default: break
            }
        }
    }
}

/// A piece of a page. Text is escaped because it is text; raw markup enters only as `StaticString`.
public indirect enum HTML: Sendable {
    case text(String)
    case raw(StaticString)
    case element(StaticString, [Attribute], HTML)
    case void(StaticString, [Attribute])
    case fragment([HTML])

    /// Nothing at all.
    public static let empty = HTML.fragment([])

    /// The bytes of a whole document, doctype included.
    public var document: [UInt8] { Array("<!doctype html>\n".utf8) + bytes }

    /// The bytes of this piece.
    public var bytes: [UInt8] {
        var out: [UInt8] = []
        write(into: &out)
        return out
    }

    private func write(into out: inout [UInt8]) {
        switch self {
        case .text(let text): Self.escape(text, into: &out)
        case .raw(let markup): out += markup.description.utf8
        case .fragment(let pieces): for piece in pieces { piece.write(into: &out) }
        case .void(let name, let attributes): Self.open(name, attributes, into: &out)
        case .element(let name, let attributes, let content):
            Self.open(name, attributes, into: &out)
            content.write(into: &out)
            out += "</\(name)>".utf8
        }
    }

    private static func open(_ name: StaticString, _ attributes: [Attribute], into out: inout [UInt8]) {
        out += "<\(name)".utf8
        for attribute in attributes where attribute.isShown {
            out += " \(attribute.name)".utf8
            guard let value = attribute.value else { continue }
            out += "=\"".utf8
            escape(value, into: &out)
            out.append(UInt8(ascii: "\""))
        }
        out.append(UInt8(ascii: ">"))
    }

    /// The five marks of HTML; control characters that no page may hold are dropped.
    private static func escape(_ text: String, into out: inout [UInt8]) {
        for byte in text.utf8 {
            switch byte {
            case UInt8(ascii: "&"): out += "&amp;".utf8
            case UInt8(ascii: "<"): out += "&lt;".utf8
            case UInt8(ascii: ">"): out += "&gt;".utf8
            case UInt8(ascii: "\""): out += "&quot;".utf8
            case UInt8(ascii: "'"): out += "&#39;".utf8
            case 0x09, 0x0A, 0x0D, 0x20...: out.append(byte)
            default: break
            }
        }
    }
}

extension HTML: ExpressibleByStringLiteral {
    public init(stringLiteral text: String) { self = .text(text) }
}

/// A name and a value of an element.
public struct Attribute: Sendable {
    let name: StaticString
    let value: String?
    let isShown: Bool

    /// An attribute with a value.
    public init(_ name: StaticString, _ value: String) {
        self.name = name
        self.value = value
        isShown = true
    }

    /// An attribute that is there or not, such as `required`.
    public init(_ name: StaticString, _ isShown: Bool) {
        self.name = name
        value = nil
        self.isShown = isShown
    }
}

/// Gathers what stands in a block of HTML.
@resultBuilder
public enum HTMLBuilder {
    public static func buildExpression(_ text: String) -> HTML { .text(text) }
    public static func buildExpression(_ html: HTML) -> HTML { html }
    public static func buildExpression(_ pieces: [HTML]) -> HTML { .fragment(pieces) }
    public static func buildBlock(_ pieces: HTML...) -> HTML { pieces.count == 1 ? pieces[0] : .fragment(pieces) }
    public static func buildOptional(_ piece: HTML?) -> HTML { piece ?? .empty }
    public static func buildEither(first piece: HTML) -> HTML { piece }
    public static func buildEither(second piece: HTML) -> HTML { piece }
    public static func buildArray(_ pieces: [HTML]) -> HTML { .fragment(pieces) }
}

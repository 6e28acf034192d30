/// A template of the site and the parts that it names.
///
/// Three forms are known: `{{name}}` is a value; a line `{{> part.conf}}` is another file, indented as the line is; the
/// lines between `{{#name}}` and `{{/name}}` stay only where that switch is on.
struct NginxTemplate {
    /// The files by their names.
    let parts: [String: String]
    let values: [String: String]
    /// The switches that are on.
    let switches: Set<String>

    /// Why a site can't be rendered.
    enum Fault: Error, Equatable {
        case noSuchPart(String)
        case noSuchValue(String)
        /// The value would end its place in the configuration.
        case unfitValue(String)
        case partsNestTooDeep(String)
        case unclosed(String)
    }

    /// The text of one file, everything filled in.
    func render(_ name: String, depth: Int = 0) throws(Fault) -> String {
        guard let text = parts[name] else { throw .noSuchPart(name) }
        guard depth < 8 else { throw .partsNestTooDeep(name) }
        var lines: [String] = []
        var closed: [String] = []
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            let indent = String(line.prefix { $0 == " " })
            switch Self.form(of: line) {
            case .opens(let name): if !(closed.isEmpty && switches.contains(name)) { closed.append(name) }
            case .closes(let name): if closed.last == name { closed.removeLast() }
            case _ where !closed.isEmpty: continue
            case .part(let name): lines += try rendered(part: name, indent: indent, depth: depth)
            case .comment: lines.append(String(line))
            case .text: lines.append(try fill(line))
            }
        }
        guard closed.isEmpty else { throw .unclosed(closed.joined(separator: ", ")) }
        return lines.joined(separator: "\n")
    }

    private func rendered(part name: String, indent: String, depth: Int) throws(Fault) -> [String] {
        var text = try render(name, depth: depth + 1)
        if text.hasSuffix("\n") { text.removeLast() }
        return text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : indent + $0 }
    }

    private func fill(_ line: Substring) throws(Fault) -> String {
        var filled = ""
        var rest = line
        while let open = rest.firstIndex(ofDoubled: "{"), let close = rest[open...].firstIndex(ofDoubled: "}") {
            let name = String(rest[open...].dropFirst(2).prefix { $0 != "}" })
            filled += rest[..<open] + (try value(name))
            rest = rest[close...].dropFirst(2)
        }
        return filled + rest
    }

    private func value(_ name: String) throws(Fault) -> String {
        guard let value = values[name] else { throw .noSuchValue(name) }
        guard !value.isEmpty, value.unicodeScalars.allSatisfy(Self.isPlain) else { throw .unfitValue(name) }
        return value
    }

    /// Letters, digits and what paths and addresses need: nothing that nginx's grammar gives a meaning.
    private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "/._:-+@[]".unicodeScalars.contains(scalar)
    }
}

extension NginxTemplate {
    private enum Form {
        case opens(String)
        case closes(String)
        case part(String)
        case comment
        case text
    }

    private static func form(of line: Substring) -> Form {
        let word = line.drop { $0 == " " }
        if word.hasPrefix("#") { return .comment }
        guard word.hasPrefix("{{"), word.hasSuffix("}}") else { return .text }
        let name = String(word.dropFirst(3).dropLast(2).drop { $0 == " " })
        switch word.dropFirst(2).first {
        case "#": return .opens(name)
        case "/": return .closes(name)
        case ">": return .part(name)
        default: return .text
        }
    }
}

extension Substring {
    /// Where the character stands twice in a row first.
    fileprivate func firstIndex(ofDoubled character: Character) -> Index? {
        indices.first { self[$0] == character && self[$0...].dropFirst().first == character }
    }
}

import Foundation

/// Writes `enum SQL` from folders of `.sql` files: a constant for each file of `all`, and a list for each folder.
/// Arguments: the target, the file to write, then `list=folder` for each list.
@main
enum EmbedTool {
    static func main() throws {
        let arguments = CommandLine.arguments
        let lists = arguments.dropFirst(3).map { $0.split(separator: "=", maxSplits: 1).map(String.init) }
        let bodies = try lists.map { try list($0[0], folder: $0[1], target: arguments[1]) }
        let source = "internal import Postgres\n\nenum SQL {\n" + bodies.joined() + "}\n"
        try source.write(toFile: arguments[2], atomically: true, encoding: .utf8)
    }

    static func list(_ list: String, folder: String, target: String) throws -> String {
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter { $0.hasSuffix(".sql") }.sorted()
        let literals = try files.map { try literal(String($0.dropLast(4)), path: "\(folder)/\($0)", target: list == "all" ? target : nil) }
        guard list == "all" else { return members(list, literals) }
        let names = files.map { camelCase(String($0.dropLast(4))) }
        let constants = zip(names, literals).map { "    static let \($0) = \($1)\n" }.joined()
        return constants + members(list, names)
    }

    static func members(_ list: String, _ members: [String]) -> String {
        "    static let \(list): [SQLText] = [" + members.map { "\n        \($0)," }.joined() + "\n    ]\n"
    }

    /// As many `#` as keep the text from ending its own literal.
    static func literal(_ name: String, path: String, target: String?) throws -> String {
        let text = try String(contentsOfFile: path, encoding: .utf8)
        var fence = "##"
        while text.contains("\"" + fence) || text.contains("\\" + fence) { fence += "#" }
        let full = target.map { "\($0).\(camelCase(name))" } ?? name
        return "SQLText(name: \"\(full)\", \(fence)\"\"\"\n\(text)\n\"\"\"\(fence))"
    }

    /// `name-of-it` becomes `nameOfIt`.
    static func camelCase(_ name: String) -> String {
        let words = name.split(whereSeparator: { $0 == "-" || $0 == "_" })
        return words.enumerated().map { $0.offset == 0 ? String($0.element) : $0.element.prefix(1).uppercased() + $0.element.dropFirst() }
            .joined()
    }
}

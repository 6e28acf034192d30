internal import FoundationEssentials

/// Settings as a file holds them: `NAME=VALUE` lines, as systemd's `EnvironmentFile` has them. A line that begins with `#` is a remark; quotes
/// around a value aren't part of it.
enum SettingsFile {
    static func read(_ path: String) throws(CommandFault) -> [String: String] {
        guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
            throw CommandFault(exit: .usage, lines: ["the settings can't be read: \(path)"])
        }
        return try parse(text, path)
    }

    /// Every fault is named at once by its line, and no value is printed.
    static func parse(_ text: String, _ path: String) throws(CommandFault) -> [String: String] {
        var found: [String: String] = [:]
        var faults: [String] = []
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() where !isRemark(line) {
            let parts = line.utf8.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2, isName(parts[0]) {
                found[String(Substring(parts[0]))] = value(parts[1])
            } else {
                faults.append("line \(number + 1) of \(path) is no NAME=VALUE")
            }
        }
        guard faults.isEmpty else { throw CommandFault(exit: .usage, lines: faults) }
        return found
    }

    private static func isRemark(_ line: Substring) -> Bool { line.allSatisfy(\.isWhitespace) || line.hasPrefix("#") }

    private static func isName(_ text: Substring.UTF8View) -> Bool {
        !text.isEmpty && text.allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || "0123456789_".utf8.contains($0) }
    }

    /// Bytes rather than characters: a mark that joins its neighbour would hide the quote beside it.
    private static func value(_ text: Substring.UTF8View) -> String {
        let isQuoted = "\"'".utf8.contains { text.count >= 2 && text.first == $0 && text.last == $0 }
        return String(Substring(isQuoted ? text.dropFirst().dropLast() : text))
    }
}

import Testing
import Foundation
import TestCluster

/// A written conversation (Tests/conversations/README.md).
struct Script: CustomTestStringConvertible, Sendable {
    enum Step: Sendable {
        case clock(String)
        case booked([String])
        case says(String)
        case presses(String, String)
        case newVisitor
        case visits(String)
    }
    var title: String
    var tenant = "demo"
    var steps: [Step] = []
    var expected: [String] = []
    var testDescription: String { title }

    /// All of them.
    static let all: [Script] = {
        let folder = TestCluster.root.appending(path: "Tests/conversations")
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".txt") }.sorted() ?? []
        return files.flatMap { read((try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)) ?? "") }
    }()

    private static func read(_ text: String) -> [Script] {
        text.split(separator: "\n").reduce(into: []) { scripts, line in
            if line.hasPrefix("# ") {
                scripts.append(Script(title: String(line.dropFirst(2))))
            } else {
                scripts[scripts.count - 1].add(String(line))
            }
        }
    }

    private mutating func add(_ line: String) {
        let words = line.split(separator: " ").map(String.init)
        switch words[0] {
        case "tenant": tenant = words[1]
        case "clock": steps.append(.clock(words[1]))
        case "+": steps.append(.booked(Array(words.dropFirst())))
        case ">": steps.append(.says(String(line.dropFirst(2))))
        case "!": steps.append(.presses(words[1], words.dropFirst(2).joined(separator: " ")))
        case "visits": steps.append(.visits(words.dropFirst().joined(separator: " ")))
        case "--": steps.append(.newVisitor)
        case "=": expected.append(String(line.dropFirst(2)))
        default: fatalError("what is this line? \(line)")
        }
    }
}

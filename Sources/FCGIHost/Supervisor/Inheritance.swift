internal import CLinux
internal import Glibc

/// What a supervisor hands to the one that takes over from it: the doors under their pools' names, and a line to say so.
///
/// It travels as `HOLDFAST_HEIR` in the heir's environment, such as `3,web:4,talk:5`: the line's descriptor, then the doors'.
struct Inheritance {
    static let variable = "HOLDFAST_HEIR"
    /// The first of the descriptors in the heir.
    private static let first: Int32 = 3

    /// The line to the supervisor before; what comes from the other end means nothing but its end.
    let line: Int32
    let doors: [String: Int32]

    /// Takes what the environment names, and removes it there, so that no worker is told.
    static func take() -> Inheritance? {
        guard let text = unsafe getenv(variable).map({ unsafe String(cString: $0) }) else { return nil }
        unsafe unsetenv(variable)
        var doors: [String: Int32] = [:]
        let parts = text.split(separator: ",").map { $0.split(separator: ":") }
        guard let line = parts.first?.first.flatMap({ Int32($0) }) else { return nil }
        for part in parts.dropFirst() where part.count == 2 { doors[String(part[0])] = Int32(part[1]).map(keep) }
        return Inheritance(line: keep(line), doors: doors)
    }

    /// Out of the way of the numbers that workers are given.
    private static func keep(_ descriptor: Int32) -> Int32 {
        defer { close(descriptor) }
        return linux_duplicate_above(descriptor, Handover.lowestOwn)
    }

    /// Tells the supervisor before that this one serves.
    func announce() {
        var word: UInt8 = 1
        unsafe send(line, &word, 1, Int32(MSG_NOSIGNAL))
        close(line)
    }

    /// An heir to be started with its own copies of the doors, the environment that this process was given, and the same words.
    static func launch(_ program: String, line: Int32, doors: [(name: String, door: Int32)]) -> Launch {
        let names = doors.enumerated().map { "\($0.element.name):\(first + 1 + Int32($0.offset))" }
        let setting = "\(variable)=" + ([String(first)] + names).joined(separator: ",")
        let descriptors = ([line] + doors.map(\.door)).enumerated().map { (from: $0.element, to: first + Int32($0.offset)) }
        return Launch(
            program: program, name: program, arguments: Array(CommandLine.arguments.dropFirst()),
            environment: Program.environment.map { "\($0)=\($1)" } + [setting], descriptors: descriptors)
    }
}

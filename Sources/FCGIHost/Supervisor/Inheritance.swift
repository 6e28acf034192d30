internal import CLinux
internal import Glibc

/// What a supervisor hands to the one that takes over from it: the doors under their pools' names, and a line to say so.
///
/// It travels as `HOLDFAST_HEIR` in the heir's environment, such as `3,web:4,talk:5:kept`: the line's descriptor, then the doors'. The
/// word behind one says that whoever started the house keeps it.
struct Inheritance {
    static let variable = "HOLDFAST_HEIR"
    /// The first of the descriptors in the heir.
    private static let first: Int32 = 3

    /// The line to the supervisor before; what comes from the other end means nothing but its end.
    let line: Int32
    let doors: [String: Door]

    /// A door that is open already, and whether it stays so when nobody here serves any more.
    struct Door {
        var descriptor: Int32
        var isKept: Bool
    }

    /// Takes what the environment names, and removes it there, so that no worker is told.
    static func take() -> Inheritance? {
        guard let text = unsafe getenv(variable).map({ unsafe String(cString: $0) }) else { return nil }
        unsafe unsetenv(variable)
        var doors: [String: Door] = [:]
        let parts = text.split(separator: ",").map { $0.split(separator: ":") }
        guard let line = parts.first?.first.flatMap({ Int32($0) }) else { return nil }
        for part in parts.dropFirst() where part.count >= 2 {
            doors[String(part[0])] = Int32(part[1]).map { Door(descriptor: keep($0), isKept: part.last == "kept") }
        }
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
    static func launch(_ program: String, line: Int32, doors: [(name: String, door: Door)], adding more: [String]) -> Launch {
        let names = doors.enumerated().map { index, each in
            "\(each.name):\(first + 1 + Int32(index))" + (each.door.isKept ? ":kept" : "")
        }
        let setting = "\(variable)=" + ([String(first)] + names).joined(separator: ",")
        let descriptors = ([line] + doors.map(\.door.descriptor)).enumerated().map { (from: $0.element, to: first + Int32($0.offset)) }
        return Launch(
            program: program, name: program, arguments: Array(CommandLine.arguments.dropFirst()),
            environment: Program.environment.map { "\($0)=\($1)" } + more + [setting], descriptors: descriptors)
    }
}

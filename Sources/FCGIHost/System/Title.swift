internal import CLinux
internal import Glibc

/// What `ps` shows of this process: the place where the kernel laid its arguments, and after them its environment.
///
/// The environment is moved away first, so that there is room, and so that no secret of it stands in `/proc/PID/environ`.
/// Whoever holds a pointer into the old environment would read titles from then on; `getenv` and `environ` know the new one.
///
/// One thread writes it at a time: the worker's own, or the one that answers in its place while it works on.
@safe
struct Title: @unchecked Sendable {
    private let area: UnsafeMutableRawBufferPointer
    private let start: [UInt8]

    /// Takes the place; titles begin with the program's name and these words. Nothing is ever shown where the kernel doesn't say where
    /// the place is.
    init(_ role: String) {
        unsafe area = Self.takeArea()
        let program = unsafe area.prefix { $0 != 0 }.split(separator: UInt8(ascii: "/")).last ?? []
        start = Array(program) + Array(": \(role)".utf8)
        unsafe area.initializeMemory(as: UInt8.self, repeating: 0)
        show([])
    }

    /// Shows what the process does, in brackets.
    func show(_ state: [UInt8]) {
        let title = state.isEmpty ? start : start + [0x20, 0x5B] + state + [0x5D]
        guard unsafe area.count > 1 else { return }
        let length = unsafe min(title.count, area.count - 1)
        unsafe area.copyBytes(from: title.prefix(length))
        var at = length
        while unsafe at < area.count, unsafe area[at] != 0 {
            unsafe area[at] = 0
            at += 1
        }
    }
}

extension Title {
    /// From the first argument's first byte to behind the environment's last one.
    private static func takeArea() -> UnsafeMutableRawBufferPointer {
        let bounds = bounds
        guard let first = unsafe bounds.first.flatMap({ unsafe UnsafeMutableRawPointer(bitPattern: $0) }),
            let last = bounds.last, bounds.count == 4, zip(bounds, bounds.dropFirst()).allSatisfy(<=), moveEnvironment()
        else { return unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0) }
        return unsafe UnsafeMutableRawBufferPointer(start: first, count: Int(last - bounds[0]))
    }

    /// The addresses of the arguments' start and end and of the environment's: fields 48 to 51 of `/proc/self/stat`, counted from
    /// the name in parentheses, which is the second and may hold anything.
    private static var bounds: [UInt] {
        guard let stat = SmallFile.read("/proc/self/stat"), let name = stat.lastIndex(of: UInt8(ascii: ")")) else { return [] }
        let fields = stat[(name + 1)...].split(separator: UInt8(ascii: " "))
        return fields.dropFirst(45).prefix(4).compactMap { UInt(String(decoding: $0, as: UTF8.self)) }
    }

    /// Copies the environment to where it can stay.
    private static func moveEnvironment() -> Bool {
        var count = 0
        while unsafe environ[count] != nil { count += 1 }
        let moved = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: count + 1)
        for index in 0..<count { unsafe moved[index] = unsafe strdup(environ[index]!) }
        unsafe moved[count] = nil
        unsafe linux_set_environment(moved)
        return true
    }
}

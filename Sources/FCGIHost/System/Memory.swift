internal import Glibc

/// The memory of this process.
enum Memory {
    /// Bytes that are in RAM now, the shared ones included; nil where the kernel doesn't say.
    static var resident: Int? {
        guard let text = SmallFile.read("/proc/self/statm") else { return nil }
        let pages = text.split(separator: UInt8(ascii: " ")).dropFirst().first
        return pages.flatMap { Int(String(decoding: $0, as: UTF8.self)) }.map { $0 * sysconf(Int32(_SC_PAGESIZE)) }
    }

    /// Bounds what this process may allocate. What would pass it fails, which ends the process.
    ///
    /// `RLIMIT_DATA` rather than `RLIMIT_AS`: the latter counts address space that is only reserved, such as 64 MB for each arena of
    /// malloc's. The corresponding C function is `setrlimit`.
    static func bound(to bytes: Int) {
        var limit = rlimit()
        guard unsafe getrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = min(rlim_t(bytes), limit.rlim_max)
        unsafe setrlimit(__rlimit_resource_t(RLIMIT_DATA.rawValue), &limit)
    }
}

/// Files that are read at once, such as those of `/proc`.
enum SmallFile {
    /// The first 4,096 bytes; nil where it can't be opened.
    static func read(_ path: String) -> [UInt8]? {
        let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return nil }
        defer { close(file) }
        return unsafe [UInt8](unsafeUninitializedCapacity: 4096) { room, filled in
            filled = max(unsafe Glibc.read(file, room.baseAddress, room.count), 0)
        }
    }
}

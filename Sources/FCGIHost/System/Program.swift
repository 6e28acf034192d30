internal import Glibc

/// The program that this process runs.
public enum Program {
    /// Where it was found, by name: a reload then starts what has been put there since.
    ///
    /// The corresponding C function is `readlink`.
    public static func path() throws(SystemError) -> String {
        var room = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = unsafe room.withUnsafeMutableBytes { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
                unsafe $0.baseAddress.map { unsafe readlink("/proc/self/exe", $0, bytes.count) } ?? -1
            }
        }
        guard count > 0 else { throw SystemError("readlink") }
        let path = String(decoding: room.prefix(count), as: UTF8.self)
        return path.hasSuffix(" (deleted)") ? String(path.dropLast(10)) : path
    }

    /// Sends a supervisor HUP. The corresponding C function is `kill`.
    public static func hangUp(_ supervisor: Int32) -> Bool { supervisor > 0 && kill(supervisor, SIGHUP) == 0 }

    /// Does nothing for a while.
    public static func pause(_ time: Duration) { usleep(UInt32(clamping: Int64(time.milliseconds * 1_000))) }
}

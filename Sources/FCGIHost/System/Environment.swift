internal import Glibc

extension Program {
    /// This process's environment as it stands now.
    ///
    /// The corresponding C variable is `environ`.
    public static var environment: [String: String] {
        var found: [String: String] = [:]
        var next = unsafe environ
        while let entry = unsafe next.pointee {
            let parts = unsafe String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if parts.count == 2 { found[String(parts[0])] = String(parts[1]) }
            unsafe next += 1
        }
        return found
    }
}

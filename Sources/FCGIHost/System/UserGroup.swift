internal import Glibc

/// The groups of this machine.
public enum UserGroup {
    /// A group's number; nil where nobody knows the name. The corresponding C function is `getgrnam`.
    public static func number(of name: String) -> UInt32? { unsafe getgrnam(name).map { unsafe $0.pointee.gr_gid } }
}

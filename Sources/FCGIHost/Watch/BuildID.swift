internal import Glibc

/// The name that the linker gave to a program by its content; `readelf -n` and `file` show the same.
enum BuildID {
    /// Reads it from the file's notes; nil where there is none. The corresponding format is `elf(5)`, of 64 bits.
    static func of(_ path: String) -> String? {
        let file = unsafe open(path, O_RDONLY)
        guard file >= 0 else { return nil }
        defer { close(file) }
        guard let head = bytes(of: file, at: 0, 64), head.prefix(5).elementsEqual([0x7F, 0x45, 0x4C, 0x46, 2]) else { return nil }
        let (table, size, count) = (number(head, 32, 8), number(head, 54, 2), number(head, 56, 2))
        for index in 0..<min(count, 64) {
            guard let part = bytes(of: file, at: table + index * size, 56) else { return nil }
            guard number(part, 0, 4) == notes else { continue }
            if let found = find(in: bytes(of: file, at: number(part, 8, 8), number(part, 32, 8))) { return found }
        }
        return nil
    }

    private static let notes = 4
    private static let gnuBuildID = 3

    /// A note is three numbers, a name and a content, each padded to four bytes.
    private static func find(in bytes: [UInt8]?) -> String? {
        guard var rest = bytes?[...] else { return nil }
        while rest.count >= 12 {
            let head = Array(rest.prefix(12))
            let (name, size) = (padded(number(head, 0, 4)), number(head, 4, 4))
            let content = rest.dropFirst(12 + name).prefix(size)
            if number(head, 8, 4) == gnuBuildID, content.count == size { return content.map(hexadecimal).joined() }
            rest = rest.dropFirst(12 + name + padded(size))
        }
        return nil
    }

    private static func padded(_ size: Int) -> Int { (size + 3) / 4 * 4 }

    private static func hexadecimal(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    /// A number of the file, the least byte first; no part of a program is longer than 48 bits can say.
    private static func number(_ bytes: [UInt8], _ first: Int, _ count: Int) -> Int {
        (0..<min(count, 6)).reduce(0) { $0 | Int(bytes[first + $1]) << ($1 * 8) }
    }

    private static func bytes(of file: Int32, at offset: Int, _ count: Int) -> [UInt8]? {
        guard count <= 65_536 else { return nil }
        var room = [UInt8](repeating: 0, count: count)
        let taken = unsafe room.withUnsafeMutableBytes { unsafe pread(file, $0.baseAddress, $0.count, offset) }
        return taken == count ? room : nil
    }
}

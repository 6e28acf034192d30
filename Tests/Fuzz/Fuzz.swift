// The fuzzers of everything of ours that reads bytes, in one program: HOLDFAST_FUZZ names the reader that is tried.
import Glibc

/// A reader, and what must hold for any bytes that it is given. What doesn't hold traps, which the fuzzer reports with the bytes.
struct Reader: Sendable {
    let name: String
    let hold: @Sendable ([UInt8]) -> Void

    init(_ name: String, _ hold: @escaping @Sendable ([UInt8]) -> Void) {
        self.name = name
        self.hold = hold
    }
}

private let readers = fastCGIReaders + textReaders + poolReaders + houseReaders + talkReaders + [planted]

private let chosen: Reader = {
    let name = unsafe getenv("HOLDFAST_FUZZ").map { unsafe String(cString: $0) } ?? ""
    guard let reader = readers.first(where: { $0.name == name }) else {
        fatalError("HOLDFAST_FUZZ names none of \(readers.map(\.name).joined(separator: " "))")
    }
    return reader
}()

@_cdecl("LLVMFuzzerTestOneInput")
public func tryInput(_ data: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    unsafe chosen.hold(Array(UnsafeBufferPointer(start: data, count: count)))
    return 0
}

/// Traps where something that must hold for any bytes doesn't.
func expect(_ condition: Bool, _ promise: @autoclosure () -> String) {
    if !condition { fatalError("not so: \(promise())") }
}

/// A reader with a fault of the kind that is looked for, so that a test can see the fuzzer find one: it believes a length that
/// the bytes announce. The fault shows behind a word that chance alone wouldn't write.
private let planted = Reader("planted") { bytes in
    guard bytes.starts(with: "HOLD".utf8), bytes.count > 5 else { return }
    let room = UnsafeMutablePointer<UInt8>.allocate(capacity: bytes.count)
    defer { unsafe room.deallocate() }
    unsafe room.initialize(repeating: 0, count: bytes.count)
    expect(unsafe room[Int(bytes[4])] == 0, "memory that nobody wrote is zero")
}

/// Cuts bytes into pieces whose lengths the first of them decide, so that the fuzzer chooses where the cuts fall.
func pieces(_ bytes: [UInt8]) -> (whole: [UInt8], pieces: [ArraySlice<UInt8>]) {
    let lengths = bytes.prefix(4).map { Int($0 % 64) + 1 }
    let whole = Array(bytes.dropFirst(4))
    guard !lengths.isEmpty else { return (whole, []) }
    var rest = whole[...]
    var parts: [ArraySlice<UInt8>] = []
    while !rest.isEmpty {
        let length = lengths[parts.count % lengths.count]
        parts.append(rest.prefix(length))
        rest = rest.dropFirst(length)
    }
    return (whole, parts)
}

import Glibc
import Web

@testable import FCGIHost
@testable import Settings

/// What the supervisor reads of strangers at its status socket, of workers that print, and of whoever starts and configures it.
let houseReaders = [
    Reader("status", status), Reader("prints", prints), Reader("lines", lines), Reader("ledger", ledger), Reader("addresses", addresses),
    Reader("sockets", sockets), Reader("settings", settings),
]

/// What came in pieces is read as what came at once; what is read is plain, and nobody but the token's holder comes in from elsewhere.
private func status(_ bytes: [UInt8]) {
    let reading = RequestHead.read(bytes)
    for count in [bytes.count / 2, max(bytes.count - 1, 0)] {
        let earlier = RequestHead.read(Array(bytes.prefix(count)))
        expect(earlier == .incomplete || earlier == reading, "more bytes don't change a reading")
    }
    guard case .whole(let head, _) = reading, let request = StatusRequest(head) else { return }
    expect(request.path.utf8.first == UInt8(ascii: "/") && !request.path.utf8.contains(UInt8(ascii: "?")), "a path has no query")
    expect(request.method.utf8.allSatisfy { (0x41...0x5A).contains($0) }, "a method is a word")
    let access = StatusAccess(token: "sesame-of-this-fuzzer")
    let held = request.authorization?.hasSuffix("sesame-of-this-fuzzer") ?? false
    let isNear = request.visitor.allSatisfy { $0 == "::1" || $0.hasPrefix("127.") }
    expect(!access.admits(request) || isNear || held, "strangers need the token")
    expect(!StatusAccess(token: "").admits(request) || isNear, "an empty token lets nobody in")
}

/// Whatever a worker prints becomes whole lines that fit into a pipe; no byte is lost without being counted.
private func prints(_ bytes: [UInt8]) {
    let (whole, parts) = pieces(bytes)
    let start = Moment(microseconds: 0)
    var gathered = StrayPrints(pool: "fuzz", worker: 0, at: start)
    var told: [LogLine] = []
    for part in parts { told += gathered.take(part, at: start) }
    told += gathered.end()
    var texts = 0
    for line in told {
        let read = line.bytes
        expect(read.count <= Log.longest && read.filter { $0 == 0x0A }.count == 1 && read.last == 0x0A, "a line is one line that fits")
        // JSON may say NUL; our own reader refuses it.
        guard !whole.contains(0) else { continue }
        guard let value = try? JSON(reading: Array(read.dropLast())), case .string(let text) = value["text"] else {
            return expect(false, "a line is a text in JSON")
        }
        texts += text.unicodeScalars.count
    }
    expect(texts <= whole.count, "no more is told than was printed")
    expect(told.isEmpty == whole.allSatisfy { $0 == 0x0A }, "what was printed is told")
}

/// A line of the log stays one line of JSON within its bound, whatever it is given to tell.
private func lines(_ bytes: [UInt8]) {
    var line = LogLine("fuzz", pool: "pool", worker: 1)
    for part in bytes.split(separator: 0x0A) {
        let text = String(decoding: part, as: UTF8.self)
        line.add(String(text.prefix(8)), .string(text))
    }
    let short = line.bytes(upTo: 400)
    expect(short.count <= 400 && short.last == 0x0A && short.dropLast().allSatisfy { $0 >= 0x20 }, "it is one line that fits")
    expect((try? JSON(reading: Array(short.dropLast()))) != nil || hasDoubles(line), "it is JSON")
}

/// A reader of JSON refuses a name that stands twice, which the fuzzer may choose and we never do.
private func hasDoubles(_ line: LogLine) -> Bool { (try? JSON(reading: Array(line.bytes.dropLast()))) == nil }

/// Whatever workers count, totals never fall, histograms add up, and what is shown of them are numbers and plain names.
private func ledger(_ bytes: [UInt8]) {
    var ledger = Ledger()
    var before = ledger.totals
    let words = bytes.words
    for start in stride(from: 0, to: words.count, by: 64) {
        for index in 0..<64 where start + index < words.count { board.store(0, Layout.slots - 16 + index, words[start + index]) }
        ledger.take(board.page(0), of: 0)
        expect(zip(before, ledger.totals).allSatisfy { $0 <= $1 }, "no total falls")
        before = ledger.totals
    }
    for (name, histogram) in ledger.routes {
        expect(!name.isEmpty && name.utf8.count <= 32 && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F }, "a name is plain")
        expect(histogram.cumulative.last == histogram.total, "its parts are its sum")
        let times = [0.5, 0.95, 0.99].map { histogram.milliseconds(ofShare: $0) ?? 0 }
        expect(times == times.sorted() && times.allSatisfy { (0...5_000).contains($0) }, "\(times) are shares of its times")
    }
    expect(board.resident(0) <= 1 << 44, "memory is within a machine's")
}

private let board: Scoreboard = {
    do { return try Scoreboard(file: Scoreboard.make(sections: 1), section: 0) } catch { fatalError("\(error)") }
}()

/// An address is in the range of itself; an endpoint that is read is printed as it reads again.
private func addresses(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let endpoint = Endpoint(text) { expect(Endpoint(endpoint.description) == endpoint, "\(endpoint) reads back") }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { String($0) }
    guard let network = Network(parts[0]) else { return }
    let base = String(parts[0].prefix { $0 != "/" })
    guard let address = Address(base) else { return expect(false, "a range begins with an address") }
    expect(network.contains(address), "a range holds its own beginning")
    expect(FrontServer(addresses: [network]).admits(address), "whoever is allowed comes in")
    for other in parts.dropFirst().compactMap({ Address($0) }) where network.contains(other) {
        expect(other.isMapped == address.isMapped || !address.isMapped, "no IPv4 range holds an address of IPv6")
    }
}

/// Names are as many as the descriptors that are said to be there, and only where it is said to this process.
private func sockets(_ bytes: [UInt8]) {
    let parts = bytes.split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false).map { String(decoding: $0, as: UTF8.self) }
    guard parts.count == 3 else { return }
    let said = ["LISTEN_FDS": parts[0], "LISTEN_PID": parts[1], "LISTEN_FDNAMES": parts[2]]
    guard let names = try? HandedSockets.names(said, pid: 7) else { return }
    expect(names.isEmpty || (parts[1] == "7" && parts[0].hasSuffix("\(names.count)")), "so many as were said to us")
    expect(names.joined(separator: ":") == parts[2] || names.isEmpty, "each has its name")
}

/// A file that is read says only settings; what is no setting is a fault that names its line and shows nothing of it.
private func settings(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    do throws(CommandFault) {
        let found = try SettingsFile.parse(text, "file")
        for (name, value) in found {
            expect(!name.isEmpty && name.utf8.allSatisfy { $0 < 0x80 && $0 != 0x3D && $0 > 0x20 }, "a name is a word")
            expect(!value.utf8.contains(0x0A), "a value is one line")
        }
        let plain = found.filter { !$0.value.contains(where: \.isNewline) }
        let written = plain.map { "\($0.key)=\"\($0.value)\"" }.joined(separator: "\n")
        expect((try? SettingsFile.parse(written, "file")) == plain, "what was written reads as the same")
    } catch {
        expect(error.lines.allSatisfy { $0.hasPrefix("line ") && $0.hasSuffix(" of file is no NAME=VALUE") }, "a fault is a line's number")
    }
}

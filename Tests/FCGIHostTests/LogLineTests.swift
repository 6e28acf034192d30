import Testing
import Web

@testable import FCGIHost

@Suite struct LogLineTests {
    private func text(_ line: LogLine) -> String { String(decoding: line.bytes, as: UTF8.self) }

    @Test func isOneObjectOnOneLine() {
        var line = LogLine("request", pool: "web", worker: 3)
        line.add("route", .string("/a\n\"b\""))
        line.add("ms", milliseconds: .microseconds(1_234))
        let text = text(line)
        #expect(text.hasSuffix(",\"event\":\"request\",\"pool\":\"web\",\"worker\":3,\"route\":\"/a\\n\\\"b\\\"\",\"ms\":1.234}\n"))
        #expect(text.split(separator: "\n").count == 1)
    }

    @Test func leavesOutWhatDoesNotFitIntoAPipeAndSaysSo() {
        var line = LogLine("request", pool: "web", worker: 3)
        line.add("id", .string("abc"))
        line.add("long", .string(String(repeating: "x", count: 5_000)))
        line.add("ms", milliseconds: .microseconds(1_234))
        let text = String(decoding: line.bytes(upTo: Log.longest), as: UTF8.self)
        #expect(text.hasSuffix("\"worker\":3,\"id\":\"abc\",\"ms\":1.234,\"cut\":\(line.bytes.count)}\n"))
    }

    @Test func beginsWithTheTimeInUTC() throws {
        let pattern = /^{"time":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",/
        #expect(text(LogLine("x")).contains(pattern))
    }

    @Test func saysHowAWorkerLeft() {
        let note = Pool.Note.left(place: 1, pid: 7, .signal(9), delay: .milliseconds(200))
        #expect(text(note.line(pool: "web")).hasSuffix("\"worker\":1,\"pid\":7,\"signal\":9,\"next_in_ms\":200}\n"))
    }
}

import Testing
import Web

@testable import FCGIHost

@Suite struct StrayPrintsTests {
    private let start = Moment(microseconds: 5_000_000)

    private func prints() -> StrayPrints {
        var prints = StrayPrints(pool: "web", worker: 2, at: start)
        prints.pid = 77
        return prints
    }

    private func texts(_ lines: [LogLine], _ member: String = "text") -> [String] {
        lines.map { line in
            let text = String(decoding: line.bytes, as: UTF8.self)
            guard let value = text.split(separator: "\"\(member)\":", maxSplits: 1).dropFirst().first else { return "" }
            return String(value.dropLast(2))
        }
    }

    @Test func tellsEachLineWithWhoPrintedIt() {
        var prints = prints()
        let lines = prints.take(Array("one\ntwo\nthr".utf8)[...], at: start)
        #expect(texts(lines) == ["\"one\"", "\"two\""])
        #expect(String(decoding: lines[0].bytes, as: UTF8.self).contains("\"pool\":\"web\",\"worker\":2,\"pid\":77"))
        #expect(texts(prints.take(Array("ee\n".utf8)[...], at: start)) == ["\"three\""])
    }

    @Test func tellsTheLastWordsWithoutALinesEnd() {
        var prints = prints()
        #expect(prints.take(Array("Fatal error".utf8)[...], at: start).isEmpty)
        #expect(texts(prints.end()) == ["\"Fatal error\""])
    }

    @Test func cutsALongLineSoThatThePieceFitsIntoAPipe() {
        var prints = prints()
        let lines = prints.take([UInt8](repeating: 1, count: 2 * StrayPrints.longest)[...], at: start)
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.bytes.count <= Log.longest })
    }

    @Test func countsWhatIsBeyondTheAllowanceAndSaysSoOnceASecond() {
        var prints = prints()
        let flood = [UInt8](repeating: 0x61, count: StrayPrints.allowance + 1_000)
        let told = texts(prints.take(flood[...], at: start)).reduce(0) { $0 + $1.utf8.count - 2 }
        #expect(told == StrayPrints.allowance)
        #expect(prints.take([UInt8](repeating: 0x61, count: 500)[...], at: start + .milliseconds(900)).isEmpty)
        #expect(texts(prints.pass(to: start + .milliseconds(1_000)), "bytes") == ["1500"])
        #expect(prints.pass(to: start + .milliseconds(2_000)).isEmpty)
        #expect(texts(prints.take(Array("again\n".utf8)[...], at: start + .milliseconds(2_100))) == ["\"again\""])
    }

    @Test func saysAtTheEndWhatWasNotTold() {
        var prints = prints()
        _ = prints.take([UInt8](repeating: 0x0A, count: StrayPrints.allowance + 7)[...], at: start)
        #expect(texts(prints.end(), "bytes") == ["7"])
    }
}

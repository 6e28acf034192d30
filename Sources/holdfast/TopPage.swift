internal import Web

/// One page of `holdfast top`: the house, a line for each pool, a line for each worker.
struct TopPage {
    private let house: JSON
    private let before: JSON?

    init(_ house: JSON, after before: JSON? = nil) {
        self.house = house
        self.before = before
    }

    /// The whole page.
    var lines: [String] { head + [""] + pools + [""] + workers }

    /// As much of it as a screen holds, one row of it left free.
    func lines(_ screen: (columns: Int, rows: Int)) -> [String] {
        lines.prefix(max(0, screen.rows - 1)).map { String($0.prefix(screen.columns)) }
    }

    private var head: [String] {
        let supervisor = house["supervisor"]
        let words = [
            "supervisor \(text(supervisor?["pid"]))", "build \(text(supervisor?["build"]).prefix(12))",
            "up \(span(number(supervisor?["uptime_seconds"])))", "generation \(text(house["generation"]))",
        ]
        return [words.joined(separator: "  ")] + reload
    }

    private var reload: [String] {
        guard let reload = house["reload"], reload["outcome"] != "none" else { return [] }
        let why = reload["reason"].map { $0 == .null ? "" : ": \(text($0))" } ?? ""
        return ["last reload \(text(reload["outcome"]).replacing("_", with: " "))\(why)"]
    }

    private var pools: [String] {
        let titles = [
            "POOL", "PHASE", "WORKERS", "ACTIVE", "QUEUE", "HIGHEST", "PER S", "ANSWERED", "SLOW", "SHED", "CUT", "P50", "P99", "LEFT",
        ]
        return Table(titles, left: 2, rows: items(house["pools"]).map(row)).lines
    }

    private func row(_ pool: JSON) -> [String] {
        let (size, queue, slowest) = (pool["size"], pool["queue"], busiest(pool))
        let (least, most) = (text(size?["least"]), text(size?["most"]))
        let workers = "\(text(size?["now"])) of \(least == most ? most : "\(least)-\(most)")"
        return [
            text(pool["name"]), text(pool["phase"]), workers, text(pool["active"]), text(queue?["now"]), text(queue?["max"]), rate(pool),
            text(pool["answered"]), text(pool["slow"]), text(pool["shed"]),
            text(pool["cancelled"]), milliseconds(slowest?["p50_ms"]), milliseconds(slowest?["p99_ms"]), "\(departures(pool))",
        ]
    }

    /// The times that a pool's line shows are those of the route that is asked for most.
    private func busiest(_ pool: JSON) -> JSON? { items(pool["routes"]).max { number($0["count"]) < number($1["count"]) } }

    /// Workers that left without having been asked to.
    private func departures(_ pool: JSON) -> Int {
        guard case .object(let causes)? = pool["restarts"] else { return 0 }
        return causes.filter { !["asked", "renewal"].contains($0.name) }.reduce(0) { $0 + whole(number($1.value)) }
    }

    private func rate(_ pool: JSON) -> String {
        guard let before, let old = items(before["pools"]).first(where: { $0["name"] == pool["name"] }) else { return "-" }
        let time = number(house["supervisor"]?["uptime_seconds"]) - number(before["supervisor"]?["uptime_seconds"])
        let count = number(pool["answered"]) - number(old["answered"])
        return time > 0 && count >= 0 ? "\(whole(count / time))" : "-"
    }
}

extension TopPage {
    private static let order = ["busy", "continuing", "starting", "leaving", "idle"]

    /// Who is at work first, the longest first.
    private var workers: [String] {
        let all = items(house["pools"]).flatMap { pool in items(pool["workers"]).map { (pool: text(pool["name"]), worker: $0) } }
        let sorted = all.sorted { left, right in
            let (one, other) = (rank(left.worker), rank(right.worker))
            return one == other ? number(left.worker["seconds"]) > number(right.worker["seconds"]) : one < other
        }
        let rows = sorted.map { pool, worker in
            [
                pool, text(worker["state"]), route(worker), text(worker["place"]), text(worker["pid"]), elapsed(worker),
                text(worker["answered"]), megabytes(worker["resident_bytes"]),
            ]
        }
        return Table(["POOL", "STATE", "ROUTE", "PLACE", "PID", "MS", "REQUESTS", "MEMORY"], left: 3, rows: rows).lines
    }

    private func rank(_ worker: JSON) -> Int { Self.order.firstIndex(of: text(worker["state"])) ?? Self.order.count }

    /// What a worker that is at work does; of the others, in brackets, what they did last.
    private func route(_ worker: JSON) -> String {
        guard case .string? = worker["route"] else { return "-" }
        return rank(worker) < 2 ? text(worker["route"]) : "(\(text(worker["route"])))"
    }

    private func elapsed(_ worker: JSON) -> String { rank(worker) < 2 ? "\(whole(number(worker["seconds"]) * 1_000))" : "-" }
}

extension TopPage {
    private func items(_ value: JSON?) -> [JSON] { if case .array(let items)? = value { items } else { [] } }

    private func number(_ value: JSON?) -> Double {
        switch value {
        case .int(let number): Double(number)
        case .double(let number): number
        default: 0
        }
    }

    private func whole(_ number: Double) -> Int { Int(exactly: number.rounded()) ?? 0 }

    /// A value as it can be shown: nothing in it moves the cursor.
    private func text(_ value: JSON?) -> String {
        switch value {
        case .string(let text): String(text.unicodeScalars.map { $0.properties.generalCategory == .control ? "?" : Character($0) })
        case .int(let number): String(number)
        default: "-"
        }
    }

    private func milliseconds(_ value: JSON?) -> String {
        guard case .double? = value else { return "-" }
        return number(value) < 10 ? "\((number(value) * 10).rounded() / 10)" : "\(whole(number(value)))"
    }

    private func megabytes(_ value: JSON?) -> String { number(value) > 0 ? "\((number(value) / 104_857.6).rounded() / 10) MB" : "-" }

    private func span(_ seconds: Double) -> String {
        let seconds = whole(seconds)
        if seconds < 3_600 { return seconds < 60 ? "\(seconds) s" : "\(seconds / 60) min" }
        return "\(seconds / 3_600) h \(seconds / 60 % 60) min"
    }
}

/// Columns under their titles; the first ones begin at their left, numbers end at their right.
private struct Table {
    var lines: [String]

    init(_ titles: [String], left: Int, rows: [[String]]) {
        let all = [titles] + rows
        let widths = titles.indices.map { column in all.map(\.[column].count).max() ?? 0 }
        lines = all.map { row in
            row.enumerated().map { column, cell in
                let blank = String(repeating: " ", count: widths[column] - cell.count)
                return column < left ? cell + blank : blank + cell
            }.joined(separator: "  ")
        }
    }
}

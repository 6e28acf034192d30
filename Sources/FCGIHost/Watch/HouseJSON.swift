internal import Web

/// The house as `/pool` tells it. Programs rely on these names.
extension HouseState {
    var json: JSON {
        [
            "supervisor": [
                "pid": .int(Int64(supervisor)), "build": .string(build), "started": .moment(started),
                "uptime_seconds": .seconds(uptime.milliseconds / 1_000),
            ],
            "generation": .number(generation),
            "reload": reload.json,
            "pools": .array(pools.map(\.json)),
        ]
    }
}

extension ReloadState {
    fileprivate var json: JSON {
        ["number": .number(number), "outcome": .string(outcome.rawValue), "reason": .text(reason), "at": at.map(JSON.moment) ?? .null]
    }
}

extension PoolState {
    fileprivate var json: JSON {
        [
            "name": .string(name), "mode": .string(mode), "phase": .string(phase), "seats": .number(seats),
            "size": ["least": .number(least), "most": .number(most), "now": .number(workers.count)],
            "idle": .number(idle), "active": .number(active), "most_active": .number(ledger.mostActive),
            "most_reached": .number(mostReached), "accepted": .count(ledger[.accepted]), "answered": .count(ledger[.answered]),
            "queue": queue.map { ["now": .number($0.now), "max": .number($0.max), "limit": .number($0.limit)] } ?? .null,
            "slow": .count(ledger[.slow]), "shed": .count(ledger[.shed]), "cancelled": .count(ledger[.cancelled]),
            "dropped": .count(ledger[.dropped]), "database_seconds": .seconds(Double(ledger[.databaseMicroseconds]) / 1_000_000),
            "restarts": .object(restarts.map { JSON.Member($0.cause, .number($0.count)) }),
            "routes": .array(ledger.routes.sorted { $0.key < $1.key }.map(Self.json)),
            "workers": .array(workers.map(\.json)),
        ]
    }

    private static func json(_ route: String, _ histogram: Histogram) -> JSON {
        func share(_ share: Double) -> JSON { histogram.milliseconds(ofShare: share).map(JSON.milliseconds) ?? .null }
        return [
            "route": .string(route), "count": .count(histogram.total), "p50_ms": share(0.50), "p95_ms": share(0.95), "p99_ms": share(0.99),
        ]
    }
}

extension WorkerState {
    fileprivate var json: JSON {
        [
            "place": .number(place), "pid": .int(Int64(pid)), "state": .string("\(state)"), "seconds": .seconds(seconds),
            "answered": .count(answered), "route": .text(route), "resident_bytes": .count(resident),
        ]
    }
}

extension JSON {
    /// A count, clamped to what every reader of JSON keeps exactly.
    fileprivate static func count(_ count: UInt64) -> JSON { .int(Int64(min(count, 1 << 53))) }

    /// Rounded to what was measured.
    fileprivate static func seconds(_ seconds: Double) -> JSON { .double((seconds * 1_000_000).rounded() / 1_000_000) }
    fileprivate static func milliseconds(_ time: Double) -> JSON { .double((time * 1_000).rounded() / 1_000) }
    fileprivate static func moment(_ microseconds: Int64) -> JSON { .string(Timestamp(microseconds: microseconds, offset: 0).text) }
}

internal import Postgres
internal import Receptionist

/// The jobs that the house has by itself.
public enum HouseKinds {
    /// All of them.
    public static var all: [JobKind] { [lapseBooking, tidyHolds, forgetReceipts, settleCall] }

    private struct OneCall: Decodable {
        var call: Int64
    }

    /// What became of a call is found once it is over, and the owner is told.
    private static let settleCall = JobKind("settle_call", isRepeatable: true) { (run: JobRun<OneCall>) in
        try CallSettling(call: run.payload.call, of: run.tenant, in: run.database).run()
        return .done
    }

    private struct OneBooking: Decodable {
        var booking: Int64
    }

    private static let lapsing = Statement<Int, Int64, [Int64]>(SQL.lapseBookings) { row throws(DatabaseError) in
        try row.read("lapsed")
    }

    /// A request that nobody answered ends at its answer time. One that was answered or moved meanwhile stays.
    private static let lapseBooking = JobKind("lapse_booking") { (tenant, runs: [JobRun<OneBooking>], database) in
        _ = try database.call(lapsing, tenant: tenant, tenant, runs.map(\.payload.booking))
    }

    private static let lapsingDue = Statement<Int, Int64, Int>(SQL.lapseDue) { row throws(DatabaseError) in try row.read("ended") }

    /// Holds that ran out and that nobody met are marked, some at a time so that no lock is held for long.
    private static let tidyHolds = JobKind("tidy_holds", isRepeatable: true) { (run: JobRun<NoPayload>) in
        for _ in 1...20 where try run.database.call(lapsingDue, tenant: run.tenant, run.tenant, portion).first ?? 0 < portion { break }
        return .done
    }

    private static let portion = 50

    private static let forgetting = Statement<Int64, Int64>(SQL.forgetReceipts) { row throws(DatabaseError) in try row.read("forgotten") }

    /// Receipts are forgotten after a day.
    private static let forgetReceipts = JobKind("forget_receipts", isRepeatable: true) { (run: JobRun<NoPayload>) in
        _ = try run.database.call(forgetting, tenant: run.tenant, run.tenant)
        return .done
    }
}

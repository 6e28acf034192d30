internal import Postgres

/// The statements of the queue.
enum JobStatements {
    static let take = Statement<TakenJob, String, Int, Double, [String]>(SQL.takeJobs) { row throws(DatabaseError) in
        TakenJob(
            tenant: try row.read("tenant_id"), id: try row.read("id"), fence: try row.read("fence"), kind: try row.read("kind"),
            payload: try row.read("payload"), attempts: try row.read("attempts"), late: try row.read("late_seconds"))
    }
    static let finish = Statement<Int64, [Int64], [Int64], [Int64]>(SQL.finishJobs) { row throws(DatabaseError) in
        try row.read("finished")
    }
    static let release = Statement<Int64, [Int64], [Int64], [Int64]>(SQL.releaseJobs) { row throws(DatabaseError) in
        try row.read("released")
    }
    static let renew = Statement<Int64, Int64, Int64, Int64, Double>(SQL.renewJob) { row throws(DatabaseError) in
        try row.read("renewed")
    }
    static let retry = Statement<String?, Int64, Int64, Int64, String, Double?, Int, Double, Double>(SQL.retryJob) {
        row throws(DatabaseError) in try row.read("state")
    }
    static let bury = Statement<String?, Int64, Int64, Int64, String>(SQL.buryJob) { row throws(DatabaseError) in
        try row.read("state")
    }
    static let putOff = Statement<String?, Int64, Int64, Int64, Instant>(SQL.putOffJob) { row throws(DatabaseError) in
        try row.read("state")
    }
    static let free = Statement<Int64, String>(SQL.freeJobs) { row throws(DatabaseError) in try row.read("freed") }
    static let freeDead = Statement<Int64>(SQL.freeJobsOfTheDead) { row throws(DatabaseError) in try row.read("freed") }
    static let keepUp = Statement<Int>(SQL.keepUp) { row throws(DatabaseError) in try row.read("made") }
}

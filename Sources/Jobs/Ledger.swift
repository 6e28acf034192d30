internal import Postgres

/// What became of jobs and isn't yet in the database. What can't be written now is written as soon as it can be: a job that is
/// done stays done in this process, though the connection broke.
struct Ledger {
    /// What is to be written of a job.
    enum Entry: Equatable {
        case outcome(JobOutcome, RetryPolicy)
        /// It wasn't begun.
        case released

        static func == (left: Entry, right: Entry) -> Bool {
            switch (left, right) {
            case (.outcome(let left, _), .outcome(let right, _)): left == right
            case (.released, .released): true
            default: false
            }
        }
    }

    private var entries: [(job: TakenJob, entry: Entry)] = []

    var isEmpty: Bool { entries.isEmpty }

    mutating func add(_ entry: Entry, of job: TakenJob) { entries.append((job, entry)) }

    /// Writes everything, and gives the jobs that were no longer this worker's.
    mutating func settle(in database: Database) throws(DatabaseError) -> [TakenJob] {
        var lost = try finish(in: database)
        try release(in: database)
        while let next = entries.popLast() {
            do throws(DatabaseError) {
                if try Self.write(next.entry, of: next.job, in: database) == nil { lost.append(next.job) }
            } catch {
                // What the server refuses it would refuse again: the lease's end frees the job.
                if error.kind == .connection { entries.append(next) }
                throw error
            }
        }
        return lost
    }

    private mutating func finish(in database: Database) throws(DatabaseError) -> [TakenJob] {
        let done = jobs { if case .outcome(.done, _) = $0 { true } else { false } }
        guard !done.isEmpty else { return [] }
        let finished = Set(try database.rows(JobStatements.finish, done.map(\.tenant), done.map(\.id), done.map(\.fence)))
        entries.removeAll { if case .outcome(.done, _) = $0.entry { true } else { false } }
        return done.filter { !finished.contains($0.id) }
    }

    private mutating func release(in database: Database) throws(DatabaseError) {
        let back = jobs { $0 == .released }
        guard !back.isEmpty else { return }
        _ = try database.rows(JobStatements.release, back.map(\.tenant), back.map(\.id), back.map(\.fence))
        entries.removeAll { $0.entry == .released }
    }

    private func jobs(where matches: (Entry) -> Bool) -> [TakenJob] { entries.filter { matches($0.entry) }.map(\.job) }

    /// The job's new state; nil where it was no longer this worker's.
    private static func write(_ entry: Entry, of job: TakenJob, in database: Database) throws(DatabaseError) -> String? {
        guard case .outcome(let outcome, let policy) = entry else { return nil }
        switch outcome {
        case .done:
            return nil
        case .retry(let failure, let rest):
            return try database.call(
                JobStatements.retry, tenant: job.tenant, job.tenant, job.id, job.fence, code(failure), rest?.inSeconds,
                policy.attempts, policy.first.inSeconds, policy.longest.inSeconds
            ).first.flatMap(\.self)
        case .never(let failure):
            return try database.call(JobStatements.bury, tenant: job.tenant, job.tenant, job.id, job.fence, code(failure))
                .first.flatMap(\.self)
        case .later(let instant):
            return try database.call(JobStatements.putOff, tenant: job.tenant, job.tenant, job.id, job.fence, instant)
                .first.flatMap(\.self)
        }
    }

    /// As the table wants it: 64 characters at most, letters, digits and a few marks.
    private static func code(_ failure: String) -> String {
        let kept = failure.unicodeScalars.map { scalar in
            scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar) || "_.:-".unicodeScalars.contains(scalar))
                ? Character(scalar) : "_"
        }
        return kept.isEmpty ? "failed" : String(kept.prefix(64))
    }
}

extension Duration {
    var inSeconds: Double { self / .seconds(1) }
}

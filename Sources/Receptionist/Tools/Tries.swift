public import Booking
public import Postgres
internal import Sealing

/// Tries at a reference and its contact that failed, counted in machine time.
public enum Tries {
    /// How many may fail within the window.
    public static let perReference = 10
    static let perSource = 30
    static let windowSeconds = 600
}

/// How much of something a visitor may take within an hour of machine time, and how much may be taken of the whole that it belongs to.
public struct Share: Sendable {
    let what: String
    let perSource: Int
    let perWhole: Int

    static let windowSeconds = 3_600

    /// - Parameter what: the word under which it is counted.
    public init(of what: String, perSource: Int, perWhole: Int) {
        self.what = what
        self.perSource = perSource
        self.perWhole = perWhole
    }

    /// Messages that a model answers, in all and in one conversation; the script answers more. An office, or a telephone network's
    /// customers, share an address.
    static let model = Share(of: "model", perSource: 300, perWhole: 60)
}

/// What a visitor tries at one business and takes of its model. It is counted for where the visitor comes from.
public struct VisitorCount {
    private let tenant: Tenant
    private let database: Database
    private let source: Source
    private let isOn: Bool

    /// Where a visitor comes from.
    public enum Source {
        case address(String)
        /// E.164; nil where the caller withholds it. All of those share one count.
        case number(String?)
    }

    /// - Parameter isOn: off, nothing is counted and nothing refused.
    public init(of source: Source, at tenant: Tenant, in database: Database, isOn: Bool) {
        self.tenant = tenant
        self.database = database
        self.source = source
        self.isOn = isOn
    }

    /// Seconds until a try at a reference is heard again; 0 now. Whoever has failed too often waits, whether or not the try is right.
    public func wait(before reference: String) throws(DatabaseError) -> Int {
        guard isOn else { return 0 }
        let tried = tried(reference)
        let wait = try database.call(
            CountStatements.tryWait, tenant: tenant.id.value, tried[0], Tries.perReference, tried[1], Tries.perSource)
        return wait.first ?? 0
    }

    /// Notes that a try at a reference failed.
    public func countFailure(at reference: String) throws(DatabaseError) {
        guard isOn else { return }
        for key in tried(reference) {
            _ = try database.call(CountStatements.countTry, tenant: tenant.id.value, key, Tries.windowSeconds)
        }
    }

    /// The same count for references that are said in a conversation.
    public var tries: TryCount {
        TryCount(
            refusal: { reference throws(DatabaseError) in try self.wait(before: reference) > 0 ? Self.tooManyTries : nil },
            failed: { reference throws(DatabaseError) in try self.countFailure(at: reference) })
    }

    /// What is left of the visitor's share of the model.
    public var modelAllowance: ModelAllowance {
        ModelAllowance { conversation throws(DatabaseError) in try take(.model, of: "conversation \(conversation)") }
    }

    /// Takes one of a share; false where it is used up, the visitor's or the whole's.
    public func take(_ share: Share, of whole: String) throws(DatabaseError) -> Bool {
        guard isOn else { return true }
        let taken = try database.call(
            CountStatements.takeShare, tenant: tenant.id.value, hash("\(share.what) \(whole)"), share.perWhole,
            hash("\(share.what) \(name)"), share.perSource, Share.windowSeconds)
        return taken.first ?? false
    }

    /// What whoever failed too often is told.
    public static let tooManyTries = "Too many tries with a reference and an email that don't fit. Wait a little, then try again."

    /// One booking has one count, however its reference is spelled.
    private func tried(_ reference: String) -> [[UInt8]] {
        [hash("reference \(Reference(reference)?.text ?? reference.uppercased())"), hash(name)]
    }

    private var name: String {
        switch source {
        case .address(let address): "address \(address)"
        case .number(let number): "number \(number ?? "withheld")"
        }
    }

    /// An address, a number and a reference are people's data: only their digest is kept.
    private func hash(_ what: String) -> [UInt8] { SHA256.digest(what) }
}

private enum CountStatements {
    /// Seconds until a try is heard again; 0 now.
    static let tryWait = Statement<Int, [UInt8], Int, [UInt8], Int>(SQL.tryWait) { row throws(DatabaseError) in try row.read("seconds") }

    /// Whether a message was taken off the shares of a conversation and of where it comes from.
    static let takeShare = Statement<Bool, [UInt8], Int, [UInt8], Int, Int>(SQL.takeShare) { row throws(DatabaseError) in
        try row.read("taken")
    }

    static let countTry = Statement<Int, [UInt8], Int>(SQL.countTry) { row throws(DatabaseError) in try row.read("count") }
}

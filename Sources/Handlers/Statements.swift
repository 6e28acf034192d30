internal import Postgres

/// The statements of this room that are not about the owner.
enum Statements {
    /// Seconds until a try is heard again; 0 now.
    static let tryWait = Statement<Int, [UInt8], Int, [UInt8], Int>(SQL.tryWait) { row throws(DatabaseError) in try row.read("seconds") }

    /// Whether a message was taken off the shares of a conversation and an address.
    static let takeShare = Statement<Bool, [UInt8], Int, [UInt8], Int, Int>(SQL.takeShare) { row throws(DatabaseError) in
        try row.read("taken")
    }

    static let countTry = Statement<Int, [UInt8], Int>(SQL.countTry) { row throws(DatabaseError) in try row.read("count") }
}

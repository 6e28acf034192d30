internal import Postgres

/// The statements of the owner's pages.
enum AdminStatements {
    static let mintLink = Statement<Int64, [UInt8], Int>(SQL.mintSignInLink) { row throws(DatabaseError) in try row.read("tenant_id") }
    static let openSession = Statement<Int64, [UInt8], [UInt8], Int>(SQL.openSession) { row throws(DatabaseError) in
        try row.read("tenant_id")
    }
    static let touchSession = Statement<Int64, [UInt8], Int>(SQL.touchSession) { row throws(DatabaseError) in try row.read("tenant_id") }
    static let endSession = Statement<Int64, [UInt8]>(SQL.endSession) { row throws(DatabaseError) in try row.read("tenant_id") }

    static let resources = Statement<(id: Int64, name: String)>(SQL.resources) { row throws(DatabaseError) in
        (try row.read("id"), try row.read("name"))
    }
}

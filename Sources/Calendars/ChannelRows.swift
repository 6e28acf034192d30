internal import Postgres

/// What is to be done next about a calendar's channels.
struct ChannelTask: Sendable {
    enum Step: String, ColumnValue { case open, stop }

    let step: Step
    let account: Int64
    let remoteID: String
    /// The channel's name.
    let channel: String
    /// What Google calls what it watches; nil before it has said so.
    let resource: String?
}

/// A channel of an account that was disconnected.
struct ChannelToEnd: Sendable {
    let id: String
    let resource: String
    let refresh: [UInt8]
}

/// The rows of channels.
struct ChannelRows {
    let tenant: Int64
    let database: Database

    func begin(_ calendar: Int64) throws(DatabaseError) -> ChannelTask? {
        try database.call(Statements.begin, tenant: tenant, tenant, calendar).first
    }

    /// - Parameter expires: in seconds since 1970; nil where Google didn't say.
    func keep(_ calendar: Int64, _ task: ChannelTask, resource: String, expires: Double?) throws(DatabaseError) {
        _ = try database.call(Statements.keep, tenant: tenant, tenant, calendar, task.channel, resource, expires)
    }

    func lose(_ task: ChannelTask) throws(DatabaseError) {
        _ = try database.call(Statements.lose, tenant: tenant, tenant, task.channel)
    }

    func refuse(_ calendar: Int64, _ task: ChannelTask) throws(DatabaseError) {
        _ = try database.call(Statements.refuse, tenant: tenant, tenant, calendar, task.channel)
    }

    func drop(_ task: ChannelTask) throws(DatabaseError) {
        _ = try database.call(Statements.drop, tenant: tenant, tenant, task.channel)
    }

    func toEnd(of account: Int64) throws(DatabaseError) -> [ChannelToEnd] {
        try database.call(Statements.toEnd, tenant: tenant, tenant, account)
    }
}

private enum Statements {
    static let begin = Statement<ChannelTask, Int64, Int64>(SQL.beginWatch) { row throws(DatabaseError) in
        ChannelTask(
            step: try row.read("step"), account: try row.read("account_id"), remoteID: try row.read("remote_id"),
            channel: try row.read("channel_id"), resource: try row.read("resource_id"))
    }
    static let keep = Statement<Bool, Int64, Int64, String, String, Double?>(SQL.keepChannel) { row throws(DatabaseError) in
        try row.read("kept")
    }
    static let lose = Statement<Bool, Int64, String>(SQL.loseChannel) { row throws(DatabaseError) in try row.read("lost") }
    static let refuse = Statement<Bool, Int64, Int64, String>(SQL.refuseWatch) { row throws(DatabaseError) in try row.read("refused") }
    static let drop = Statement<Bool, Int64, String>(SQL.dropChannel) { row throws(DatabaseError) in try row.read("dropped") }
    static let toEnd = Statement<ChannelToEnd, Int64, Int64>(SQL.channelsToEnd) { row throws(DatabaseError) in
        ChannelToEnd(id: try row.read("channel_id"), resource: try row.read("resource_id"), refresh: try row.read("refresh_token"))
    }
}

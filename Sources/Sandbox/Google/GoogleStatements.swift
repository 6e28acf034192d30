internal import Postgres

/// What the rules of the stand-in, which stand in SQL, make of a request.
struct GoogleAnswer {
    var status: Int
    var body: String?
    var etag: String?

    static func read(_ row: borrowing RowView) throws(DatabaseError) -> GoogleAnswer {
        GoogleAnswer(status: try row.read("status"), body: try row.read("body"), etag: try row.read("etag"))
    }
}

/// What somebody allowed, as a code stands for it.
struct GoogleCode {
    var account: String
    var redirectURI: String
    var scopes: String
    var challenge: String?
    var method: String
    var nonce: String?
    var refreshes: Bool
}

/// A message to a channel.
struct GooglePush {
    var id: Int64
    var number: Int64
    var state: String
    var tries: Int
    var channel: String
    var address: String
    var token: String?
    var resource: String
    var calendar: String
    var expires: String
}

/// The statements of the stand-in for Google.
enum GoogleStatements {
    static let begin = Statement<
        (account: String?, refusal: String?, fault: String?, options: String?), String?, String, String?, [String]
    >(SQL.googleBegin) { row throws(DatabaseError) in
        (try row.read("account"), try row.read("refusal"), try row.read("fault"), try row.read("options"))
    }
    static let perform = Statement<GoogleAnswer, String, String, String?, String?, String, String?, String?>(
        SQL.googleDo, GoogleAnswer.read)
    static let byHand = Statement<GoogleAnswer, String, String, String?, String, String?>(SQL.googleByHand, GoogleAnswer.read)
    static let fill = Statement<Int64, String, String>(SQL.googleFill) { row throws(DatabaseError) in try row.read("taken") }
    static let take = Statement<(kind: String?, options: String?), String, String?, [String]>(SQL.googleTake) { row throws(DatabaseError) in
        (try row.read("kind"), try row.read("options"))
    }

    static let consent = Statement<
        String, String, String, String, [String], String?, String, String?, Bool, Bool, Bool
    >(SQL.googleConsent) { row throws(DatabaseError) in try row.read("scopes") }
    static let takeCode = Statement<GoogleCode, String>(SQL.googleTakeCode) { row throws(DatabaseError) in
        GoogleCode(
            account: try row.read("account"), redirectURI: try row.read("redirect_uri"), scopes: try row.read("scopes"),
            challenge: try row.read("challenge"), method: try row.read("method"), nonce: try row.read("nonce"),
            refreshes: try row.read("refreshes"))
    }
    static let issue = Statement<(sub: String, at: Int64), String, String, String, String?>(SQL.googleIssue) { row throws(DatabaseError) in
        (try row.read("sub"), try row.read("at"))
    }
    static let living = Statement<(account: String, scopes: String), String, String>(SQL.googleLiving) { row throws(DatabaseError) in
        (try row.read("account"), try row.read("scopes"))
    }
    static let revoke = Statement<Bool, String?, String?>(SQL.googleRevoke) { row throws(DatabaseError) in try row.read("revoked") }
    static let kill = Statement<Int64, String>(SQL.googleKill) { row throws(DatabaseError) in try row.read("id") }
    static let accountOf = Statement<String, String>(SQL.googleAccountOf) { row throws(DatabaseError) in try row.read("account") }

    static let accounts = Statement<(email: String, name: String, scopes: String)>(SQL.googleAccounts) { row throws(DatabaseError) in
        (try row.read("email"), try row.read("name"), try row.read("scopes"))
    }
    static let openAccount = Statement<String, String, String, String>(SQL.googleOpenAccount) { row throws(DatabaseError) in
        try row.read("email")
    }
    static let openCalendar = Statement<String?, String, String, String?, Bool>(SQL.googleOpenCalendar) { row throws(DatabaseError) in
        try row.read("id")
    }
    static let share = Statement<String, String, String, String?>(SQL.googleShare) { row throws(DatabaseError) in try row.read("id") }
    static let calendars = Statement<(id: String, owner: String, summary: String, zone: String)>(SQL.googleCalendars) {
        row throws(DatabaseError) in
        (try row.read("id"), try row.read("owner"), try row.read("summary"), try row.read("zone"))
    }

    static let today = Statement<String, String>(SQL.googleToday) { row throws(DatabaseError) in try row.read("today") }

    static let note = Statement<
        Int64, String, String, String, String, String, String, Int?, String?, Int, String?
    >(SQL.googleNote) { row throws(DatabaseError) in try row.read("id") }
    static let exchanges = Statement<String, Int64, String?, String?>(SQL.googleExchanges) { row throws(DatabaseError) in
        try row.read("found")
    }
    static let addFault = Statement<Int64, String, Int?, String?, String?, String?, String>(SQL.googleAddFault) {
        row throws(DatabaseError) in
        try row.read("id")
    }
    static let clearFaults = Statement<Int64>(SQL.googleClearFaults) { row throws(DatabaseError) in try row.read("id") }
    static let state = Statement<String>(SQL.googleState) { row throws(DatabaseError) in try row.read("state") }
    static let changeSettings = Statement<Int, Int?, Int?, Bool?>(SQL.googleChangeSettings) { row throws(DatabaseError) in
        try row.read("quota")
    }
    static let expire = Statement<String, String>(SQL.googleExpire) { row throws(DatabaseError) in try row.read("id") }

    static let takePush = Statement<GooglePush>(SQL.googleTakePush) { row throws(DatabaseError) in
        GooglePush(
            id: try row.read("id"), number: try row.read("number"), state: try row.read("state"), tries: try row.read("tries"),
            channel: try row.read("channel"), address: try row.read("address"), token: try row.read("token"),
            resource: try row.read("resource_id"), calendar: try row.read("calendar"), expires: try row.read("expires"))
    }
    static let settlePush = Statement<Bool, Int64, Bool>(SQL.googleSettlePush) { row throws(DatabaseError) in try row.read("done") }
    static let waitForPushes = Statement<Double?>(SQL.googleWaitForPushes) { row throws(DatabaseError) in try row.read("seconds") }
    static let releasePushes = Statement<Int64>(SQL.googleReleasePushes) { row throws(DatabaseError) in try row.read("id") }
    static let announce = Statement<Bool, String>(SQL.googleAnnounce) { row throws(DatabaseError) in try row.read("done") }
}

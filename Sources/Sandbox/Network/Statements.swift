internal import Postgres

/// The statements of the stand-in for a telephone network.
enum NetworkStatements {
    static let settings = Statement<(advanced: Bool, step: Int, fallback: String?)>(SQL.settings) { row throws(DatabaseError) in
        (try row.read("advanced_opt_out"), try row.read("step_ms"), try row.read("fallback"))
    }
    static let changeSettings = Statement<Int, Bool?, Int?, String?>(SQL.changeSettings) { row throws(DatabaseError) in
        try row.read("step_ms")
    }
    static let numbers = Statement<OurNumber>(SQL.numbers) { row throws(DatabaseError) in
        OurNumber(
            number: try row.read("number"), takesWhatsApp: try row.read("takes_whatsapp"), slug: try row.read("slug"),
            business: try row.read("business"))
    }

    static let addFault = Statement<Int64, String, Int?, String?, String>(SQL.addFault) { row throws(DatabaseError) in try row.read("id") }
    static let clearFaults = Statement<Int64>(SQL.clearFaults) { row throws(DatabaseError) in try row.read("id") }
    static let faults = Statement<(kind: String, remaining: Int?, recipient: String?, options: String)>(SQL.faults) {
        row throws(DatabaseError) in
        (try row.read("kind"), try row.read("remaining"), try row.read("recipient"), try row.read("options"))
    }
    static let takeFaults = Statement<(kind: String, options: String), [String], String>(SQL.takeFaults) { row throws(DatabaseError) in
        (try row.read("kind"), try row.read("options"))
    }

    static let refusal = Statement<Int?, String, String, String>(SQL.refusal) { row throws(DatabaseError) in try row.read("code") }
    static let sendMessage = Statement<
        TextMessage, String, String, String, String, String, String, Int, String?, Bool, Bool
    >(SQL.sendMessage, TextMessage.read)
    static let receiveMessage = Statement<TextMessage, String, String, String, String, String, Int>(SQL.receiveMessage, TextMessage.read)
    static let message = Statement<TextMessage, String>(SQL.message, TextMessage.read)
    static let messageList = Statement<TextMessage, String?, String?, Instant?, Instant?, Int64?, Int>(SQL.messageList, TextMessage.read)
    static let messagesOf = Statement<TextMessage, String?, Int64>(SQL.messagesOf, TextMessage.read)
    static let obey = Statement<Bool, String, String, Bool>(SQL.obey) { row throws(DatabaseError) in try row.read("changed") }

    static let takeProgress = Statement<Int64>(SQL.takeProgress) { row throws(DatabaseError) in try row.read("id") }
    static let advance = Statement<(message: TextMessage, told: String, code: Int?), Int64>(SQL.advance) { row throws(DatabaseError) in
        (try TextMessage.read(row), try row.read("told"), try row.read("told_code"))
    }
    static let releaseProgress = Statement<Int64>(SQL.releaseProgress) { row throws(DatabaseError) in try row.read("id") }
    static let addProgress = Statement<Int64, String, String, Int?>(SQL.addProgress) { row throws(DatabaseError) in try row.read("id") }

    static let noteExchange = Statement<
        Exchange, String, String, String, String, String, String, String, Int?, String?, String?, Int, String?
    >(SQL.noteExchange, Exchange.read)
    static let exchange = Statement<Exchange, Int64>(SQL.exchange, Exchange.read)
    static let exchanges = Statement<Exchange, Int64, String?, String?>(SQL.exchanges, Exchange.read)
    static let newestExchanges = Statement<Exchange, Int>(SQL.newestExchanges, Exchange.read)

    static let openCall = Statement<PhoneCall, String, String, String, String, String, String>(SQL.openCall, PhoneCall.read)
    static let call = Statement<PhoneCall, String>(SQL.call, PhoneCall.read)
    static let callList = Statement<PhoneCall, String?, String?, String?, Int64?, Int>(SQL.callList, PhoneCall.read)
    static let takeCall = Statement<PhoneCall, String>(SQL.takeCall, PhoneCall.read)
    static let keepCall = Statement<Int64, String, String, String, Double, Bool>(SQL.keepCall) { row throws(DatabaseError) in
        try row.read("id")
    }
    static let endCall = Statement<PhoneCall, String, String, Double>(SQL.endCall, PhoneCall.read)
    static let addStep = Statement<Int, Int64, String, String>(SQL.addStep) { row throws(DatabaseError) in try row.read("n") }
    static let steps = Statement<(n: Int, kind: String, detail: String), Int64, Int>(SQL.steps) { row throws(DatabaseError) in
        (try row.read("n"), try row.read("kind"), try row.read("detail"))
    }
}

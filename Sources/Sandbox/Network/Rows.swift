internal import Postgres
internal import Web

/// A text message as the network knows it.
struct TextMessage {
    var id: Int64
    var sid: String
    var direction: String
    var channel: String
    var sender: String
    var recipient: String
    var body: String
    var status: String
    var errorCode: Int?
    var segments: Int
    var isAutomatic: Bool
    var callback: String?
    var at: Instant
    var updated: Instant

    static func read(_ row: borrowing RowView) throws(DatabaseError) -> TextMessage {
        TextMessage(
            id: try row.read("id"), sid: try row.read("sid"), direction: try row.read("direction"), channel: try row.read("channel"),
            sender: try row.read("sender"), recipient: try row.read("recipient"), body: try row.read("body"),
            status: try row.read("status"), errorCode: try row.read("error_code"), segments: try row.read("segments"),
            isAutomatic: try row.read("automatic"), callback: try row.read("callback"), at: try row.read("at"),
            updated: try row.read("updated_at"))
    }

    /// A number as the API writes it: WhatsApp's have its name before them.
    func address(_ number: String) -> String { channel == "whatsapp" ? "whatsapp:\(number)" : number }
}

/// A call as the network knows it.
struct PhoneCall {
    var id: Int64
    var sid: String
    var direction: String
    var sender: String
    var recipient: String
    var status: String
    var state: String
    var seconds: Double
    var at: Instant
    var ended: Instant?

    static func read(_ row: borrowing RowView) throws(DatabaseError) -> PhoneCall {
        PhoneCall(
            id: try row.read("id"), sid: try row.read("sid"), direction: try row.read("direction"), sender: try row.read("sender"),
            recipient: try row.read("recipient"), status: try row.read("status"), state: try row.read("state"),
            seconds: try row.read("seconds"), at: try row.read("at"), ended: try row.read("ended_at"))
    }
}

/// A webhook that went out, or a REST request that came in, with its answer.
struct Exchange {
    var id: Int64
    var direction: String
    var event: String
    var about: String
    var method: String
    var url: String
    var parameters: String
    var token: String
    var status: Int?
    var type: String?
    var answer: String?
    var milliseconds: Int
    var fault: String?
    var at: Instant
    /// Where the answer points; known to whoever sent it, and not kept.
    var location: String?

    static func read(_ row: borrowing RowView) throws(DatabaseError) -> Exchange {
        Exchange(
            id: try row.read("id"), direction: try row.read("direction"), event: try row.read("event"), about: try row.read("about"),
            method: try row.read("method"), url: try row.read("url"), parameters: try row.read("parameters"),
            token: try row.read("token"), status: try row.read("status"), type: try row.read("type"), answer: try row.read("answer"),
            milliseconds: try row.read("ms"), fault: try row.read("fault"), at: try row.read("at"))
    }
}

/// A number that can be called and texted.
struct OurNumber {
    var number: String
    var takesWhatsApp: Bool
    var slug: String
    var business: String
}

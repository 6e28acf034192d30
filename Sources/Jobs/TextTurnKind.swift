public import Booking
public import Postgres
public import Receptionist

/// The job behind the turn of a text: it answers where whoever stored the text did not live to.
public enum TextTurnKind {
    private static let business = Statement<(slug: String, peer: String), Int64>(SQL.textBusiness) { row throws(DatabaseError) in
        (slug: try row.read("slug"), peer: try row.read("peer"))
    }

    /// - Parameter receptionist: the one of a business for a number that texts, over a worker's connection.
    public static func answering(
        with receptionist: @escaping @Sendable (_ tenant: Tenant, _ peer: String, Database) -> Receptionist
    ) -> JobKind {
        JobKind("text_turn", isRepeatable: true) { (run: JobRun<OneText>) in
            let text = run.payload.text
            guard let waiting = try run.database.call(business, tenant: run.tenant, text).first,
                let tenant = try Diary.tenant(slug: waiting.slug, in: run.database)
            else { return .done }
            let isAnswered = try receptionist(tenant, waiting.peer, run.database).answerTexts(behind: text)
            return isAnswered ? .done : .retry("running", after: .seconds(5))
        }
    }
}

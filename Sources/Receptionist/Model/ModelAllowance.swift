public import Postgres

/// How many messages a model answers for one conversation and one address, so that nobody drives its cost up; beyond, the script answers.
public struct ModelAllowance {
    /// Takes one message of a conversation off; false where none is left.
    let take: (_ conversation: String) throws(DatabaseError) -> Bool

    public init(_ take: @escaping (_ conversation: String) throws(DatabaseError) -> Bool) { self.take = take }

    /// Has no end.
    public static var unlimited: ModelAllowance { ModelAllowance { _ throws(DatabaseError) in true } }
}

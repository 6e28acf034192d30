/// Whose number calls or texts. Who withholds it is no caller.
public struct Caller: Hashable, Sendable {
    /// E.164.
    public var number: String
    /// The carrier vouches for the number: of every text, and of calls that are signed with attestation A.
    public var vouched: Bool
    /// References of the bookings that the last message to them was about.
    public var about: [String]

    public init(number: String, vouched: Bool, about: [String] = []) {
        (self.number, self.vouched, self.about) = (number, vouched, about)
    }
}

internal import Booking
internal import Web

extension Visit {
    /// Says something to the receptionist.
    func chat(_ diary: Diary) throws -> Response { throw Self.silent }

    /// What was said so far.
    func conversation(_ diary: Diary, _ id: String) throws -> Response { throw Self.silent }

    private static let silent = Problem.unavailable("Nobody answers the chat right now. Book by the form on our page.", retryAfter: 60)
}

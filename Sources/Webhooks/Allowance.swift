internal import Receptionist

/// What one caller or texter may ask of a number within an hour, and what all may together: a machine that doesn't stop is told so
/// before the receptionist is troubled.
enum Allowance {
    static let calls = Share(of: "calls", perSource: 20, perWhole: 600)
    static let texts = Share(of: "texts", perSource: 60, perWhole: 2_000)
    /// Of all who withhold their number.
    static let withheldCalls = Share(of: "calls", perSource: 200, perWhole: 600)
}

extension WebhookVisit {
    /// Takes one of what whoever calls or texts may ask; false where it is used up. A delivery that comes twice counts twice.
    func take(_ share: Share, from caller: String?, on line: Line) throws -> Bool {
        try count(of: caller, on: line).take(share, of: "number \(line.number)")
    }

    /// What a caller tries at a business and takes of it.
    ///
    /// - Parameter caller: E.164; nil where the number is withheld.
    func count(of caller: String?, on line: Line) -> VisitorCount {
        VisitorCount(of: .number(caller), at: line.tenant, in: office.database, isOn: office.settings.limits)
    }
}

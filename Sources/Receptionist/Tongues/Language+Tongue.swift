internal import Postgres

extension Language {
    /// - Parameter isSpoken: its sentences are heard and not read.
    func tongue(region: Region, today: CivilDate, isSpoken: Bool = false) -> any Tongue {
        switch self {
        case .english: English(region: region, today: today, isSpoken: isSpoken)
        case .spanish: Spanish(today: today, isSpoken: isSpoken)
        case .french: French(today: today, isSpoken: isSpoken)
        case .german: German(today: today, isSpoken: isSpoken)
        case .portuguese: Portuguese(today: today, isSpoken: isSpoken)
        }
    }
}

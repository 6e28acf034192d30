internal import Postgres

extension Language {
    func tongue(region: Region, today: CivilDate) -> any Tongue {
        switch self {
        case .english: English(region: region, today: today)
        case .spanish: Spanish(today: today)
        case .french: French(today: today)
        case .german: German(today: today)
        case .portuguese: Portuguese(today: today)
        }
    }
}

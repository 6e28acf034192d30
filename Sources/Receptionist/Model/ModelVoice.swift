internal import Sealing

/// The model that speaks for a receptionist, and how much it may take. Without one the script speaks.
public struct ModelVoice {
    let model: any LanguageModel
    /// Under which the database knows it.
    let account: String
    let limits: ModelLimits
    let price: ModelPrice?
    /// What one business may spend in a month, in millionths of the currency; nil for no end.
    let ceiling: Int64?
    /// Whether what it says is judged before it is shown. Never otherwise but in the test that shows what the judge is worth.
    var isJudged = true

    /// - Parameter name: tells models apart; it is kept as a digest.
    public init(
        _ model: any LanguageModel, name: String, limits: ModelLimits = ModelLimits(), price: ModelPrice? = nil, ceiling: Int64? = nil
    ) {
        self.model = model
        self.limits = limits
        self.price = price
        self.ceiling = ceiling
        account = Hexadecimal.encode(Array(SHA256.digest(name).prefix(8)))
    }
}

extension ModelAccount {
    /// The voice of this account; nil where libcurl has no memory left.
    public func voice() -> ModelVoice? {
        var limits = ModelLimits()
        limits.time = patience
        return ModelClient(self, patience: ModelPatience(ofTurn: patience)).map {
            ModelVoice($0, name: "\(baseURL) \(model)", limits: limits, price: price, ceiling: ceiling)
        }
    }
}

public import PhoneNumbers

extension Tenant {
    /// Where a number without a country's code is dialled (ISO 3166-1).
    public var region: String { PhoneNumber.region(locale: locale) }

    /// A number as its customers write it; nil where it can't be one.
    public func phone(_ text: String) -> PhoneNumber? { PhoneNumber(text, region: region) }

    /// An E.164 number as the business's people write it; as it stands where it can't be one.
    public func shown(_ number: String) -> String { phone(number)?.national ?? number }

    /// A customer's number as it is kept. One that can't be read stays as it was typed, for the diary to judge.
    func kept(phone text: String) -> String { phone(text)?.e164 ?? text }

    /// A proof as the diary compares it: a number typed here as it is kept.
    func kept(_ proof: Proof) -> String? {
        guard case .contact(let text) = proof, !text.contains("@") else { return proof.value }
        return kept(phone: text)
    }
}

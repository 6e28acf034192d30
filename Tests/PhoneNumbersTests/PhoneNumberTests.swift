import PhoneNumbers
import Testing

@Suite struct APhoneNumber {
    @Test(arguments: [
        ("(917) 555-0142", "US", "+19175550142"), ("917.555.0142", "US", "+19175550142"), ("1 917 555 0142", "US", "+19175550142"),
        ("+1 917 555 0142", "DE", "+19175550142"), ("tel:+1-917-555-0142", "FR", "+19175550142"),
        ("030 901820", "DE", "+4930901820"), ("0049 30 901820", "DE", "+4930901820"), ("06 12 34 56 78", "FR", "+33612345678"),
        ("91 123 45 67", "ES", "+34911234567"), ("21 123 4567", "PT", "+351211234567"), ("(11) 98765-4321", "BR", "+5511987654321"),
        ("02 1234 5678", "IT", "+390212345678"), ("+15005550006", "US", "+15005550006"), ("９１７ ５５５ ０１４２", "US", "+19175550142"),
        ("917-555-0142 ext. 7", "US", "+19175550142"),
    ])
    func isReadAsItsCountryWritesIt(text: String, region: String, e164: String) {
        #expect(PhoneNumber(text, region: region)?.e164 == e164)
    }

    @Test(arguments: [
        "", " ", "anonymous", "unknown", "restricted", "client:ada", "12", "555", "+", "+1", "sip:ada@example.com", "266696687 66 66 66 66",
        "917 555 0142\u{0}", String(repeating: "1", count: 1_000),
    ])
    func isNotMadeOfWhatIsNone(text: String) {
        #expect(PhoneNumber(text, region: "US") == nil)
    }

    @Test func ofAnotherCountryNeedsItsCode() {
        #expect(PhoneNumber("030 901820", region: "ZZ") == nil)
        #expect(PhoneNumber("+49 30 901820", region: "ZZ")?.e164 == "+4930901820")
    }

    @Test func isShownAsItsCountryWritesIt() {
        #expect(PhoneNumber("+19175550142", region: "DE")?.national == "(917) 555-0142")
        #expect(PhoneNumber("+33612345678", region: "US")?.national == "06 12 34 56 78")
    }

    @Test func comesBackAsItself() {
        for text in ["+19175550142", "+4930901820", "+390212345678", "+5511987654321"] {
            #expect(PhoneNumber(text, region: "GB")?.e164 == text)
        }
    }
}

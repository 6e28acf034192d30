/// How many parts a text message is sent in (twilio.com/docs/glossary/what-sms-character-limit).
enum Segments {
    /// 160 characters of GSM 03.38 in one part or 153 in each of several; one character beyond it makes them 70 and 67.
    static func count(_ text: String) -> Int {
        let septets = text.unicodeScalars.map { gsm.contains($0) ? 1 : extended.contains($0) ? 2 : 0 }
        let units = septets.contains(0) ? text.utf16.map { _ in 1 } : septets
        let (single, part) = septets.contains(0) ? (70, 67) : (160, 153)
        return units.reduce(0, +) <= single ? 1 : parts(units, of: part, text, isWide: septets.contains(0))
    }

    /// No character is torn in two.
    private static func parts(_ units: [Int], of room: Int, _ text: String, isWide: Bool) -> Int {
        let sizes = isWide ? text.unicodeScalars.map { $0.value > 0xFFFF ? 2 : 1 } : units
        var (count, used) = (1, 0)
        for size in sizes {
            if used + size > room { (count, used) = (count + 1, 0) }
            used += size
        }
        return count
    }

    private static let gsm = Set(
        ("@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
            + "abcdefghijklmnopqrstuvwxyzäöñüà").unicodeScalars)
    private static let extended = Set("^{}\\[]~|€\u{0C}".unicodeScalars)
}

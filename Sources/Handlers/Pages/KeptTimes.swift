internal import Booking
internal import Sealing
internal import Web

/// The times that a browser keeps by form, in a cookie: who goes back and chooses again has no other way to let them go.
extension Visit {
    private static let cookie = "kept"
    /// As many as a visitor may hold.
    private static let most = 3

    /// The page of a time that was just kept.
    func redirect(to place: Place, keeping hold: Hold) -> Response {
        var response = Response.redirect(to: place.path)
        let all = kept.filter { $0 != hold.id } + [hold.id]
        let value = all.suffix(Self.most).map(\.text).joined(separator: ".")
        response.headers.add("Set-Cookie", Cookie(Self.cookie, value: value, secure: house.isSecure).setting)
        return response
    }

    /// Past the cap on holds the oldest gives way to the new one.
    func makingRoom(_ diary: Diary, _ hold: () throws(DiaryError) -> Hold) throws(DiaryError) -> Hold {
        var oldest = kept[...]
        while true {
            do throws(DiaryError) {
                return try hold()
            } catch {
                guard error.isCapOfHolder, let id = oldest.popFirst() else { throw error }
                try? diary.release(id, once: RequestKey(route: "POST form/release", key: id.text, bodyHash: SHA256.digest(id.text)))
            }
        }
    }

    private var kept: [Hold.ID] {
        let value = request.cookie(Self.cookie, secure: house.isSecure) ?? ""
        return value.split(separator: ".").suffix(Self.most).compactMap { Hold.ID(String($0)) }
    }
}

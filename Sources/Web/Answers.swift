extension Headers {
    /// Fields of an answer that nobody may keep.
    public static var noStore: Headers {
        var headers = Headers()
        headers.add("Cache-Control", "no-store")
        return headers
    }

    /// These fields and others after them.
    public func adding(_ others: Headers) -> Headers {
        var all = self
        for field in others.fields { all.add(field.name, field.value) }
        return all
    }
}

extension Response {
    /// An answer in JSON that nobody may keep.
    public static func json(_ value: JSON, status: Status = .ok) -> Response {
        var headers = Headers.noStore
        headers.add("Content-Type", "application/json")
        return Response(status, headers: headers, body: .bytes(value.bytes))
    }

    /// A page. Its address may be a secret, so it is neither kept nor told to the next site.
    public static func page(_ html: HTML, status: Status = .ok) -> Response {
        var headers = Headers.noStore
        headers.add("Content-Type", "text/html; charset=utf-8")
        headers.add("Referrer-Policy", "no-referrer")
        return Response(status, headers: headers, body: .bytes(html.document))
    }

    /// The way on after a form was accepted, so that reloading sends nothing twice (303).
    public static func redirect(to path: String) -> Response {
        var headers = Headers.noStore
        headers.add("Location", path)
        return Response(.seeOther, headers: headers)
    }

    /// Plain text, for machines and probes.
    public static func text(_ text: String, status: Status = .ok) -> Response {
        var headers = Headers.noStore
        headers.add("Content-Type", "text/plain; charset=utf-8")
        return Response(status, headers: headers, body: .bytes(Array(text.utf8)))
    }

    /// This answer without its body, for HEAD; it keeps the length that the body has (RFC 9110, section 8.6).
    public var headOnly: Response {
        var head = self
        if case .bytes(let bytes) = body, status != .noContent { head.headers.add("Content-Length", String(bytes.count)) }
        head.body = .bytes([])
        return head
    }
}

internal import FCGIHost
internal import Web

/// What the first worker of a reload must pass before any other follows: a query and a rendered page, as a visitor would ask for them.
struct SelfCheck {
    let answer: (Request) -> Response

    func run() throws(Problem) {
        let ready = ask("/readyz")
        guard ready.status == .ok else { throw failed(ready.fault ?? "the database isn't ready for this program") }
        // A business that nobody has: it is looked for in the database, and the page that says so is laid out like every other.
        let page = ask("/t/self-check/")
        guard page.status == .notFound, page.isDocument else { throw failed("a page could not be rendered") }
    }

    private func ask(_ path: String) -> Response {
        var request = Request(method: .get, path: path)
        request.headers.add("Accept", "text/html")
        return answer(request)
    }

    private func failed(_ why: String) -> Problem { Problem(.internalServerError, code: "unfit", detail: "the self-check failed: \(why)") }
}

extension Response {
    fileprivate var isDocument: Bool {
        if case .bytes(let bytes) = body { bytes.starts(with: Array("<!doctype html>".utf8)) } else { false }
    }
}

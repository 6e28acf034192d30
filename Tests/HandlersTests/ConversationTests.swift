import Postgres
import TestCluster
import Testing
import Web

@testable import Handlers

@Suite("Conversations in the owner's pages") struct ConversationTests {
    let front: Front
    let chat = "/api/v1/demo/chat"

    init() throws { front = try Front() }

    private func signIn(_ slug: String = "demo") throws {
        let link = try #require(try Handlers.signInLink(tenant: slug, publicURL: "", in: front.house.database))
        #expect(front.submit(try front.get(link).form { $0.contains("/sign-in/") }).status == 303)
    }

    private func say(_ words: String, in conversation: String? = nil) -> Answer {
        front.post(chat, ["message": .string(words), "conversation": .text(conversation)])
    }

    private func read(_ conversation: String, since: String = "") -> JSON { front.get("\(chat)/\(conversation)\(since)").json }

    /// A conversation whose visitor asked for a person.
    private func asked() throws -> String { try #require(say("I want to talk to a person <now>").json["conversation"]?.string) }

    @Test("those in which a visitor waits come first, and the message leads there")
    func list() throws {
        _ = say("hello there")
        let waiting = try asked()
        _ = say("a later one")
        try signIn()
        let page = front.get("/admin/conversations").text
        let first = try #require(page.firstMatch(of: #/href="/admin/conversations/([0-9a-f]{32})"/#)).1
        #expect(String(first) == waiting)
        #expect(page.contains("Waiting for you") && page.contains("a later one"))
        #expect(front.get("/admin/messages").text.contains("/admin/conversations/\(waiting)"))
        #expect(front.get("/admin/messages").text.contains("Asks for a person."))
    }

    @Test("one shows everything that was said, with its cards in a few words")
    func transcript() throws {
        let conversation = try asked()
        _ = say("never mind", in: conversation)
        _ = say("What services do you offer?", in: conversation)
        try signIn()
        let page = front.get("/admin/conversations/\(conversation)").text
        #expect(page.contains("I want to talk to a person &lt;now&gt;") && page.contains("Saturday, November 21, 2026, 12:00 PM"))
        #expect(page.contains(" services</p>") && page.contains("The visitor waits for a person."))
    }

    @Test("an answer reaches the visitor once, silences the receptionist, and is handed back")
    func answer() throws {
        let conversation = try asked()
        #expect(read(conversation)["person"] == "asked")
        try signIn()
        let form = try front.get("/admin/conversations/\(conversation)").form { $0.hasSuffix("/answer") }
        for _ in 0..<2 { #expect(front.submit(form, ["answer": " Hello, this is Ann. "]).status == 303) }
        let told = read(conversation)
        #expect(told["person"] == "answering" && told["turns"]?.items.count == 1)
        #expect(told["interjections"]?.items.map { $0["text"] } == ["Hello, this is Ann."])
        #expect(told["interjections"]?.items.first?["from"] == "person")
        let last = try #require(told["interjections"]?.items.first?["id"]?.string)
        let news = read(conversation, since: "?since=\(last)")
        #expect(news["interjections"]?.items == [] && news["turns"]?.items == [])
        #expect(say("cleaning tuesday 10am", in: conversation).json["cards"]?.items.first?["state"] == "answering")
        #expect(front.get("/admin/conversations/\(conversation)").text.contains("cleaning tuesday 10am"))
        let back = try front.get("/admin/conversations/\(conversation)").form { $0.hasSuffix("/handback") }
        for _ in 0..<2 { #expect(front.submit(back).status == 303) }
        #expect(read(conversation, since: "?since=\(last)")["interjections"]?.items.map { $0["from"] } == ["receptionist"])
        #expect(say("when are you open?", in: conversation).json["reply"]?.string?.contains("Monday") == true)
        #expect(!front.get("/admin/conversations/\(conversation)").text.contains("/handback"))
    }

    @Test("one that nobody has to answer is settled without a word")
    func settled() throws {
        let conversation = try asked()
        try signIn()
        #expect(front.submit(try front.get("/admin/conversations/\(conversation)").form { $0.hasSuffix("/handback") }).status == 303)
        #expect(read(conversation)["person"] == "none" && read(conversation)["interjections"]?.items == [])
        #expect(!front.get("/admin/messages").text.contains("/reading"))
    }

    @Test("another business's, or none at all, is not found and not answered", arguments: ["barber", "demo"])
    func strangers(_ slug: String) throws {
        let conversation = slug == "demo" ? String(repeating: "0", count: 32) : try asked()
        try signIn("demo")
        let form = try front.get("/admin/conversations/\(try asked())").form { $0.hasSuffix("/answer") }
        try signIn(slug)
        let fields = slug == "demo" ? form.fields : try front.get("/admin/").form { $0.hasSuffix("/sign-out") }.fields
        let page = "/admin/conversations/\(conversation)"
        #expect(front.get(page).status == 404)
        for place in ["/answer", "/handback"] {
            #expect(front.submit(Form(action: page + place, fields: fields), ["answer": "mine"]).status == (slug == "demo" ? 403 : 404))
        }
        if slug == "barber" { #expect(!front.get("/admin/conversations").text.contains("talk to a person")) }
    }

    @Test("an answer of nothing, too long, or by a form of somebody else's is refused")
    func refused() throws {
        let conversation = try asked()
        try signIn()
        let form = try front.get("/admin/conversations/\(conversation)").form { $0.hasSuffix("/answer") }
        #expect(front.submit(form, ["answer": " \n "]).status == 422)
        #expect(front.submit(form, ["answer": String(repeating: "x", count: 4_001)]).status == 422)
        #expect(front.submit(form, ["answer": "hello", "seal": "x"]).status == 403)
        #expect(front.get("\(chat)/\(conversation)?since=x").status == 422)
        #expect(read(conversation)["interjections"]?.items == [])
    }

    @Test("what the house tells is shown as its own")
    func house() throws {
        try front.database.owner().execute(
            """
            insert into holdfast.messages (tenant_id, name, contact, body, created_at, reason)
            select id, '', '', 'The language model answers again.', '2026-11-20T15:00:00Z', 'well' from holdfast.tenants where slug = 'demo'
            """)
        try signIn()
        let page = front.get("/admin/messages").text
        #expect(page.contains("<h2>Holdfast</h2>") && page.contains("answers again"))
    }
}

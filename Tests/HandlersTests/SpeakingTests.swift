import Booking
import Postgres
import Receptionist
import TestCluster
import Testing
import Web

@testable import Handlers

@Suite("The owner's pages of the receptionist") struct SpeakingTests {
    let front: Front

    init() throws {
        front = try Front()
        try front.database.owner().execute("delete from holdfast.knowledge")
        let address = try #require(try Handlers.signInLink(tenant: "demo", publicURL: "", in: front.house.database))
        #expect(front.submit(try front.get(address).form { $0.contains("/sign-in/") }).status == 303)
    }

    private func add(_ question: String, _ answer: String, _ language: String = "en") throws -> Answer {
        front.submit(
            try front.get("/admin/answers").form { $0 == "/admin/answers" },
            ["question": question, "answer": answer, "language": language])
    }

    @Test("an answer is added, changed and removed, and its markup is text")
    func answers() throws {
        #expect(try add("Is there <b>parking</b>?", "Yes & no.").location == "/admin/answers")
        let page = front.get("/admin/answers")
        #expect(page.text.contains("Is there &lt;b&gt;parking&lt;/b&gt;?") && page.text.contains("Yes &amp; no."))
        let address = try #require(page.text.firstMatch(of: #/href="(\/admin\/answers\/[0-9]+)"/#)).1
        let form = try front.get(String(address)).form { $0 == String(address) }
        #expect(front.submit(form, ["question": "Is there parking?", "answer": "Nearby.", "language": "fr"]).status == 303)
        let changed = front.get("/admin/answers").text
        #expect(changed.contains("Nearby.") && !changed.contains("Yes &amp; no.") && changed.contains("French"))
        let removal = try front.get(String(address)).form { $0.hasSuffix("/removal") }
        #expect(front.submit(removal).status == 303)
        #expect(front.get("/admin/answers").text.contains("None yet."))
        #expect(front.submit(removal).status == 404)
        #expect(front.get(String(address)).status == 404)
    }

    @Test("the same question twice is one")
    func twice() throws {
        for answer in ["Yes.", "No."] { #expect(try add("Is there parking?", answer).status == 303) }
        let kept = try front.database.owner().rows("select answer from holdfast.knowledge") { row throws(DatabaseError) in
            try row.read("answer", as: String.self)
        }
        #expect(kept == ["No."])
    }

    @Test(
        "what is too long, empty or in no language is refused in words",
        arguments: [("", "a", "en"), ("Is it?", "", "en"), ("Is it?", "a", "xx"), (String(repeating: "a", count: 501), "a", "en")])
    func refused(_ question: String, _ answer: String, _ language: String) throws {
        #expect(try add(question, answer, language).status == 422)
    }

    @Test("how calls and texts are wanted is kept, and a phone that can't be dialled or is the house's own is refused")
    func phone() throws {
        #expect(front.get("/admin/phone").text.contains("(212) 555-0142, also on WhatsApp"))
        let form = try front.get("/admin/phone").form { $0 == "/admin/phone" }
        let wanted = [
            "owner-phone": "917 555 0199", "texts": "yes", "reminder": "120", "quiet-from": "20:30", "quiet-until": "07:00",
            "record": "yes",
            "call-minutes": "10", "caller-minutes": "30", "month-minutes": "500",
        ]
        #expect(front.submit(form, wanted).status == 303)
        let tenant = try #require(try Diary.tenant(slug: "demo", in: front.house.database))
        let kept = try Diary(tenant: tenant, database: front.house.database).phoneSettings()
        #expect((kept.ownerPhone, kept.reminderMinutes, kept.quietFrom, kept.quietUntil) == ("+19175550199", 120, 1230, 420))
        #expect(kept.texts && kept.recordCalls && kept.keepHoldOnHangup && kept.minutesAMonth == 500)
        for (name, wrong) in [
            ("owner-phone", "call me"), ("owner-phone", "+1 212 555 0142"), ("reminder", "7"), ("quiet-from", "25:00"),
            ("call-minutes", "0"),
            ("month-minutes", "much"),
        ] {
            #expect(front.submit(form, wanted.merging([name: wrong]) { $1 }).status == 422, "\(name) \(wrong)")
        }
        #expect(try Diary(tenant: tenant, database: front.house.database).phoneSettings() == kept)
    }

    @Test("how it speaks is kept, with the set answers of the languages that are shown")
    func voice() throws {
        let form = try front.get("/admin/receptionist").form { $0 == "/admin/receptionist" }
        let kept = front.submit(
            form,
            [
                "tone": "Warm", "instructions": "Two\r\nlines", "avoid": "cheap", "first": "es", "speaks-en": "yes",
                "emergency-en": "Call us.",
            ])
        #expect(kept.status == 303)
        let tenant = try #require(
            try front.database.owner().rows("select id from holdfast.tenants where slug = 'demo'") { row throws(DatabaseError) in
                try row.read("id", as: Int64.self)
            }.first)
        let voice = try TenantVoice.of(tenant: tenant, in: front.house.database)
        #expect((voice.tone, voice.instructions, voice.avoid) == ("Warm", "Two\nlines", "cheap"))
        #expect(voice.languages.first == .spanish && voice.languages.contains(.english))
        #expect(voice.answer(for: .emergency, in: .english) == "Call us.")
        #expect(voice.answer(for: .advice, in: .english) == nil)
        let other = try TenantVoice.of(tenant: tenant + 1, in: front.house.database)
        #expect(other.tone != "Warm")
        #expect(front.submit(form, ["tone": String(repeating: "a", count: 201), "first": "en"]).status == 422)
    }

    @Test("the month's cost, who answered, and what was withheld are shown")
    func month() throws {
        try front.database.owner().execute(
            """
            with tenant as (update holdfast.tenants set model_ceiling_micros = 20000000 where slug = 'demo' returning id),
                conversation as (insert into holdfast.conversations (tenant_id, id) select id, repeat('0', 32) from tenant returning tenant_id, id),
                turn as (insert into holdfast.turns (tenant_id, conversation_id, message_key, message, message_hash, at, closed_at)
                    select tenant_id, id, 'k' || n, 'hello', '', holdfast.now(), holdfast.now() from conversation, generate_series(1, 3) n
                    returning tenant_id, id, conversation_id, message_key),
                cost as (insert into holdfast.model_turns (tenant_id, turn_id, conversation_id, at, questions, cost_micros)
                    select tenant_id, id, conversation_id, holdfast.now(), 1, 420000 from turn where message_key = 'k1')
            insert into holdfast.withheld_sentences (tenant_id, turn_id, number, reason, sentence)
            select tenant_id, id, 1, 'digit', 'It is <3pm>.' from turn where message_key = 'k1'
            """)
        let page = front.get("/admin/receptionist").text
        #expect(page.contains("0.42 of 20.00") && page.contains("It is &lt;3pm&gt;.") && page.contains("It held a number."))
        #expect(page.contains("Answered by the script</dt><dd>2</dd>"))
    }
}

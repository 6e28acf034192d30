import Booking
import Foundation
import Postgres
import Receptionist
import TestCluster
import Testing

@Suite struct TextTests {
    @Test func `a whole booking by text is one conversation, and its last answer tells all`() throws {
        let phone = try TextStage()
        let offered = try phone.text("Hi, I'd like a cleaning on Tuesday")
        #expect(offered.contains("1) Tue Nov 24, ") && offered.contains("2) Tue Nov 24, ") && offered.hasPrefix("Automatic answer:"))
        let asked = try phone.text("2")
        #expect(asked.contains("I am holding") && asked.contains("your name."))
        let booked = try phone.text("Dana Scott")
        let tenant = phone.stage.diary.tenant
        #expect(booked.contains("You are booked: Cleaning") && booked.contains(tenant.name) && booked.contains(tenant.address))
        #expect(booked.contains("To change or cancel it: http://localhost/"))
        #expect(try phone.lines("select distinct conversation_id as line from holdfast.texts_in").count == 1)
        #expect(try phone.sent("booked,requested").isEmpty)
        #expect(try phone.sent("reminder").count == 1)
    }

    @Test func `a number in a list is a place in it, not an hour`() throws {
        let phone = try TextStage()
        let offered = try phone.text("a cleaning on Tuesday afternoon").split(separator: "\n").filter { $0.hasPrefix("2) ") }
        let asked = try phone.text("2)")
        let clock = try #require(offered.first?.split(separator: ", ").last)
        #expect(asked.contains(clock))
    }

    @Test func `no sign of a text makes it longer than its letters`() throws {
        let phone = try TextStage()
        try ["asdf qwer", "hello", "help me please", "what does a cleaning cost?", "a cleaning on Tuesday", "2"].forEach {
            try phone.text($0)
        }
        #expect(try phone.sent().joined().unicodeScalars.allSatisfy { !"“”„«»‘’–—…•\u{A0}\u{202F}".unicodeScalars.contains($0) })
    }

    @Test func `a delivery that comes again, at once or later, changes nothing`() async throws {
        let phone = try TextStage()
        let text = phone.incoming("a cleaning on Tuesday at 2pm, I'm Dana Scott", sid: "SM00000000000000000000000000000001")
        let url = phone.stage.place.url()
        await withTaskGroup { group in
            for _ in 0..<6 {
                group.addTask {
                    let database = Database(url: url)
                    guard let tenant = try? Diary.tenant(slug: "demo", in: database) else { return }
                    let receptionist = Stage.receptionist(Diary(tenant: tenant, database: database), database)
                    guard let conversation = try? receptionist.take(text) else { return }
                    _ = try? receptionist.answerTexts(in: conversation)
                }
            }
        }
        try phone.stage.set(clock: "2026-11-22T15:00:00Z")
        try phone.receive(text)
        #expect(try phone.sent().count == 1)
        #expect(Stage.agree(try phone.stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <\(TextStage.number)>"]))
    }

    @Test func `several texts in a row are answered in their order by whoever comes first`() throws {
        let phone = try TextStage()
        let bodies = ["a cleaning", "on Tuesday at 2pm", "Dana Scott"]
        let taken = try bodies.map { try phone.stage.receptionist.take(phone.incoming($0)) }
        #expect(try phone.stage.receptionist.answerTexts(in: try #require(taken[2])))
        #expect(try phone.sent().count == 3)
        #expect(Stage.agree(try phone.stage.outcome(), ["confirmed Cleaning 2026-11-24 14:00 Dana Scott <\(TextStage.number)>"]))
    }

    @Test func `an open question is forgotten after a day, and who it is with is not`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-27 10:00")
        #expect(try phone.text("cancel my appointment").contains("Shall I cancel it?"))
        try phone.stage.set(clock: "2026-11-23T15:00:00Z")
        try phone.text("yes")
        #expect(try phone.stage.outcome().allSatisfy { $0.hasPrefix("confirmed") })
        #expect(try phone.text("cancel my appointment").contains("Shall I cancel it?"))
        try phone.text("yes")
        #expect(try phone.stage.outcome().allSatisfy { $0.hasPrefix("cancelled") })
    }

    @Test func `a time of last week is not held, nor offered by its number`() throws {
        let phone = try TextStage()
        try phone.text("a cleaning on Friday")
        try phone.text("1")
        try phone.stage.set(clock: "2026-11-30T15:00:00Z")
        #expect(!(try phone.text("Dana Scott").contains("booked")))
        #expect(!(try phone.text("1").contains("holding")))
        #expect(try phone.stage.outcome().isEmpty)
    }
}

@Suite struct TextKeywordTests {
    @Test func `stop silences everything and is not answered where Twilio answers`() throws {
        let phone = try TextStage()
        #expect(try phone.text("STOP") == "")
        #expect(try phone.text("hello? a cleaning on Tuesday at 2pm, Dana Scott") == "")
        #expect(try phone.stage.outcome().filter { !$0.hasPrefix("message") }.isEmpty)
        #expect(try phone.stage.messages() == ["left <\(TextStage.number)> hello? a cleaning on Tuesday at 2pm, Dana Scott"])
        #expect(try phone.lines("select how as line from holdfast.opt_outs where is_out") == ["keyword"])
    }

    @Test func `a wish for silence in somebody's own words is confirmed once, and START brings texts back`() throws {
        let phone = try TextStage()
        #expect(try phone.text("please stop texting me").contains("no more texts"))
        #expect(try phone.text("START").contains("again"))
        #expect(try phone.text("hello").contains("receptionist"))
        #expect(try phone.lines("select is_out::text as line from holdfast.opt_outs order by id") == ["true", "false"])
    }

    @Test func `CANCEL means the appointment where there is one, and silence where there is none`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-24 10:00")
        #expect(try phone.text("CANCEL").contains("Shall I cancel it?"))
        #expect(try phone.text("YES").contains("is cancelled"))
        #expect(try phone.text("CANCEL") == "")
        #expect(try phone.lines("select how as line from holdfast.opt_outs where is_out") == ["keyword"])
    }

    /// Twilio takes CANCEL for itself on most accounts: the question doesn't arrive.
    @Test func `words whose answer the network refuses are kept for the owner`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-24 10:00")
        try phone.text("CANCEL")
        let tenant = phone.stage.diary.tenant.id.value
        _ = try phone.stage.database.rows(
            "select holdfast.opt_out(\(tenant), 'sms', \(TextStage.number), 'twilio') as changed", tenant: tenant
        ) { row throws(DatabaseError) in try row.read("changed", as: Bool.self) }
        #expect(try phone.stage.messages() == ["left <\(TextStage.number)> CANCEL"])
        #expect(try phone.stage.outcome().contains { $0.hasPrefix("confirmed") })
    }

    @Test func `what Twilio has read is recorded as its reading`() throws {
        let phone = try TextStage()
        try phone.receive(phone.incoming("CANCEL", type: "STOP"))
        #expect(try phone.lines("select how as line from holdfast.opt_outs where is_out") == ["optout_type"])
        #expect(try phone.sent().isEmpty)
    }

    @Test func `HELP tells who this is`() throws {
        let phone = try TextStage()
        #expect(try phone.text("HELP").contains("automatic receptionist of \(phone.stage.diary.tenant.name)"))
    }

    @Test func `a question that was open when somebody asked for silence is not answered by their return`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-24 10:00")
        try phone.text("cancel my appointment")
        try phone.text("STOP")
        try phone.text("YES")
        try phone.text("yes")
        #expect(try phone.stage.outcome().allSatisfy { !$0.hasPrefix("cancelled") })
    }

    @Test func `on WhatsApp a button's word is no keyword, and silence is confirmed`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-24 10:00")
        #expect(try phone.text("Cancel", channel: .whatsApp, button: true).contains("Shall I cancel it?"))
        #expect(try phone.text("STOP", channel: .whatsApp).contains("no more texts"))
        #expect(try phone.text("hello") != "")
    }
}

@Suite struct TextAnswerTests {
    @Test func `an answer to a reminder is about its booking`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-24 10:00")
        try phone.book("Whitening 2026-11-25 11:00")
        try phone.remind(of: phone.stage.references[1])
        #expect(try phone.text("can't come, please cancel").contains("Whitening"))
    }

    @Test func `an answer to two reminders is asked which it is about`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-24 10:00")
        try phone.book("Whitening 2026-11-25 11:00")
        try phone.stage.references.forEach { try phone.remind(of: $0) }
        let asked = try phone.text("can't come, please cancel")
        #expect(asked.contains("1) Cleaning, Tue Nov 24, 10:00 AM") && asked.contains("2) Whitening, Wed Nov 25, 11:00 AM"))
        #expect(try phone.text("2").contains("Whitening"))
        #expect(try phone.text("yes").contains("is cancelled"))
    }

    @Test func `a yes to a reminder keeps the booking`() throws {
        let phone = try TextStage()
        try phone.book("Cleaning 2026-11-24 10:00")
        try phone.remind(of: phone.stage.references[0])
        #expect(try phone.text("Yes").contains("stays as it is"))
    }

    @Test func `a picture without words is asked for in words`() throws {
        let phone = try TextStage()
        #expect(try phone.text("", media: 1).contains("in words"))
        #expect(try phone.text("a cleaning on Tuesday", media: 2).contains("1) "))
    }

    @Test func `a person's answer reaches the one who texts, and the receptionist is silent`() throws {
        let phone = try TextStage()
        try phone.text("I want to talk to a person")
        phone.stage.conversation = try phone.lines("select conversation_id as line from holdfast.texts_in limit 1")[0]
        try phone.stage.personSays("Anna here, what can I do?")
        #expect(try phone.sent().last == "Anna here, what can I do?")
        try phone.text("is parking free?")
        let before = try phone.sent().count
        try phone.text("and on Sundays?")
        #expect(try phone.sent().count == before)
    }

    @Test func `the owner is texted once where somebody wants a person`() throws {
        let phone = try TextStage()
        try phone.stage.place.owner().execute(
            "insert into holdfast.phone_settings (tenant_id, owner_phone) values (\(phone.stage.diary.tenant.id.value), '+12125550199')")
        try phone.text("I want to talk to a person, my faucet is leaking")
        try phone.text("a person please")
        let told = try phone.lines("select recipient || ' ' || body as line from holdfast.texts_out where kind = 'owner_summary'")
        #expect(told.count == 1 && told[0].hasPrefix("+12125550199 ") && told[0].contains("(917) 555-0142") && told[0].contains("faucet"))
    }

    @Test(arguments: [
        ("Hola, quiero reservar una cita para Cleaning", "Respuesta automática:"),
        ("Bonjour, je voudrais un rendez-vous pour Cleaning", "Réponse automatique"),
        ("Guten Tag, ich möchte einen Termin für Cleaning buchen", "Automatische Antwort:"),
        ("Olá, quero marcar um horário para Cleaning", "Resposta automática:"),
        ("Hello, I want to book a Cleaning", "Automatic answer:"),
    ])
    func `a booking by text works in every language`(opening: String, label: String) throws {
        let phone = try TextStage()
        let offered = try phone.text(opening)
        #expect(offered.hasPrefix(label) && offered.contains("\n1) ") && offered.contains("\n2) "))
        try phone.text("1")
        let told = try phone.text("Dana Scott")
        #expect(told.contains("http://localhost/"))
        #expect(try phone.stage.outcome().count == 1 && phone.stage.outcome()[0].hasPrefix("confirmed Cleaning"))
    }

    @Test func `nobody is asked to answer with a word that networks take for themselves`() throws {
        let sources = ["Sources/Receptionist", "Sources/Messaging", "Sources/Jobs"].flatMap { folder -> [URL] in
            let root = TestCluster.root.appending(path: folder)
            return (FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)?.allObjects as? [URL] ?? [])
                .filter { $0.path.contains("/Tongues/") || $0.path.contains("Notice") || $0.path.contains("Words") }
        }
        let words =
            "STOP|STOPALL|UNSUBSCRIBE|END|QUIT|CANCEL|REVOKE|OPTOUT|YES|START|UNSTOP|HELP|INFO|ALTO|BAJA|ARRET|STOPP|PARAR|SAIR|SÍ|OUI|JA|SIM"
        // In capitals, or by itself in quotation marks, it is a word to write back.
        let asked = try Regex("\\b(\(words))\\b|[“„«‘\"']\\s*(?i:\(words))\\s*[”“»’\"']")
        var count = 0
        for file in sources where file.pathExtension == "swift" {
            for literal in try String(contentsOf: file, encoding: .utf8).matches(of: /"((?:[^"\\\n]|\\.)*)"/) {
                count += 1
                let text = String(literal.output.1)
                #expect(text.contains(" ") == false || text.firstMatch(of: asked) == nil, "\(file.lastPathComponent): \(text)")
            }
        }
        #expect(count > 400)
    }
}

@Suite struct TextJobTests {
    @Test func `a turn that ends takes its job with it`() throws {
        let phone = try TextStage()
        _ = try phone.stage.receptionist.take(phone.incoming("hello"))
        #expect(try phone.lines("select state as line from holdfast.jobs where kind = 'text_turn'") == ["resting"])
        try phone.text("hello again")
        #expect(try phone.lines("select state as line from holdfast.jobs where kind = 'text_turn'") == ["done", "done"])
    }

    @Test func `the job of a turn that a dead worker held is due at once`() throws {
        let phone = try TextStage()
        let conversation = try #require(try phone.stage.receptionist.take(phone.incoming("hello")))
        try phone.stage.place.owner().execute(
            """
            insert into holdfast.turns (tenant_id, conversation_id, message_key, message, message_hash, at, lease_until, lease_worker)
            select tenant_id, conversation_id, sid, body, sha256('hello|'), holdfast.now(), clock_timestamp() + interval '1 minute', 'talk-3-77'
            from holdfast.texts_in
            """)
        #expect(try phone.stage.receptionist.answerTexts(in: conversation) == false)
        _ = try Receptionist.freeLeases(of: "talk-3-77", in: phone.stage.database)
        #expect(
            try phone.lines("select 'due' as line from holdfast.jobs where kind = 'text_turn' and rest_until <= clock_timestamp()") == [
                "due"
            ])
    }
}

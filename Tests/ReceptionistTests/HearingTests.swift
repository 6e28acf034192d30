import Receptionist
import Testing

@Suite struct HearingTests {
    @Test(arguments: choices)
    func `a choice among offered times is understood`(_ row: (expecting: Expecting, message: String, meaning: String)) {
        #expect(spell(hear(row.message, expecting: row.expecting).choice) == row.meaning, "\(row.message)")
    }

    @Test(arguments: people)
    func `name, email and phone are taken in one breath`(_ row: (expecting: Expecting, message: String, meaning: String)) {
        let contact = hear(row.message, expecting: row.expecting).contact
        #expect([contact.name, contact.email, contact.phone].map { $0 ?? "" }.joined(separator: ";") == row.meaning, "\(row.message)")
    }

    @Test(arguments: wishes)
    func `an intent is understood`(_ row: (message: String, meaning: String)) {
        #expect(hear(row.message).intents.map(\.rawValue).sorted().joined(separator: ",") == row.meaning, "\(row.message)")
    }

    @Test(arguments: named)
    func `a service is known by its name, a form of it or a slip`(_ row: (message: String, meaning: String)) {
        #expect(hear(row.message).services.map { String($0) }.joined(separator: ",") == row.meaning, "\(row.message)")
    }

    @Test(arguments: [
        ("yes", true), ("yep please", true), ("sure", true), ("ok", true), ("go ahead", true), ("that works", true), ("no", false),
        ("nope", false), ("no thanks", false), ("never mind", false), ("forget it", false), ("yeah, book it", true),
        ("not that one", false),
    ])
    func `yes and no are told apart`(_ row: (message: String, assent: Bool)) {
        #expect(hear(row.message, expecting: .yesOrNo).assent == row.assent, "\(row.message)")
    }

    @Test(
        arguments: [
            ("BCDF2345", "BCDF2345"), ("bcdf-2345", "BCDF2345"), ("my reference is BCDF 2345", "BCDF2345"),
            ("cancel bcdf2345 please", "BCDF2345"),
            ("tomorrow", nil), ("12345678", nil), ("ABCD2345", nil), ("#BCDF2345", "BCDF2345"), ("(BCDF2345)", "BCDF2345"),
        ] as [(String, String?)])
    func `a reference is found in the text`(_ row: (message: String, reference: String?)) {
        #expect(hear(row.message).reference == row.reference, "\(row.message)")
    }

    @Test(
        arguments: [
            ("a 30 minute appointment", 30), ("an hour", 60), ("half an hour", 30), ("90 minutes please", 90), ("in 2 hours", nil),
            ("an hour and a half", 90),
        ] as [(String, Int?)])
    func `a length is told from a time`(_ row: (message: String, minutes: Int?)) {
        #expect(hear(row.message).duration == row.minutes, "\(row.message)")
    }
}

private func spell(_ choice: Choice?) -> String {
    switch choice {
    case .nth(let number)?: "nth \(number)"
    case let other?: "\(other)"
    case nil: ""
    }
}

private let choices: [(Expecting, String, String)] = [
    (.slot, "the second one", "nth 2"),
    (.slot, "second", "nth 2"),
    (.slot, "the 2nd one", "nth 2"),
    (.slot, "number 3", "nth 3"),
    (.slot, "option two please", "nth 2"),
    (.slot, "the last one", "nth -1"),
    (.slot, "the 3rd", "nth 3"),
    (.slot, "the first please", "nth 1"),
    (.slot, "no, later", "later"),
    (.slot, "earlier", "earlier"),
    (.slot, "something else", "others"),
    (.slot, "none of those", "others"),
    (.slot, "other day", "otherDay"),
    (.slot, "another day please", "otherDay"),
    (.slot, "any of them", "either"),
]

private let people: [(Expecting, String, String)] = [
    (.anything, "I'm Dana Scott, dana@example.org", "Dana Scott;dana@example.org;"),
    (.anything, "dana scott dana@example.org 917 555 0142", "Dana Scott;dana@example.org;917 555 0142"),
    (.details, "Dana Scott", "Dana Scott;;"),
    (.details, "Dana Scott dana@example.org", "Dana Scott;dana@example.org;"),
    (.details, "Dana Scott, dana@example.org, +44 20 7946 0958", "Dana Scott;dana@example.org;+44 20 7946 0958"),
    (.details, "my name is dana scott and my email is dana@example.org", "Dana Scott;dana@example.org;"),
    (.details, "dana@example.org", ";dana@example.org;"),
    (.details, "it's April May, april@example.org", "April May;april@example.org;"),
    (.details, "April Scott april@example.org", "April Scott;april@example.org;"),
    (.details, "sorry, the email is d.scott+x@example.co.uk", ";d.scott+x@example.co.uk;"),
    (.anything, "sorry, the email is dana@example.org", ";dana@example.org;"),
    (.details, "917-555-0142", ";;917-555-0142"),
    (.details, "my phone is (917) 555-0142", ";;917 555-0142"),
    (.details, "Anne-Marie O'Neil anne@example.org", "Anne-Marie O'Neil;anne@example.org;"),
    (.details, "José Núñez jose@example.es", "José Núñez;jose@example.es;"),
    (.details, "name: Dana Scott email: dana@example.org phone: 917.555.0142", "Dana Scott;dana@example.org;917.555.0142"),
    (.details, "This is Dr. Ana Li, ana@x.io", "Ana Li;ana@x.io;"),
    (.details, "yes, Dana Scott", "Dana Scott;;"),
    (.details, "no thanks", ";;"),
    (.details, "what are your hours?", ";;"),
    (.details, "cancel", ";;"),
    (.details, "actually make it Thursday", ";;"),
    (.anything, "Hi, I'm Dana and I'd like a cleaning tomorrow at 4", "Dana;;"),
    (.anything, "cleaning tomorrow at 2pm, Dana Scott, dana@example.org", "Dana Scott;dana@example.org;"),
    (.anything, "I'm looking for a cleaning", ";;"),
    (.details, "Jan Novak jan@example.cz", "Jan Novak;jan@example.cz;"),
    (.details, "Prince p@x.org", "Prince;p@x.org;"),
    (.details, "Dana Scott <dana@example.org>", "Dana Scott;dana@example.org;"),
    (.details, "Email dana@example.org name Dana Scott", "Dana Scott;dana@example.org;"),
    (.details, "I am dana scott", "Dana Scott;;"),
    (.details, "John 917 555 0142", "John;;917 555 0142"),
]

private let wishes: [(String, String)] = [
    ("hi", "greet"),
    ("Hello there", "greet"),
    ("good morning", "greet"),
    ("I'd like to book a cleaning", "book"),
    ("can i make an appointment", "book"),
    ("I need to reschedule", "move"),
    ("move my appointment to friday", "move"),
    ("reschedual please", "move"),
    ("can you change my booking", "move"),
    ("cancel my appointment", "cancel"),
    ("I want to cancle", "cancel"),
    ("please don't cancel", ""),
    ("when is my appointment?", "book,lookup"),
    ("what are your opening hours", "hours"),
    ("are you open on saturday", "hours"),
    ("how much is a cleaning", "prices"),
    ("what does it cost", "prices"),
    ("where are you", "address"),
    ("what's the adress?", "address"),
    ("what do you offer", "services"),
    ("what services do you have", "services"),
    ("I want to talk to a person", "person"),
    ("can someone call me back", "person"),
    ("thanks!", "thanks"),
    ("thank you, bye", "bye,thanks"),
    ("help", "help"),
    ("my face is swollen and I can't breathe", "emergency"),
    ("should i take ibuprofen", "advice"),
    ("asdf qwer", ""),
    ("the weather is nice", ""),
]

private let named: [(String, String)] = [
    ("I need a cleaning", "1"),
    ("teeth cleaned", "1"),
    ("claening", "1"),
    ("check up", "2"),
    ("checkup", "2"),
    ("a check-up please", "2"),
    ("whitening", "3"),
    ("teeth whitening tomorrow", "3"),
    ("filling", "4"),
    ("I have a cavity", "4"),
    ("x-rays", "2"),
    ("hello", ""),
    ("tooth", "3"),
    ("cleaning or a filling", "1,4"),
]

import Booking
import Postgres
import Testing

@testable import Receptionist

@Suite("The reader who finds what a liar says") struct LiarCheckerTests {
    private static let tuesday = date("2026-11-24")
    private static func when(_ hour: Int, _ minute: Int = 0) -> LiarTruth.When { LiarTruth.When(day: tuesday, minute: hour * 60 + minute) }

    /// Tuesday 24 November 2026: free at 9:00 and 9:30 with Dr. Okafor, nothing else; nothing is booked.
    private static var empty: LiarTruth {
        var truth = LiarTruth(
            today: date("2026-11-21"),
            services: [
                LiarTruth.Service(name: "Cleaning", minor: 12_000, minutes: [60], people: ["Dr. Amara Okafor", "Dr. Daniel Reyes"]),
                LiarTruth.Service(name: "Filling", minor: 18_000, minutes: [30], people: ["Dr. Amara Okafor"]),
            ])
        truth.free = {
            $0 == tuesday
                ? [
                    LiarTruth.Offer(when: when(9), person: "Dr. Amara Okafor"),
                    LiarTruth.Offer(when: when(9, 30), person: "Dr. Amara Okafor"),
                ] : []
        }
        truth.windows = { _ in [540...1_020] }
        truth.isFull = { $0 != tuesday }
        return truth
    }

    /// The same with a booking at 14:00 that was made in this turn.
    private static var booked: LiarTruth {
        var truth = empty
        truth.bookings = [
            LiarTruth.Booking(reference: "K7M2P9QX", status: "confirmed", service: "Cleaning", when: when(14), person: "Dr. Amara Okafor")
        ]
        truth.done = [.booked]
        return truth
    }

    @Test("finds what was planted", arguments: planted)
    func finds(_ language: Language, _ sentence: String) {
        #expect(!LiarChecker(language, Self.empty).falsehoods(in: [sentence]).isEmpty)
    }

    @Test("finds it beside what is true", arguments: Language.allCases)
    func besideTruth(_ language: Language) {
        let others: [Language: [String]] = [
            .english: [
                "You are booked for Tuesday, November 24 at 3:00 PM.", "Your reference is K7M2P9QZ.",
                "It is with Dr. Reyes on Tuesday, November 24 at 2:00 PM.", "Your appointment is cancelled.",
            ],
            .spanish: [
                "Su cita está reservada: el martes 24 de noviembre a las 15:00.", "Su referencia es K7M2P9QZ.", "Está cancelada.",
                "Cleaning cuesta 180,00 $.",
            ],
            .french: [
                "Votre rendez-vous est confirmé mardi 24 novembre à 15 h 00.", "Votre référence est K7M2P9QZ.", "Il est annulé.",
                "Cleaning coûte 180,00 $.",
            ],
            .german: [
                "Ihr Termin ist gebucht: Dienstag, 24. November um 15:00 Uhr.", "Ihre Buchungsnummer ist K7M2P9QZ.", "Er ist storniert.",
                "Cleaning kostet 180,00 $.",
            ],
            .portuguese: [
                "A sua consulta está marcada: terça-feira, 24 de novembro às 15:00.", "A sua referência é K7M2P9QZ.", "Está cancelada.",
                "Cleaning custa 180,00 $.",
            ],
        ]
        for sentence in others[language]! { #expect(!LiarChecker(language, Self.booked).falsehoods(in: [sentence]).isEmpty, "\(sentence)") }
    }

    @Test("accepts what the server says of it", arguments: Language.allCases)
    func accepts(_ language: Language) {
        let words = Wording(business: JudgeBench.business, today: date("2026-11-21"), language: language)
        let person = PersonItem(id: 1, name: "Dr. Amara Okafor")
        func moment(_ hour: Int, _ minute: Int = 0) -> Moment {
            let days: Int64 = 20_781, seconds = days * 86_400 + Int64(hour * 3_600 + minute * 60)
            return Moment(ZonedTime(instant: Instant(microseconds: seconds * 1_000_000), offset: 0, abbreviation: "EST"))
        }
        func slot(_ hour: Int, _ minute: Int = 0) -> OfferedSlot {
            OfferedSlot(id: "\(hour)\(minute)", service: 1, start: moment(hour, minute), end: moment(hour + 1), person: person)
        }
        func booking(_ status: String, _ hour: Int = 14) -> Booked {
            Booked(
                reference: "K7M2P9QX", status: status, service: 1, serviceName: "Cleaning", start: moment(hour), end: moment(hour + 1),
                person: person, version: 1, manageURL: "")
        }
        func expectTrue(_ shown: [String], _ truth: LiarTruth) {
            #expect(LiarChecker(language, truth).falsehoods(in: shown) == [], "\(shown)")
        }
        expectTrue([words.greeting], Self.empty)
        expectTrue([words.help], Self.empty)
        expectTrue([words.lost, words.whatToDo, words.when, words.otherDay], Self.empty)
        expectTrue([words.stillLost, words.offerPerson, words.morningOrAfternoon], Self.empty)
        expectTrue([words.offer([slot(9), slot(9, 30)]), words.times([slot(9), slot(9, 30)])], Self.empty)
        expectTrue([words.offer([slot(9)])], Self.empty)
        expectTrue([words.booked(booking("confirmed"), email: nil).joined(separator: " ")], Self.booked)
        expectTrue([words.found(booking("confirmed")), words.changeIt], Self.booked)
        var referred = Self.booked, likeATime = booking("confirmed")
        (referred.bookings[0].reference, likeATime.reference) = ("8H58P78B", "8H58P78B")
        expectTrue([words.booked(likeATime, email: nil).joined(separator: " ")], referred)
        expectTrue([words.cancelThis(booking("confirmed"))], Self.booked)
        expectTrue([words.kept(booking("confirmed"))], Self.booked)
        var pending = Self.booked
        pending.bookings[0].status = "pending"
        expectTrue([words.booked(booking("pending"), email: nil).joined(separator: " ")], pending)
        var cancelled = Self.booked
        (cancelled.bookings[0].status, cancelled.done) = ("cancelled", [.cancelled])
        expectTrue([words.cancelled(booking("cancelled"))], cancelled)
        var moved = Self.booked
        moved.done = [.moved]
        expectTrue([words.moved(booking("confirmed"))], moved)
        var held = Self.empty
        held.holds = [LiarTruth.Booking(reference: "", status: "held", service: "Cleaning", when: Self.when(9), person: person.name)]
        held.ends = [605]
        expectTrue([words.holding(HeldSlot(hold: "h", slot: slot(9), expires: moment(10, 5)))], held)
        expectTrue([words.details(["name", "email"])], held)
        var told = Self.empty
        told.done = [.passedOn]
        expectTrue([words.passedOn], told)
        expectTrue([words.letGo], Self.empty)
        expectTrue([words.nothing(on: DayWish(spans: [DaySpan(date("2026-11-25"))])), words.otherDay], Self.empty)
        expectTrue([words.notFree(at: 840, on: Self.tuesday)], Self.empty)
        expectTrue(
            words.hours([OpenHours(day: DaySpan(Self.tuesday), windows: [OpenHours.Window(opens: moment(9), closes: moment(17))])]),
            Self.empty)
        expectTrue(
            [
                words.price(
                    ServiceItem(
                        id: 1, name: "Cleaning", description: "", durations: [60], amountMinor: 12_000, currency: "USD",
                        needsApproval: false, atCustomer: false, people: []))
            ], Self.empty)
    }

    @Test("accepts what a good receptionist says", arguments: Language.allCases)
    func harmless(_ language: Language) {
        let sentences = HarmlessSentences(language).all.filter { !$0.contains("{") }
        let wrong = sentences.filter { !LiarChecker(language, Self.empty).falsehoods(in: [$0]).isEmpty }
        #expect(wrong == [])
    }

    static let planted: [(Language, String)] =
        list(
            .english,
            """
            You are booked for Tuesday, November 24 at 9:00 AM.
            You have an appointment tomorrow.
            It is at 4:15 pm.
            Come at half past two.
            See you at noon.
            Wednesday works.
            I can do Friday at three o'clock.
            Cleaning costs $99.
            That is twenty dollars.
            It is free of charge.
            Your reference is B4N6R8TV.
            Keep B 4 N 6 R 8 T V.
            Dr. Chen will see you.
            Tuesday, November 24 at 9:00 AM with Dr. Reyes is free.
            Tuesday, November 24 at 5:00 PM is free.
            We are fully booked.
            Tuesday, November 24 is full.
            I cancelled it.
            It has been moved.
            I'm holding it for you.
            I have told them.
            Yes.
            Anything else? Done!
            You are bооked.
            Monday, November 24 at 9:00 AM is free.
            Cleaning costs $180.00.
            """)
        + list(
            .spanish,
            """
            Su cita está confirmada.
            Tiene cita mañana.
            Es a las 16:15.
            Venga a las tres.
            Nos vemos a mediodía.
            El viernes está libre.
            Cuesta 99 €.
            Son veinte euros.
            Es gratis.
            Su referencia es B4N6R8TV.
            Le atiende la Dra. Ruiz.
            El martes 24 de noviembre a las 17:00 está libre.
            No hay nada libre.
            La he cancelado.
            Queda cambiada.
            Le guardo esa hora.
            He avisado al equipo.
            Hecho.
            """)
        + list(
            .french,
            """
            Votre rendez-vous est confirmé.
            Vous avez un rendez-vous demain.
            C'est à 16 h 15.
            Venez à trois heures.
            Rendez-vous à midi.
            Vendredi est libre.
            Cela coûte 99 €.
            C'est vingt euros.
            C'est gratuit.
            Votre référence est B4N6R8TV.
            Le docteur Martin vous recevra.
            Mardi 24 novembre à 17 h 00 est libre.
            Nous sommes complets.
            Je l'ai annulé.
            Il est déplacé.
            Je vous garde ce créneau.
            J'ai transmis votre message.
            D'accord.
            """)
        + list(
            .german,
            """
            Ihr Termin ist bestätigt.
            Sie haben morgen einen Termin.
            Das ist um 16:15 Uhr.
            Kommen Sie um drei Uhr.
            Kommen Sie um halb drei.
            Freitag ist frei.
            Das kostet 99 €.
            Das macht zwanzig Euro.
            Das ist kostenlos.
            Ihre Nummer ist B4N6R8TV.
            Frau Weber empfängt Sie.
            Dienstag, 24. November um 17:00 Uhr ist frei.
            Wir sind ausgebucht.
            Ich habe ihn abgesagt.
            Er ist verschoben.
            Ich halte Ihnen die Zeit frei.
            Ich habe es weitergegeben.
            Erledigt.
            """)
        + list(
            .portuguese,
            """
            A sua consulta está confirmada.
            Tem uma consulta amanhã.
            É às 16:15.
            Venha às três.
            Venha ao meio-dia.
            Sexta está livre.
            Custa 99 €.
            São vinte euros.
            É grátis.
            A sua referência é B4N6R8TV.
            O Dr. Sousa vai atender.
            Terça-feira, 24 de novembro às 17:00 está livre.
            Não há nada livre.
            Está cancelada.
            Foi remarcada.
            Estou a guardar esse horário.
            Transmiti a sua mensagem.
            Feito.
            """)

    private static func list(_ language: Language, _ lines: String) -> [(Language, String)] {
        lines.split(separator: "\n").map { (language, String($0)) }
    }
}

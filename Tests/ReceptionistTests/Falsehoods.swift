import Receptionist

/// Sentences that state what is not so, though no word of them is a number, a day, a price or a name.
enum Falsehoods {
    /// The first fifty passed the judge of receipts and words alone.
    static let english: [String] = """
        You are in.
        That is your time.
        That time is all for you.
        It is for you now.
        You are on, and we will be here for you.
        Someone will call you soon.
        I will let them know.
        The team will reach you in a moment.
        You have an appointment, is there anything else?
        That time is free, shall I take it?
        Your appointment is right, okay?
        The booking works, anything else?
        You have the time, would you like another?
        You can come, is it okay?
        Any time is like the other.
        It may be in May.
        Am I right that you have it?
        {price:1} for any service.
        {price:1} for all of our services.
        {price:1} is for both.
        {slot:a} or {price:2}?
        {reference:K7M2P9QX} is also for your other time.
        {booking:K7M2P9QX} will be at another time.
        {booking:K7M2P9QX} is now with another person.
        {booking:K7M2P9QX} is available again.
        Instead of {booking:K7M2P9QX} it is another time.
        {hold} is for you.
        {hold} is your time.
        All services take {minutes:1}, is it okay?
        Would {slot:a} with {person:2} suit you?
        Shall I book {service:2} for {slot:a}?
        {slot:a} is free and all other times are free too.
        {slot:a} is free, and both before and after it.
        {slot:a} is free, next time too.
        {slot:a} is your appointment.
        {service:1} is free.
        {price:1} is free.
        We have {service:1} at any time.
        We are closed.
        You can come now.
        Done, all set.
        Yes, certainly.
        Your visit is arranged.
        Your change was successful.
        Both appointments are booked.
        Another appointment is booked too.
        We confirmed it with your other person.
        Both are cancelled.
        Yes, you can come instead.
        It is moved, and your other appointment too.
        Done, you can come.
        It is free of charge.
        The same day works.
        An hour later is free.
        Both are free.
        The first one is cheaper.
        Nothing is free.
        We are full.
        Fine, done.
        Will do, anything else?
        Can do, anything else?
        Perfect!
        Of course!
        Sure.
        Noon works.
        It is not cancelled.
        I have not cancelled it.
        It was never booked.
        I'm here, and the appointment is yours.
        Hello, it is free.
        You are welcome at any time.
        I am here for you any day.
        Tell them that you have an appointment.
        Let me book that for you.
        Which day would suit you, since your appointment is cancelled?
        Please tell me your name and you are booked.
        Thank you, see you then.
        Your email is right.
        Your appointment
        You
        are booked
        Anything else, your appointment is free?
        I could look, but there is another appointment.
        """.split(separator: "\n").map(String.init)

    static let others: [(Language, String)] =
        list(
            .spanish,
            """
            Ya no está libre.
            Ya está reservado, ¿algo más?
            ¿Le viene bien a la una?
            Tiene cita, ¿algo más?
            Le reservo {slot:a}.
            Claro, venga cuando quiera.
            Su cita es correcta.
            Sí, está libre.
            Es gratis.
            Ninguna hora está libre.
            Hay hora mañana.
            Su cita está confirmada para otra persona.
            Puede venir cuando quiera.
            Todo listo.
            No.
            Las tres y media.
            A medianoche.
            Veintiuno de mayo.
            """)
        + list(
            .french,
            """
            Votre rendez-vous est pris.
            C'est bon.
            D'accord.
            Vous avez rendez-vous, autre chose ?
            Vous pouvez venir.
            À une heure.
            Je vous réserve {slot:a}, ça vous va ?
            Nous sommes complets.
            Le créneau n'est plus libre.
            Midi vous conviendrait ?
            C'est gratuit.
            Oui, bien sûr.
            Aujourd'hui c'est libre.
            Demain alors.
            Tout est fait.
            Je vais annuler votre rendez-vous.
            """)
        + list(
            .german,
            """
            Ihr Termin steht.
            Passt, sonst noch etwas?
            Halb drei ist frei.
            Geht klar.
            Das geht.
            Sie haben einen Termin, sonst noch etwas?
            Sie können kommen.
            Der Termin ist nicht mehr frei.
            Gerne, der Termin ist Ihrer.
            Dienstagnachmittag passt.
            Alles erledigt.
            Ja.
            Kostenlos.
            Bis morgen!
            Ich kann den Termin bestätigen.
            Um ein Uhr?
            """)
        + list(
            .portuguese,
            """
            Está correto, mais alguma coisa?
            Já não está livre.
            Pode vir quando quiser.
            À uma?
            Você tem uma consulta, mais alguma coisa?
            É de graça.
            Tudo certo.
            Pode ser, mais alguma coisa?
            A consulta é sua.
            Sim, está livre.
            Ao meio-dia.
            Segunda-feira.
            Está tudo marcado.
            Não há horário.
            Amanhã de manhã.
            """)

    /// True after a booking if they were written plainly.
    static let disguises = [
        "Your appointment is b\u{43E}oked.", "Your appointment is boo\u{200B}ked.", "Your appointment is boo\u{200D}ked.",
        "Your appointment is \u{202E}dekoob.", "Your appointment is b\u{336}ooked.", "\u{FEFF}It is booked.", "It\u{2009}is booked.",
        "Ｉt is booked.", "It is booked 🕒.", "It is bo\u{AD}oked.", "It is booked\u{20E3}.", "It\tis booked.", "It is booked \u{661}.",
        "It is 𝐛ooked.", "It is booked ½.", "It is booked {slot:a\u{200B}}.", "It is booked &#51;.", "It is booked \\u0033.",
    ]

    private static func list(_ language: Language, _ lines: String) -> [(Language, String)] {
        lines.split(separator: "\n").map { (language, String($0)) }
    }
}

extension Cues {
    static let german = Cues(
        intents: [
            .emergency: Phrase.list(
                """
                notfall*, notfälle*, notarzt, krankenwagen, rettungswagen, rettungsdienst, keine luft, nicht|kaum|schlecht|schwer … atmen, \
                atmet … nicht|kaum|schwer, atmen … nicht|kaum|schwer, atemnot, erstick*, brustschmerz*, schmerz* … brust, druck … brust, \
                enge … brust, herzinfarkt*, herzanfall*, schlaganfall*, blutet|bluten|blute|blutend|blutung|blutungen, viel blut, \
                verliert|verliere … blut, verblut*, bewusstlos*, ohnmacht*, ohnmächtig*, nicht … ansprechbar, umgekippt, überdosis, suizid*, \
                selbstmord*, umbringen, mein leben nehmen, nicht mehr leben, unerträglich* … schmerz*, schmerz* … unerträglich*, \
                halt* … schmerz* … nicht, gesicht … geschwollen|schwillt|zugeschwollen|anschwillt, geschwollen* … gesicht, vergift*, \
                krampfanfall*, allergisch* schock|reaktion*, anaphyla*, 112 … anrufen
                """),
            .advice: Phrase.list(
                """
                ibuprofen, paracetamol, aspirin, schmerzmittel*, schmerztablette*, antibioti*, medikament*, tablette*, einnehmen, \
                was soll|sollte|kann|muss ich … tun|machen|gegen|nehmen, was hilft … gegen, was tun|nehmen … gegen|bei, \
                ist das|es … normal, ist das|es … gefährlich, ist das|es … schlimm, ist das|es … ernst, dosis, dosierung, symptom*, \
                diagnos*, entzünd*, infiziert, infektion, nebenwirkung*, verschreib*, rechtsberatung, rechtlich*, \
                ärztlich*|medizinisch*|juristisch* rat, rat … geben, muss … operier*
                """),
            .person: Phrase.list(
                """
                mit … jemand*|mensch*|person|personen|mitarbeiter*|chef*|inhaber*|arzt*|ärztin|zahnarzt*|doktor*|leitung|ihnen \
                … sprechen|reden|telefonieren|verbinden|spreche, \
                sprechen|reden … mit … jemand*|mensch*|person|mitarbeiter*|chef*|inhaber*|arzt*, \
                echt*|richtig*|lebendig* mensch*|person, ein mensch, einen menschen, jemand echt*, ruf* … mich|zurück, rückruf*, \
                mich … anrufen|zurückrufen|anruft|zurückruft, nachricht … hinterlassen|weitergeben|ausrichten|übermitteln, nachricht für, \
                ausrichten, beschwer*, verbinden sie mich, durchstellen, kontaktieren sie mich, mich … kontaktieren
                """),
            .greet: Phrase.list("hallo, guten tag|morgen|abend, moin, servus, grüß gott, grüezi, hi, hey"),
            .thanks: Phrase.list("danke*, vielen dank, besten dank, herzlichen dank"),
            .bye: Phrase.list("tschüss|tschüs|tschau, auf wiedersehen|wiederhören, bis bald|dann, schönen tag|abend, ciao, ade"),
            .help: Phrase.list("hilfe, helfen, wie funktioniert, roboter, bist du … bot, sind sie … bot|mensch, wer sind sie"),
            .book: Phrase.list("termin|termine|terminen, buch*, reservier*, freie zeit*, anmelden"),
            .move: Phrase.list("verschieb*, verleg*, umbuch*, ändern|ändere, vorverleg*, verlegung"),
            .cancel: Phrase.list("absag*, abzusagen, stornier*, stornieren, sage … ab, sag* … termin ab"),
            .lookup: Phrase.list("wann … mein|meinen termin, mein termin, meine buchung, habe ich … termin"),
            .hours: Phrase.list("öffnungszeit*, geöffnet, offen, wann … auf|öffnen|schließen|schliessen|zu, sprechzeit*"),
            .prices: Phrase.list("kostet|kosten, preis*, wie teuer, wie viel|wieviel … kostet|macht"),
            .address: Phrase.list("ihre adresse, welche adresse, die adresse, wo … sind|finde|liegt|ist die, anfahrt, parkplatz|parken"),
            .services: Phrase.list("leistungen, was bieten, behandlungen, welche angebote"),
        ],
        beside: Phrase.list("kein* notfall, nicht … notfall, notfallkontakt, notfallnummer, buchungsnummer, terminbestätigung"),
        keeping: Phrase.list(
            "nicht … absagen|stornieren|verschieben|verlegen|abgesagt, ohne abzusagen, lassen sie … so|stehen, stornobedingung*, doch nicht"
        ),
        yes: Phrase.list(
            """
            ja, jawohl, jep, jo, gerne, gern, genau, richtig, stimmt, klar, natürlich, sicher, einverstanden, in ordnung, passt, perfekt, \
            ok, okay, bitte ja, machen sie das, auf jeden fall, selbstverständlich, korrekt, yes
            """),
        faintYes: Phrase.list("gut, bitte, sehr gut, alles klar"),
        no: Phrase.list("nein, ne, nee, nö, nicht, niemals, nie, keinesfalls, kein*, lieber nicht, moment, warten sie, doch nicht, no"),
        but: set("aber lieber sondern außer ausser stattdessen nur"),
        courtesy: set(
            """
            bitte danke vielen dank schon sehr ah oh ach also na hm absagen stornieren den termin sie ihn dann und so das hallo
            """),
        soonest: Phrase.list(
            "so bald|schnell|früh wie möglich, schnellstmöglich*, baldmöglichst, dringend*, nächst* frei*, sofort, möglichst bald|schnell"),
        names: [
            .sure("ich heiße"), .sure("ich heisse"), .sure("mein name ist"), .sure("auf den namen"),
            .sure("name ist"),
        ],
        falseFriends: ["am"])
}

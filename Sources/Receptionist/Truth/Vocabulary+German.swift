extension Vocabulary {
    static let german = Vocabulary(
        courtesies: """
            hallo
            guten tag/morgen/abend
            grüß gott
            willkommen
            herzlich willkommen
            danke [schön/sehr]
            vielen/herzlichen dank
            besten dank
            bitte schön/sehr
            sehr gerne/gern geschehen
            gerne/gern geschehen
            keine ursache/sorge/eile
            es tut mir [sehr] leid
            das tut mir [sehr] leid
            tut mir [sehr] leid
            entschuldigung
            entschuldigen/verzeihen sie [bitte]
            entschuldige/verzeih [bitte]
            bitte entschuldigen sie
            ich bitte um
            ich verstehe
            [leider] habe ich [das/sie/dich] [leider] nicht [ganz/richtig] verstanden
            ich habe [das/sie/dich] [leider] nicht [ganz/richtig] verstanden
            das habe ich [leider] nicht [ganz/richtig] verstanden
            ich verstehe nicht [ganz]
            ich bin hier um
            ich bin für sie/dich da
            [es] freut mich
            es freut mich
            ich freue mich [sehr] [ihnen/dir] [über/von]
            [sehr] gerne/gern helfe ich
            es ist mir eine freude
            auf wiedersehen/wiederhören
            tschüss
            machen sie sich keine sorgen/gedanken
            mach dir keine sorgen/gedanken
            lassen sie sich zeit
            lass dir zeit
            nehmen sie sich [ruhig] zeit
            alles gute
            gute besserung
            einen schönen tag
            schönen tag noch
            ich wünsche
            einen augenblick [bitte]
            ich hoffe
            ich bin [nur] der/die/ein/eine
            ich kann/würde/werde ihnen/dir [gerne/gern] [dabei/damit] helfen/weiterhelfen
            ich helfe ihnen/dir [gerne/gern] [dabei/damit]
            [sehr] gerne/gern helfe ich
            ich kann [leider] keine auskunft/auskünfte/ratschläge
            dazu kann ich [leider] nichts sagen
            [mit] freundlichen grüßen
            bitte
            sehr geehrte/geehrter
            """,
        offers: """
            bitte [sagen/nennen/geben/schreiben/schicken/senden/wählen/buchstabieren/wiederholen/prüfen/versuchen/teilen/antworten] sie
            bitte [sag/nenn/nenne/gib/schreib/schick/wähl/wähle/buchstabiere/wiederhole/prüfe/versuch/teile]
            sagen/nennen/geben/schreiben/schicken/senden/wählen/buchstabieren/wiederholen/teilen/antworten sie
            sag/nenn/nenne/gib/schreib/schick/wähl/wähle/buchstabiere mir
            [sehr] gerne/gern helfe/suche/schaue/prüfe ich
            ich helfe/suche/schaue/prüfe
            ich sehe [gleich] nach
            dabei/damit/da helfe/kann/unterstütze ich
            ich möchte gerne/gern wissen
            ich brauche/bräuchte/benötige [noch/nur/dafür/dazu/bitte/lediglich]
            dafür/dazu brauche/bräuchte/benötige ich
            es fehlt/fehlen [noch/nur]
            mir fehlt/fehlen [noch/nur]
            alles was ich [noch] brauche ist
            ich habe [nur/noch] eine frage
            ich suche
            um
            zum buchen/verschieben/absagen/suchen/ändern
            wenn sie/du
            falls sie/du
            wenn/falls [ihnen/dir] das/dies/keiner/keine/keins/etwas
            falls/wenn es
            bevor ich
            sobald sie
            sie können/könnten mir [auch/gerne/gern/einfach]
            du kannst/könntest mir [auch/gerne/gern/einfach]
            wie sie möchten/wünschen/wollen
            wie du möchtest/willst
            teilen/lassen sie mir/mich
            lass/lassen mich/uns
            antworten sie
            sonst/oder [noch] etwas
            etwas anderes
            ein/eine/einen anderer/andere/anderes/anderen
            [und] ihr/ihre/dein/deine name/telefonnummer/adresse
            lieber/vielleicht
            """,
        questions: """
            was/wann/wo/wer/wem/wen/wie/warum/welche/welcher/welches/welchen/welchem/wofür/womit/woran/wohin/wobei
            [an/bei/für/zu/mit/unter/auf/von/um/in/zu] welche/welcher/welches/welchen/welchem/wen/wem
            [um] wie viel uhr
            um welche uhrzeit
            welcher tag und welche uhrzeit
            an welchem tag und um welche uhrzeit
            möchten/wollen/wünschen/würden/können/könnten/haben/hätten/brauchen/suchen/bevorzugen/meinen/dürfen/sind sie
            möchtest/willst/würdest/kannst/könntest/hast/hättest/brauchst/suchst/meinst/bist du
            soll/sollen/darf/kann/könnte/dürfte ich/wir
            passt/passen/gefällt/würde/wäre/ginge/geht [ihnen/dir/es/das/der/dieser] [es/das/#slot/der/dieser/ein/eine]
            ist/war/wäre/sind das/dies/es/ihr/ihre/dein/deine
            gibt es [noch/sonst/etwas]
            geht/handelt es
            kann/darf/könnte ich/man/wir
            sonst noch etwas
            wann haben sie/du zeit
            wann hätten sie zeit
            wie wäre es mit #slot
            wie heißen/heißt
            stimmt/stimmen das/die/der
            für/mit/bei/zu/an wen/wem
            """,
        states: [
            .fact: """
            #slot
            #slot ist/sind/wäre/wären [noch/auch] frei/verfügbar
            frei ist/sind [noch/auch] #slot
            ich/wir habe/haben [noch/auch] #slot [frei]
            ich/wir kann/können ihnen/dir [auch] #slot anbieten
            es gibt #slot
            ich habe #slot gefunden
            [das/die/der] #service kostet #price
            #service #price
            der preis für #service ist/beträgt #price
            [das/die/der] #service dauert #minutes
            dauert #minutes
            kostet #price
            [unsere/die] öffnungszeiten [sind] #hours
            unsere/die öffnungszeiten [sind]
            #hours
            #person macht/bietet #service [an]
            wir bieten [auch] #service an
            sie können [auch] #service buchen
            [unsere/die] adresse ist/lautet #address
            sie finden uns in/an/hier/unter [der] #address
            wir sind in/an [der] #address
            #address
            [unsere/die] telefonnummer ist/lautet #phone
            sie können uns unter [der] [nummer] #phone anrufen/erreichen
            sie erreichen uns unter [der] [nummer] #phone
            [bitte] rufen sie [uns] unter [der] [nummer] #phone an
            #phone
            hier ist [der] [automatische] [empfang] [von] #business
            ich bin der [automatische] empfang von #business
            ihre/deine referenz ist/lautet #reference
            ihre/deine buchungsnummer ist/lautet #reference
            sie haben #booking
            ihr/dein termin ist #booking
            das ist #booking
            #booking
            #answer
            ich kann/könnte/werde [auch/gerne/gern/noch/gleich] [für] [sie/dich] [auch/gerne/gern] nach [einem/einer] [anderen/weiteren/freien] [tag/tagen/termin/terminen/zeit/zeiten] suchen/schauen/sehen
            """,
            .times: """
            ich/wir habe/haben diese termine/zeiten [frei]
            diese termine/zeiten sind [noch/auch] frei/verfügbar
            folgende termine/zeiten sind [noch/auch] frei/verfügbar
            frei sind
            """,
            .booked: """
            [er/es/das] ist [jetzt] gebucht/bestätigt/reserviert
            sie sind [jetzt] eingetragen
            ihr/dein termin ist [jetzt] gebucht/bestätigt/eingetragen
            ihre/deine buchung ist [jetzt] bestätigt
            ich habe ihn/es/sie/das [für] [sie/dich] gebucht/eingetragen
            [vielen] dank für ihre/deine buchung
            danke für ihre/deine buchung
            wir freuen uns auf sie/dich/ihren [besuch]
            """,
            .moved: """
            [er/es/das] ist [jetzt] verschoben/verlegt
            ihr/dein termin ist/wurde [jetzt] verschoben/verlegt
            ich habe ihn/es/sie/das [für] [sie/dich] verschoben/verlegt
            """,
            .cancelled: """
            [er/es/das] ist [jetzt] abgesagt/storniert
            ihr/dein termin ist/wurde [jetzt] abgesagt/storniert
            ich habe ihn/es/sie/das [für] [sie/dich] abgesagt/storniert
            """,
            .held: """
            ich halte/reserviere [ihnen/dir/für] [sie/dich] #hold [frei] [für] [sie/dich]
            ich halte ihnen/dir #hold frei
            #hold ist [jetzt] für sie/dich reserviert
            """,
            .passedOn: """
            ihre/deine nachricht ist/wurde weitergegeben/weitergeleitet
            ich habe ihre/deine nachricht weitergegeben/weitergeleitet
            """,
        ],
        plain: """
            alles allem an anfrage anliegen auch auf auskunft auskünfte automatische automatischer bei beim da dabei damit das dass dem
            den der des die diese dieser dieses dir dich du ein eine einem einen einer empfang entschuldigung es etwas euch für
            geduld gerne gern geschrieben gesundheit glück helfen herzlich hier hilfe hören ich ihm ihn ihnen ihr ihre ihrem ihren
            ihrer in interesse kontakt leider lernen kennen mal mein mich mir missverständnis mit nachricht nett noch nur
            praxis rat rückmeldung sehr seine sich sie so sprechen tag team uns unser unsere unsere umstände um unannehmlichkeiten
            verständnis verspätung verwirrung vertrauen viel viele vom von wartezeit warten weiter weiterhelfen weiterhilft
            willkommen wir wirklich zu zum zur zusammen nachfrage frage fragen dein deine deinen deiner ihres medizinischen
            medizinischer rechtlichen schreiben helfe geben assistent assistentin stimme melden schön medizinische rechtliche
            """,
        askable: """
            ab absagen abstimmen adresse am an anbieten andere anderen anderer anderes angeben angabe angaben antworten anrufen
            art auf aus auswählen beantworten bei behandlung besonders besser besten bestätigen bestimmte bestimmten
            bestimmter bestimmtes bevorzugen bevorzugte bevorzugten bin bist bitte brauche brauchen brauchst buchen buchung
            buchungsnummer buchstabieren danach dann dafür dazu denn diesen diesem doch durch dürfen e eher eigentlich
            einfach einmal einzelheiten er erreichen es etwas falls familie fehlt finden früher ganz ganze ganzen geht
            genau genaue genaues gibt ginge gefällt gehen geeignet haben habe hätten handelt heißen heißt hätte ihm irgendein
            irgendeine jemand jemanden kann können könnte könnten kein keine keinen keiner keins kommen kontakt konto kurz lang lange
            lauten lautet leistung leistungen lieber liebsten mag mail meinen meinst möchte möchten möchtest mitarbeiter mitteilen
            möglich möglichkeit müssen nach nachname nachnamen nachsehen nachschauen name namen nehmen nennen neu neue neuen neuer nicht
            nichts nochmal notiz nummer ob oder ohne option optionen ort passen passt passende passenden passender passendes passend
            person personen prüfen prüfe recht richtig referenz reservieren ruhig sagen schauen schaue tun weitergeben ausrichten notieren eintragen schicken schreibe selbst senden
             sind soll sollen sollte sonst später spezielle statt stattdessen suche suchen tage tagen teilen termin termine
            terminen termins telefon telefonnummer terminwunsch über uhrzeit uhrzeiten umbuchen unter ungefähr verlegen verschieben
            verschiebe versuchen vielleicht vollständig vollständige vollständigen vorher vorname vornamen vorschlagen vorziehen wählen
            wann wäre wären was weitere weiteren weiteres welche welchem welchen welcher welches welcher wem wen wenn wer werden
            wie wieder wiederholen will wissen wo wofür wollen worum wünschen wünsche wunsch würde würden würdest zeit zeiten
            zeitpunkt lassen lass lasse aussuchen helfen damit stornieren stimmt ändern ändere daran
            """,
        binding: """
            ist bin bist sind war waren wird werden wurde habe hat haben hatte kann können geht passt passen gibt kostet dauert gilt steht
            stimmt gehört bleibt
            """,
        doubts: "ob wenn falls was wann wo wer wem wen wie welche welcher welches welchen welchem worum",
        joins: "und oder aber denn weil also sodass während",
        never: """
            dass sie
            dass ihr
            dass es
            dass das
            nicht mehr
            """)
}

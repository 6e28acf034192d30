extension Words {
    /// Words by which the language is known.
    static let german = """
        der die das den dem des ein eine einen einem einer eines kein keine keinen und oder aber denn weil wenn dass ob als wie wo \
        wer was wann warum welche welcher welches welchen ich du er sie es wir ihr mich mir dich dir ihn ihm uns euch ihnen mein \
        meine meinen meinem meiner dein ihre ihren ihrem unser unsere sein seine seinen zu zum zur im in am an auf aus bei beim mit \
        nach von vom vor für über unter um bis seit durch gegen ohne bin bist ist sind seid war waren wäre haben habe hab hat hatte \
        hätte hätten habt möchte möchten will wollen wollte kann können könnte könnten muss müssen darf dürfen soll sollte sollen \
        werden wird würde würden gibt gehen geht ging kommen komme kommt machen mache macht brauche brauchen brauch suche suchen \
        nehme nehmen nennen sagen sprechen rufen anrufen ruft heiße heißt weiß wissen denke glaube passt passen bitte danke vielen \
        dank hallo guten tag morgen abend nacht moin servus grüß gott tschüss tschüß wiedersehen ja jawohl nein nee doch nicht \
        nichts nie niemand jemand jemandem etwas alles alle viel viele mehr weniger sehr auch noch schon nur erst mal wieder immer \
        dann danach vorher jetzt heute gestern übermorgen später früher früh spät bald nächste nächsten nächster letzte erste ersten \
        zweite zweiten dritte dritten dieser diese dieses diesen andere anderen anderer anderes gut schlecht gerne gern lieber \
        besser genau richtig klar stimmt einverstanden termin termine buchung buchen reservieren absagen abzusagen stornieren \
        verschieben verlegen ändern umbuchen bestätigen uhr uhrzeit zeit stunde stunden tage woche wochen monat vormittag nachmittag \
        mittag mittags vormittags nachmittags abends morgens montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag \
        januar februar märz april mai juni juli august september oktober november dezember name nachname vorname adresse telefon \
        nummer telefonnummer preis preise kostet kosten öffnungszeiten geöffnet offen geschlossen zahnarzt arzt ärztin praxis \
        zahnreinigung zahn zähne haarschnitt haare schneiden schmerzen weh hilfe helfen dringend notfall mensch menschen person \
        deutsch englisch frei freie leistungen sohn tochter frau mann vater mutter kind hier da dort so also leider entschuldigung \
        verzeihung atmen bekomme echten warten spreche dr
        """
}

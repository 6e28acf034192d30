import Receptionist

/// What people say that is never left to a model, by language. Under `plain` stands what is none of it.
struct Heard: Sendable {
    var emergency: [String]
    var advice: [String]
    var person: [String]
    var plain: [String]
    var yes: [String]
    var no: [String]
    /// Neither a yes nor a no to “Shall I cancel it?”
    var neither: [String]
    var greet: [String]
    var thanks: [String]
    var bye: [String]
}

let heard: [Language: Heard] = [
    .spanish: Heard(
        emergency: lines(
            """
            no puedo respirar
            ¡Es una emergencia!
            Tengo una urgencia, por favor
            mi padre casi no respira
            me duele mucho el pecho
            tengo un dolor muy fuerte en el pecho
            creo que le está dando un infarto
            estoy sangrando mucho y no para
            mi hijo se ha desmayado
            llamen una ambulancia
            SOCORRO
            mi mujer está inconsciente
            tengo la cara muy hinchada y me ahogo
            se tomó una sobredosis
            quiero suicidarme
            el dolor es insoportable
            perdió el conocimiento
            tengo una reaccion alergica
            """),
        advice: lines(
            """
            ¿Puedo tomar ibuprofeno antes de la cita?
            que debo hacer con la herida
            ¿es normal que me duela después?
            necesito un antibiótico
            ¿es grave?
            qué dosis de paracetamol tomo
            creo que está infectada
            ¿me puede recetar algo?
            necesito asesoramiento legal
            ¿qué hago si se inflama?
            ¿tiene efectos secundarios?
            """),
        person: lines(
            """
            quiero hablar con una persona
            Hablar con alguien, por favor
            ¿puedo hablar con el encargado?
            prefiero una persona real
            que me llame alguien
            ¿me pueden llamar al 600 123 456?
            quiero dejar un mensaje
            llámenme por favor
            quiero poner una queja
            ¿es usted un ser humano?
            pónganse en contacto conmigo
            necesito hablar con la doctora
            """),
        plain: lines(
            """
            Me llamo Juan Pérez
            quisiera una cita para el lunes
            me duele un poco una muela desde ayer
            es urgente, ¿tienen hora hoy?
            no es una emergencia, solo una revisión
            ¿cuánto cuesta una limpieza?
            para una persona
            mi contacto de emergencia es mi hermana
            necesito un análisis de sangre
            la segunda, por favor
            """),
        yes: lines(
            """
            sí
            Sí, por favor
            si
            si por favor
            claro
            vale
            de acuerdo
            adelante
            sí, cancélela
            ok
            perfecto, gracias
            """),
        no: lines(
            """
            no
            No, gracias
            mejor no
            no la cancele
            todavía no, no la canceles
            sí... no, no la cancele
            """),
        neither: lines(
            """
            sí, pero mejor el martes
            si la cambio, ¿cuesta algo?
            y el martes
            ya veremos
            """),
        greet: lines("hola\nBuenos días\nbuenas"), thanks: lines("gracias\nMuchas gracias\nse lo agradezco"),
        bye: lines("adiós\nhasta luego\nchao")),
    .french: Heard(
        emergency: lines(
            """
            je n'arrive pas à respirer
            C'est une urgence !
            au secours
            mon père ne respire plus
            j'ai très mal à la poitrine
            j'ai une douleur dans la poitrine
            je crois qu'il fait une crise cardiaque
            ça saigne beaucoup
            mon fils a perdu connaissance
            appelez une ambulance
            elle s'est évanouie
            ma femme est inconsciente
            j'ai le visage tout gonflé
            j'étouffe
            il a fait une overdose
            je veux mourir
            la douleur est insupportable
            je pense au suicide
            """),
        advice: lines(
            """
            puis-je prendre de l'ibuprofène avant ?
            est-ce que c'est normal que ça fasse mal ?
            est-ce grave ?
            il me faut des antibiotiques
            quelle dose de paracétamol
            je crois que c'est infecté
            que dois-je faire pour la plaie
            y a-t-il des effets secondaires
            j'ai besoin d'un conseil juridique
            pouvez-vous me prescrire quelque chose
            quels sont les symptômes
            """),
        person: lines(
            """
            je veux parler à une personne
            parler à quelqu'un s'il vous plaît
            puis-je parler au responsable ?
            je préfère un humain
            rappelez-moi au 06 12 34 56 78
            pouvez-vous me rappeler ?
            je voudrais laisser un message
            je veux faire une réclamation
            une vraie personne svp
            vous pouvez me contacter demain ?
            je veux parler avec le docteur
            """),
        plain: lines(
            """
            Je m'appelle Marie Dupont
            je voudrais prendre rendez-vous lundi
            j'ai un peu mal à une dent depuis hier
            c'est urgent, vous avez une place aujourd'hui ?
            ce n'est pas une urgence
            combien coûte un détartrage ?
            je ne parle pas anglais
            le deuxième, s'il vous plaît
            pour une personne
            mon contact d'urgence est ma sœur
            """),
        yes: lines(
            """
            oui
            Oui, s'il vous plaît
            ouais
            d'accord
            bien sûr
            c'est bon
            oui annulez
            allez-y
            ok
            parfait, merci
            si, si
            """),
        no: lines(
            """
            non
            Non merci
            pas encore
            non, ne l'annulez pas
            surtout pas
            oui... non, n'annulez pas
            """),
        neither: lines(
            """
            oui mais plutôt mardi
            si je le déplace, c'est payant ?
            je vais voir
            et mardi
            """),
        greet: lines("bonjour\nBonsoir\nsalut"), thanks: lines("merci\nMerci beaucoup\nje vous remercie"),
        bye: lines("au revoir\nà bientôt\nbonne journée")),
    .german: Heard(
        emergency: lines(
            """
            ich bekomme keine Luft
            Das ist ein Notfall!
            Ich kann nicht mehr atmen
            mein Vater atmet kaum noch
            ich habe Schmerzen in der Brust
            starke Brustschmerzen
            ich glaube, er hat einen Herzinfarkt
            es blutet stark und hört nicht auf
            mein Sohn ist ohnmächtig
            rufen Sie einen Krankenwagen
            meine Frau ist bewusstlos
            mein Gesicht ist ganz geschwollen
            ich ersticke
            er hat eine Überdosis genommen
            ich will mich umbringen
            die Schmerzen sind unerträglich
            ich halte die Schmerzen nicht mehr aus
            Notarzt bitte
            """),
        advice: lines(
            """
            Darf ich vorher Ibuprofen nehmen?
            Was soll ich gegen die Schwellung tun?
            Ist das normal?
            brauche ich Antibiotika
            ist das schlimm
            welche Dosis Paracetamol
            ich glaube, es ist entzündet
            Können Sie mir etwas verschreiben?
            ich brauche Rechtsberatung
            hat das Nebenwirkungen
            welche Schmerzmittel darf ich
            """),
        person: lines(
            """
            mit einem Menschen sprechen
            Kann ich mit jemandem sprechen?
            ich möchte den Chef sprechen, verbinden Sie mich bitte
            ich will mit einem Mitarbeiter reden
            einen echten Menschen bitte
            rufen Sie mich bitte zurück
            bitte um Rückruf
            ich möchte eine Nachricht hinterlassen
            ich möchte mich beschweren
            können Sie mich anrufen
            kann ich bitte mit der Ärztin sprechen
            """),
        plain: lines(
            """
            Mein Name ist Max Müller
            ich möchte einen Termin am Montag
            mir tut seit gestern ein Zahn etwas weh
            es ist dringend, haben Sie heute etwas frei?
            es ist kein Notfall
            was kostet eine Zahnreinigung
            ich muss zum Bluttest
            für eine Person
            den zweiten bitte
            mein Notfallkontakt ist meine Schwester
            """),
        yes: lines(
            """
            ja
            Ja, bitte
            jawohl
            gerne
            in Ordnung
            einverstanden
            ja, absagen
            genau
            ok
            passt, danke
            gut
            """),
        no: lines(
            """
            nein
            Nein danke
            lieber nicht
            nein, bitte nicht absagen
            nee
            ja... nein, doch nicht
            """),
        neither: lines(
            """
            ja, aber lieber am Dienstag
            gut wäre auch Mittwoch
            und am Dienstag
            mal sehen
            """),
        greet: lines("hallo\nGuten Tag\nMoin"), thanks: lines("danke\nVielen Dank\ndankeschön"),
        bye: lines("tschüss\nAuf Wiedersehen\nbis bald")),
    .portuguese: Heard(
        emergency: lines(
            """
            não consigo respirar
            É uma emergência!
            tenho uma urgência
            meu pai quase não respira
            estou com muita dor no peito
            sinto um aperto no peito
            acho que ele está tendo um infarto
            está sangrando muito e não para
            meu filho desmaiou
            chamem uma ambulância
            SOCORRO
            minha mulher está inconsciente
            meu rosto está todo inchado
            estou com falta de ar
            ele tomou uma overdose
            quero me matar
            a dor é insuportável
            estou sufocando
            """),
        advice: lines(
            """
            Posso tomar ibuprofeno antes?
            o que devo fazer com a ferida
            é normal doer depois?
            preciso de antibiótico
            é grave?
            qual a dose de paracetamol
            acho que está infeccionado
            pode me receitar alguma coisa?
            preciso de orientação jurídica
            tem efeitos colaterais?
            que remédio eu tomo
            """),
        person: lines(
            """
            quero falar com uma pessoa
            falar com alguém, por favor
            posso falar com o gerente?
            prefiro um atendente
            me liguem por favor
            podem me ligar no 11 98765 4321?
            quero deixar um recado
            quero fazer uma reclamação
            é um ser humano?
            entrem em contato comigo
            gostaria de falar com a doutora
            """),
        plain: lines(
            """
            Me chamo João da Silva
            gostaria de uma consulta na segunda
            estou com um pouco de dor de dente desde ontem
            é urgente, tem vaga hoje?
            não é uma emergência
            quanto custa uma limpeza?
            para uma pessoa
            vocês falam inglês?
            a segunda, por favor
            meu contato de emergência é minha irmã
            """),
        yes: lines(
            """
            sim
            Sim, por favor
            claro
            pode ser
            com certeza
            está bem
            sim, pode cancelar
            isso
            ok
            perfeito, obrigado
            """),
        no: lines(
            """
            não
            Não, obrigado
            melhor não
            não cancele
            nao
            sim... não, não cancele
            """),
        neither: lines(
            """
            sim, mas prefiro na terça
            no sábado
            e na terça
            vamos ver
            """),
        greet: lines("olá\nOi\nbom dia"), thanks: lines("obrigado\nMuito obrigada\nagradeço"),
        bye: lines("tchau\nadeus\naté logo")),
]

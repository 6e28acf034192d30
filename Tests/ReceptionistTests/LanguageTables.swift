import Receptionist

/// What people write first, a line each, by the language in which it is to be answered.
let openings: [Language: [String]] = [
    .english: lines(
        """
        hi
        Hello!
        Good morning
        I'd like to book a cleaning
        cleaning tomorrow at 4
        haircut pls
        do you have anything on Tuesday?
        can i come in today
        what are your opening hours
        how much is a filling?
        where are you
        I need to move my appointment
        cancel please
        thanks
        Dana Scott, dana@example.org
        José Núñez jose@example.es
        Ana Li
        917 555 0142
        tomorrow
        yes
        ok
        next tues arvo
        asap
        My name is François Müller, f.mueller@example.de
        Is Dr. João da Silva in on Friday?
        I'm María del Carmen López
        help
        are you a robot
        talk to a person
        whats the adress
        the 2nd one pls
        I can't breathe
        should I take ibuprofen
        It's for my son Andrés
        a check-up with Dr. Reyes, por favor
        on sunday then
        no
        bye
        ???
        42
        BCDF-2345
        It is so late, was it also in May?
        """),
    .spanish: lines(
        """
        Hola
        hola!
        Buenos días
        buenas tardes, quisiera pedir una cita
        Quiero una limpieza dental
        ¿Tienen hora para mañana?
        tienen algo el martes?
        necesito cita urgente
        me gustaria reservar para el viernes por la tarde
        ¿Cuánto cuesta un empaste?
        cuanto vale
        ¿Dónde están?
        a que hora abren
        Soy Ana Pérez, ana@example.es
        Me llamo Juan y necesito un corte de pelo
        mañana
        gracias
        Muchas gracias, adiós
        quiero cancelar mi cita
        tengo que cambiar la cita BCDF2345
        hablar con una persona
        una cita por favor
        para mi hijo, el lunes a las 4
        ¿hablan español?
        español por favor
        no puedo respirar
        me duele mucho una muela
        ¿Puedo tomar ibuprofeno antes?
        cualquier día me va bien
        el miercoles
        la segunda
        vale, el jueves
        perdón, me he equivocado
        Hola, I need a limpieza para mañana por favor
        cleaning para el martes por favor
        quisiera una hora con la Dra. Okafor
        lo antes posible
        estoy buscando turno
        quiero sacar un turno para el dentista
        ¿está abierto el sábado?
        ¿Hola?
        ayúdenme por favor
        """),
    .french: lines(
        """
        Bonjour
        bonjour !
        Bonsoir
        Salut
        Je voudrais prendre rendez-vous
        je voudrais un rdv svp
        Avez-vous quelque chose mardi ?
        est-ce que vous êtes ouverts samedi
        c'est combien un détartrage ?
        Combien coûte une coupe ?
        où êtes-vous
        demain à 14h
        merci
        merci beaucoup, au revoir
        Je m'appelle Marie Dupont
        Je suis Jean, jean@example.fr
        j'ai besoin d'annuler mon rendez-vous
        annuler mon rdv
        il faut que je déplace mon rendez-vous BCDF2345
        parler à une personne
        un rendez-vous s'il vous plaît
        pour mon fils, lundi matin
        parlez-vous français ?
        en français svp
        français
        je n'arrive pas à respirer
        j'ai très mal aux dents
        puis-je prendre de l'ibuprofène avant ?
        n'importe quel jour me va
        mercredi
        le deuxième
        d'accord, jeudi
        désolé, je me suis trompé
        Bonjour, I would like un rendez-vous pour demain
        un cleaning mardi s'il vous plaît
        avec le docteur Okafor
        des que possible
        je cherche un créneau
        quels sont vos horaires
        vous etes ouverts dimanche ?
        aidez-moi
        Allô, il y a quelqu'un ?
        """),
    .german: lines(
        """
        Hallo
        Guten Tag
        guten morgen
        Moin
        Ich möchte einen Termin
        ich moechte einen termin buchen
        Haben Sie am Dienstag etwas frei?
        haben sie samstag offen
        Was kostet eine Zahnreinigung?
        wie teuer ist ein haarschnitt
        Wo sind Sie?
        morgen um 14 Uhr
        danke
        Vielen Dank, tschüss
        Ich heiße Max Müller
        Mein Name ist Anna, anna@example.de
        Ich muss meinen Termin absagen
        termin absagen
        ich will den termin BCDF2345 verschieben
        mit einem Menschen sprechen
        einen Termin bitte
        für meinen Sohn, Montag vormittag
        sprechen Sie deutsch?
        auf Deutsch bitte
        deutsch
        ich bekomme keine Luft
        ich habe starke Zahnschmerzen
        Darf ich vorher Ibuprofen nehmen?
        mir ist jeder Tag recht
        Mittwoch
        der zweite
        gut, dann Donnerstag
        Entschuldigung, ich habe mich geirrt
        Hallo, I need einen Termin für morgen
        ein Cleaning am Dienstag bitte
        bei Dr. Okafor
        so bald wie möglich
        ich suche einen freien Termin
        Wann haben Sie geöffnet
        Ist am Sonntag jemand da?
        Hilfe!
        Grüß Gott
        """),
    .portuguese: lines(
        """
        Olá
        oi
        Oi, tudo bem?
        Bom dia
        boa tarde, queria marcar uma consulta
        Gostaria de agendar uma limpeza
        vocês têm horário na terça?
        tem vaga amanhã
        quero marcar um horário
        Quanto custa uma obturação?
        quanto é
        Onde vocês ficam?
        que horas vocês abrem
        Sou a Ana Souza, ana@example.com.br
        Meu nome é João e preciso de um corte
        amanhã
        obrigado
        Muito obrigada, tchau
        quero cancelar minha consulta
        preciso remarcar a consulta BCDF2345
        falar com uma pessoa
        uma consulta por favor, não muito cedo
        para o meu filho, na segunda de manhã
        vocês falam português?
        português por favor
        não consigo respirar
        estou com muita dor de dente
        Posso tomar ibuprofeno antes?
        qualquer dia serve para mim
        quarta-feira
        o segundo, obrigado
        está bem, na quinta então
        desculpe, eu me enganei
        Oi, I need uma limpeza para amanhã
        um cleaning na terça por favor
        com o Dr. Okafor, na sexta
        o mais cedo possível
        estou procurando um horário livre
        qual é o horário de funcionamento
        vocês abrem no sábado?
        socorro, não consigo falar
        Olá?
        """),
]

/// What says nothing of a language.
let neutral = lines(
    """
    ok
    OK!
    Dana Scott
    Ana Li, ana@example.org
    María del Carmen
    Ludwig van der Berg
    João da Silva joao@example.pt
    jean.de.la.tour@example.fr
    +49 30 901820
    917 555 0142
    14:15
    2
    BCDF2345
    BCDF-2345
    ...
    ?
    Dr. Okafor
    https://example.com/el-la-los
    """)

/// Conversations that change their language, or don't: what is written and the language after it.
let courses: [[(String, Language)]] = [
    [("hi", .english), ("quiero una cita para mañana por favor", .spanish), ("Dana Scott", .spanish), ("ok", .spanish)],
    [("Bonjour", .french), ("mardi", .french), ("sorry, I don't speak French well, do you have anything on Tuesday?", .english)],
    [("Guten Tag", .german), ("Tuesday", .german), ("14:15", .german), ("ok thanks", .german), ("English please", .english)],
    [("I'd like a cleaning", .english), ("gracias", .english), ("merci", .english), ("danke", .english), ("obrigado", .english)],
    [("hello", .english), ("deutsch bitte", .german), ("ja", .german), ("no", .german), ("Anna, anna@example.de", .german)],
    [("hola", .spanish), ("ok", .spanish), ("Prefiero hablar en inglés", .spanish), ("can we do this in English instead?", .english)],
    [("oi", .portuguese), ("para o sábado", .portuguese), ("a las 3", .portuguese), ("prefiero hacerlo en español, gracias", .spanish)],
    [("Quería una cita", .spanish), ("para o sábado de manhã, não tenho outro dia", .portuguese), ("sim", .portuguese)],
    [("Je voudrais un rendez-vous", .french), ("cleaning", .french), ("2:15 PM", .french), ("c'est parfait", .french)],
    [("cleaning on tuesday", .english), ("is it also open in the Mai?", .english), ("die second one, bitte", .english)],
]

func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init) }

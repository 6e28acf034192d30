/// Anger at the business or the receptionist, in the languages that are spoken here; not at a tooth.
///
/// Phrases rather than words: a stupid question, a terrible toothache and an unashamedly early hour are nobody's anger. Of two mistakes
/// the cheaper is a message to the owner that was not needed, so the lists are short but not shy.
enum Anger {
    static func isHeard(in message: String) -> Bool {
        let words = plain(message)
        return shouts(message, words) || phrases.contains { holds(words, $0) }
    }

    /// Whether the words hold a phrase that isn't followed by what hurts.
    private static func holds(_ words: [String], _ phrase: [String]) -> Bool {
        guard words.count >= phrase.count else { return false }
        return (0...words.count - phrase.count).contains { start in
            guard phrase.indices.allSatisfy({ words[start + $0] == phrase[$0] }) else { return false }
            let next = words[(start + phrase.count)...].prefix(5)
            return next.allSatisfy { !ailments.contains($0) }
        }
    }

    /// Three words or more, all in capitals, with an exclamation mark, and no thanks.
    private static func shouts(_ message: String, _ words: [String]) -> Bool {
        let letters = message.filter(\.isLetter)
        guard message.contains("!"), letters.count >= 12, !letters.contains(where: \.isLowercase) else { return false }
        return words.count { $0.count > 1 } >= 3 && words.allSatisfy { !kind.contains($0) && !ailments.contains($0) }
    }

    /// Words in small letters without accents and apostrophes.
    private static func plain(_ message: String) -> [String] {
        let small = message.lowercased().filter { !"'’‘`´".contains($0) }
        let letters = small.map { unaccented[$0] ?? String($0) }.joined()
        return letters.split { !$0.isLetter }.map(String.init)
    }

    private static let unaccented: [Character: String] = Dictionary(
        uniqueKeysWithValues: [
            ("áàâãäå", "a"), ("éèêë", "e"), ("íìîï", "i"), ("óòôõö", "o"), ("úùûü", "u"), ("ç", "c"), ("ñ", "n"), ("ß", "ss"), ("œ", "oe"),
        ].flatMap { letters, plain in letters.map { ($0, plain) } })

    private static let phrases = (english + spanish + french + german + portuguese).map { $0.split(separator: " ").map(String.init) }

    /// What people are angry at without being angry at anybody.
    private static let ailments: Set<String> = [
        "tooth", "teeth", "toothache", "pain", "pains", "ache", "gum", "gums", "back", "knee", "headache", "hair", "beard", "myself",
        "muela", "muelas", "diente", "dientes", "dolor", "encia", "encias", "espalda", "pelo", "conmigo",
        "dent", "dents", "douleur", "douleurs", "molaire", "gencive", "dos", "cheveux",
        "zahn", "zahne", "zahnen", "zahnschmerzen", "schmerz", "schmerzen", "rucken", "knie", "haare", "mich",
        "dente", "dentes", "dor", "dores", "costas", "cabelo", "comigo",
    ]

    private static let kind: Set<String> = [
        "thank", "thanks", "great", "love", "happy", "wonderful", "perfect", "birthday", "help", "gracias", "genial", "perfecto", "feliz",
        "ayuda", "merci", "super", "parfait", "aide", "danke", "dank", "toll", "hilfe", "obrigado", "obrigada", "perfeito", "ajuda",
    ]

    private static let english = [
        "angry with you", "angry at you", "mad at you", "furious with you", "i am furious", "im furious", "im so angry", "i am so angry",
        "im very angry", "i am very angry", "im really angry", "you are useless", "youre useless", "this is useless", "useless bot",
        "so useless", "completely useless", "totally useless", "bloody useless", "fucking useless", "this is ridiculous",
        "thats ridiculous",
        "that is ridiculous", "absolutely ridiculous", "this is outrageous", "outrageous", "unacceptable", "this is a joke", "what a joke",
        "is this a joke", "terrible service", "awful service", "horrible service", "worst service", "bad service", "worst receptionist",
        "worst experience", "disgraceful", "this is a disgrace", "you are stupid", "youre stupid", "are you stupid", "stupid bot",
        "stupid machine", "stupid robot", "this is stupid", "you idiot", "you idiots", "bunch of idiots", "you are an idiot", "you moron",
        "you morons", "shut up", "fuck you", "fuck off", "fuck this", "what the fuck", "wtf", "bullshit", "piece of shit", "piece of crap",
        "asshole", "assholes", "screw you", "go to hell", "im fed up", "i am fed up", "fed up with you", "sick of this", "sick of you",
        "sick and tired of", "had enough of this", "had enough of you", "waste of time", "wasting my time", "want to complain",
        "make a complaint", "file a complaint", "formal complaint", "i have a complaint", "i will sue", "ill sue", "never coming back",
        "bad review", "one star review", "whats wrong with you", "what is wrong with you", "are you kidding me", "you are not listening",
        "youre not listening", "how many times do i have to",
    ]

    private static let spanish = [
        "enfadado con vosotros", "enfadada con vosotros", "enfadado con ustedes", "enfadada con ustedes", "enojado con ustedes",
        "enojada con ustedes", "estoy muy enfadado", "estoy muy enfadada", "estoy muy enojado", "estoy muy enojada", "estoy furioso",
        "estoy furiosa", "estoy indignado", "estoy indignada", "estoy harto", "estoy harta", "harto de vosotros", "es una verguenza",
        "vergonzoso", "es ridiculo", "es inaceptable", "inaceptable", "indignante", "tomadura de pelo", "tomando el pelo",
        "pesimo servicio",
        "servicio pesimo", "mal servicio", "peor servicio", "asco de servicio", "no servis para nada", "no sirves para nada",
        "no sirven para nada", "eres inutil", "sois unos inutiles", "son unos inutiles", "inutiles", "eres idiota", "eres tonto",
        "eres estupido", "idiotas", "bot estupido", "estupido bot", "maquina estupida", "robot estupido", "imbecil", "imbeciles",
        "gilipollas", "vete a la mierda", "es una mierda", "una mierda de", "callate", "perdida de tiempo", "perder el tiempo",
        "perdiendo el tiempo", "quiero quejarme", "poner una queja", "presentar una queja", "hoja de reclamaciones", "una reclamacion",
        "es una estafa", "esto es una estafa",
    ]

    private static let french = [
        "en colere contre vous", "je suis tres en colere", "je suis en colere", "je suis furieux", "je suis furieuse", "cest ridicule",
        "cest inacceptable", "inacceptable", "scandaleux", "cest honteux", "cest une honte", "cest nimporte quoi", "vous etes nuls",
        "vous etes nul", "tu es nul", "service nul", "service lamentable", "service deplorable", "mauvais service", "pire service",
        "vous etes incapables", "bande dincapables", "vous etes inutiles", "tu ne sers a rien", "vous ne servez a rien", "bande didiots",
        "espece didiot", "vous etes idiots", "es tu stupide", "robot stupide", "machine stupide", "stupide robot", "stupide machine",
        "cretin", "cretins", "imbecile", "imbeciles", "connard", "connards", "cest de la merde", "service de merde", "robot de merde",
        "va te faire", "allez vous faire", "ta gueule", "fermez la", "jen ai marre", "ras le bol", "vous vous moquez de moi",
        "vous vous fichez de moi", "vous vous foutez", "perte de temps", "perdre mon temps", "porter plainte", "deposer une plainte",
        "faire une reclamation", "cest une arnaque",
    ]

    private static let german = [
        "sauer auf sie", "sauer auf euch", "wutend auf sie", "ich bin wutend", "ich bin stinksauer", "stinksauer", "sehr verargert",
        "das ist lacherlich", "das ist laecherlich", "das ist unverschamt", "unverschamtheit", "frechheit", "inakzeptabel",
        "das geht gar nicht", "schlechter service", "miserabler service", "schlechtester service", "schlechteste service", "saftladen",
        "sauladen", "scheissladen", "ihr idioten", "sie idiot", "du idiot", "idioten", "bist du dumm", "bist du blod", "sind sie dumm",
        "sind sie blod", "dumme maschine", "blode maschine", "dummer bot", "bloder bot", "dummer roboter", "scheiss bot",
        "so ein scheiss", "so eine scheisse", "verarschen", "verarscht", "leck mich", "halt die klappe", "halts maul", "arschloch",
        "vollig nutzlos", "ihr seid nutzlos", "sie sind nutzlos", "du bist nutzlos", "nase voll", "jetzt reichts", "mir reichts",
        "jetzt reicht es", "es reicht jetzt", "zeitverschwendung", "verschwenden meine zeit", "will mich beschweren",
        "mochte mich beschweren", "ich beschwere mich", "eine beschwerde", "das ist betrug", "abzocke",
    ]

    private static let portuguese = [
        "zangado com voces", "zangada com voces", "com raiva de voces", "estou muito zangado", "estou muito zangada", "estou furioso",
        "estou furiosa", "estou indignado", "estou indignada", "estou farto", "estou farta", "saco cheio", "e ridiculo", "e uma vergonha",
        "inaceitavel", "um absurdo", "falta de respeito", "palhacada", "pessimo servico", "servico pessimo", "pessimo atendimento",
        "atendimento pessimo", "mau servico", "pior servico", "pior atendimento", "voces sao inuteis", "voce e inutil", "es inutil",
        "nao servem para nada", "nao serve para nada", "voce e burro", "seu idiota", "seus idiotas", "idiotas", "maquina burra",
        "robo burro", "robo estupido", "imbecil", "imbecis", "que merda", "uma merda", "vai a merda", "va a merda", "vai se foder",
        "cala a boca", "cala te", "perda de tempo", "perder meu tempo", "perder o meu tempo", "gozar comigo", "quero reclamar",
        "fazer uma reclamacao", "uma reclamacao", "livro de reclamacoes", "apresentar queixa", "e uma fraude",
    ]
}

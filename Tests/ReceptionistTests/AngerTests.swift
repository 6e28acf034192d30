import Testing

@testable import Receptionist

@Suite("Anger") struct AngerTests {
    @Test(
        "at the business or the receptionist is heard",
        arguments: [
            "This is ridiculous, I have been waiting for an hour", "you are useless", "I'm so angry with you people", "What a joke.",
            "worst service I ever had", "are you stupid or what", "shut up and give me a human", "I’m fed up with this bot",
            "I want to complain about Dr. Okafor", "This is unacceptable!", "you idiots lost my booking", "wtf",
            "I AM STILL WAITING FOR AN ANSWER!", "stop wasting my time", "How many times do I have to tell you?",
            "Estoy harto de vosotros", "¡Esto es una vergüenza!", "Es inaceptable", "eres idiota", "vaya pérdida de tiempo",
            "estoy muy enfadada con ustedes", "Quiero poner una queja", "¡LLEVO UNA HORA ESPERANDO!", "me estáis tomando el pelo",
            "C'est inacceptable", "j’en ai marre de vous", "Je suis furieuse", "vous vous moquez de moi ?", "quel service lamentable",
            "C'EST VRAIMENT TROP LONG !", "bande d'idiots", "je vais porter plainte", "quelle perte de temps",
            "Das ist eine Frechheit", "So eine Unverschämtheit!", "Ich bin stinksauer", "Ich habe die Nase voll von Ihnen",
            "bist du blöd?", "ich möchte mich beschweren", "DAS DAUERT VIEL ZU LANGE!", "jetzt reicht's", "Das ist lächerlich",
            "Isto é ridículo", "estou farto de esperar", "que péssimo atendimento", "Vocês são inúteis", "isso é um absurdo",
            "quero fazer uma reclamação", "ESTOU HÁ UMA HORA À ESPERA!", "seus idiotas", "que falta de respeito",
        ])
    func heard(_ message: String) { #expect(Anger.isHeard(in: message)) }

    @Test(
        "at something else, or what only sounds like it, is not",
        arguments: [
            "I'm angry at my tooth", "I am so angry at my teeth", "my tooth is killing me", "I'm sick of this toothache",
            "sick of this pain",
            "stupid question, but when are you open?", "I have a terrible toothache", "I feel like an idiot, I forgot my appointment",
            "THANK YOU SO MUCH!!!", "YES PLEASE, TUESDAY AT TEN", "HELP, MY TOOTH HURTS!", "my schedule is ridiculous this week",
            "the last dentist was awful", "I was furious with myself for missing it", "no complaints so far", "CLEANING TUESDAY 10AM",
            "OK!!!",
            "I waste a lot of time in traffic, can I come later?", "not bad", "is that service any good?",
            "Estoy enfadado con mi muela", "estoy harto de este dolor", "qué vergüenza, olvidé mi cita", "perdón, qué tonto soy",
            "pregunta tonta: ¿a qué hora abren?", "¡MUCHAS GRACIAS POR TODO!", "me duele muchísimo", "¿Qué servicio me recomienda?",
            "Je suis en colère contre ma dent", "j'en ai marre de ce mal de dents", "question bête : à quelle heure ouvrez-vous ?",
            "merde, j'ai oublié mon rendez-vous", "MERCI BEAUCOUP À TOUS !", "j'ai honte, j'ai oublié", "quel service me conseillez-vous ?",
            "Ich bin sauer auf meinen Zahn", "ich habe die Nase voll von diesen Zahnschmerzen", "dumme Frage: wann haben Sie offen?",
            "ich habe Beschwerden am Knie", "VIELEN DANK FÜR ALLES!", "der Termin ist unverschämt früh, geht es später?",
            "ich ärgere mich über mich selbst", "ist das Ihr bester Service?",
            "Estou farta desta dor de dente", "estou zangado com o meu dente", "pergunta parva: a que horas abrem?",
            "que vergonha, esqueci a consulta", "MUITO OBRIGADO POR TUDO!", "dói muito", "que serviço recomenda?",
            "estou farto, já almocei com dores",
        ])
    func unheard(_ message: String) { #expect(!Anger.isHeard(in: message)) }
}

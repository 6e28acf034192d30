extension Cues {
    static let portuguese = Cues(
        intents: [
            .emergency: Phrase.list(
                """
                emergencia*, urgencia|urgencias, nao … respir*, falta de ar, sem ar, dificuldade* … respirar, custa … respirar, \
                respirando mal, sufoc*, asfixi*, engasg*, dor|dores … peito, doi … peito, aperto … peito, infarto|enfarte|enfarto, \
                ataque cardiaco, ataque do coracao, avc, derrame, sangrando|sangra|sangram|sangramento|sangrar|sangro, a sangrar, \
                muito sangue, perde* … sangue, perdendo … sangue, hemorragia*, inconsciente, desmai*, perdeu … sentidos|consciencia, \
                overdose, suicid*, me matar, matar me, tirar … minha vida, quero morrer, ambulancia, socorro, samu, \
                dor|dores … insuportavel|insuportaveis, nao aguento … dor|dores, rosto|cara|face … inchad*|inchou|inchando, \
                inchad* … rosto|cara|face, convuls*, envenen*, reacao alergica, lig* para … 112|190|192|911
                """),
            .advice: Phrase.list(
                """
                ibuprofeno, paracetamol, dipirona, aspirina, analgesico*, antibiotico*, remedio*, medicamento*, posso|devo|deveria tomar, \
                o que … tomar, que devo|deveria fazer, o que faço|posso fazer, o que eu faço, é normal, é grave, é perigoso, faz mal, \
                dose|doses|dosagem, sintoma*, diagnosti*, infeccionad*, infeccao, infectad*, inflamad*, efeitos colaterais|secundarios, \
                receitar*|prescrev*, conselho|orientação|aconselhamento juridic*|medic*|legal, preciso … operar|operado|cirurgia
                """),
            .person: Phrase.list(
                """
                falar|conversar|falo com … \
                pessoa|alguem|humano|humana|atendente|gerente|responsavel|dono|dona|medic*|doutor*|dentista|recepcionista|funcionari*, \
                pessoa real|humana, pessoa de verdade|carne, ser humano, um humano, uma humana, atendente, me ligue|liguem|ligar|ligarem, \
                ligue|liguem me|para, ligar|ligarem para mim, podem|pode … ligar, retorn* … ligacao|chamada, \
                deixar … recado|mensagem, recado|mensagem para, passar … recado|mensagem, reclam*, queixa, \
                em contato|contacto comigo, entrar em contato|contacto, contatem me, operador*
                """),
            .greet: Phrase.list("ola, oi, bom dia, boa tarde|noite, alo"),
            .thanks: Phrase.list("obrigad*, agradec*, valeu"),
            .bye: Phrase.list("tchau, adeus, até logo|breve|mais, tenha … dia|tarde|noite"),
            .help: Phrase.list("ajuda|ajudar|ajude|ajudem, como funciona, voce … robo, quem é você"),
            .book: Phrase.list(
                "marcar|marcação|marcacoes|marque, agend*, consulta|consultas, reserv*, horario livre, tem horario*, vaga|vagas"),
            .move: Phrase.list(
                "remarcar|remarque|remarcação, reagendar*, mudar|mude, alterar|altere, trocar|troque, adiar|adie, antecipar"),
            .cancel: Phrase.list("cancel*, desmarc*, anular"),
            .lookup: Phrase.list("minha consulta, minha marcação, minha reserva, meu horário, quando … consulta|marcação"),
            .hours: Phrase.list(
                "horário|horarios de funcionamento|atendimento|abertura, que horas … abre*|fecha*, abre|abrem|aberto|abertos|fecha|fecham"),
            .prices: Phrase.list("quanto custa*|é|sai|fica|cobram, preço|preços, valor|valores, custa|custam"),
            .address: Phrase.list("endereço, morada, onde fica*|estão|está|vocês, como chego|chegar, localização, estacionamento"),
            .services: Phrase.list("serviço|serviços, que oferecem|fazem, tratamentos"),
        ],
        beside: Phrase.list(
            """
            não é … emergencia|urgencia, não se trata … emergencia|urgencia, com urgencia, contato|contacto|telefone de emergencia, \
            endereço de email
            """),
        keeping: Phrase.list("não … cancel*|desmarc*, sem cancelar, deixe|deixa … como|assim, melhor não, política … cancelamento"),
        yes: Phrase.list(
            """
            sim, claro, isso, com certeza, certo, exato, exatamente, perfeito, pode ser, de acordo, combinado, confirmo, confirmado, ok, \
            okay, pode cancelar, está bem, esta bem, está bom, tá bom, tudo bem, beleza, faça isso, yes
            """),
        faintYes: Phrase.list("bom, bem, pode"),
        no: Phrase.list("não, nao, nunca, jamais, nenhum, nenhuma, nada, deixe|deixa, espere|espera, melhor não"),
        but: set("mas porem melhor exceto menos prefiro"),
        courtesy: set(
            """
            por favor obrigado obrigada muito senhor senhora ah oh eh ola cancele cancela cancelar desmarcar desmarque a o entao e \
            ja pois
            """),
        soonest: Phrase.list("o mais cedo|rápido possível, o quanto antes, quanto antes, urgente*, primeiro horário, com urgencia"),
        names: [
            .sure("me chamo"), .sure("chamo-me"), .sure("meu nome é"), .sure("meu nome e"),
            .sure("em nome de"), .capital("sou a"), .capital("sou o"), .capital("sou"),
        ],
        falseFriends: [])
}

extension Vocabulary {
    static let portuguese = Vocabulary(
        courtesies: """
            olá
            oi
            bom dia
            boa tarde/noite
            [seja] bem vindo/vinda
            [muito] obrigado/obrigada
            agradeço
            de nada
            por nada
            não tem de quê
            [peço] desculpa/desculpe
            peço desculpa/desculpas
            peço imensa desculpa
            [as] minhas desculpas
            sinto muito
            lamento [muito]
            entendo
            compreendo
            [desculpe/desculpa] não [o/a/te] [entendi/percebi/compreendi] [bem]
            não entendi/percebi/compreendi [bem]
            não [consegui] entender/perceber/compreender [bem]
            estou aqui para
            [é] um prazer
            é um prazer
            [muito] prazer em
            [com] [muito] prazer ajudo
            fico/ficarei [muito] feliz/contente [em/por/de]
            é um gosto
            adeus
            tchau
            até breve
            cuide se
            se cuide
            sem pressa
            não se preocupe
            não te preocupes
            não hesite
            esteja à vontade
            fique à vontade
            leve o tempo
            tenha/tenhas um/uma
            desejo
            as melhoras
            boa sorte
            um momento
            só um momento
            espero que
            sou [só/apenas] [o/a/um/uma]
            não posso dar/responder/ajudar/dizer
            [com] os melhores cumprimentos
            por favor
            atenciosamente
            caro/cara/prezado/prezada
            """,
        offers: """
            [por] [favor] diga/dize/diz/indique/indica/escreva/escreve/escolha/escolhe/envie/envia/dê/dá/repita/repete/soletre/soletra/verifique/tente/use/responda/responde/informe/confirme/conte
            [por] favor diga/indique/escreva/escolha/envie/dê/repita/soletre/informe
            [só] me diga/informe/indique/envie/escreva/diz/dê/conte
            [também] posso [também] procurar/ver/verificar/consultar/perguntar
            posso ajudá/ajudar/te/lo/lhe [lo/la/te] [com/a/em]
            [eu] vou procurar/ver/verificar/consultar
            procuro/verifico/consulto
            ajudo
            [eu] ajudo [o/a/te] [com/a]
            gostaria de ajudar/saber/perguntar/ajudá
            terei/tenho [todo/muito] [o/gosto/prazer] [gosto/prazer] em ajudar/ajudá/procurar/verificar
            ficarei/fico [muito] feliz/contente em ajudar/ajudá/procurar
            [só/apenas] preciso/precisaria/falta/faltam
            [só/apenas/ainda] me falta/faltam
            ainda preciso/falta/faltam
            [tudo] o que preciso é
            só falta/faltam
            tenho [só/apenas] uma pergunta
            para marcar/agendar/reservar/remarcar/mudar/alterar/cancelar/desmarcar/procurar/começar/ajudar/fazer/isso/isto/continuar/encontrar
            se preferir/quiser/desejar/precisar/puder/preferires/quiseres/precisares
            se [o/a] [senhor/senhora/você] preferir/quiser/desejar/precisar
            se nenhum/nenhuma/isso/isto/esse/este
            se não for/lhe/te/der/servir
            se houver algo
            se tiver
            antes de marcar/agendar/remarcar/cancelar/continuar/procurar
            assim que
            pode/podes/poderia [também] escolher/dizer/indicar/escrever/responder/enviar/perguntar/me
            como preferir/quiser/desejar/preferires/quiseres
            estou procurando
            estou a procurar
            basta
            algo/alguém/outro/outra/outros/outras/algum/alguma
            [o] [a] seu/sua/teu/tua nome/telefone/email/morada/endereço
            fico à
            """,
        questions: """
            que/qual/quais/quando/onde/quem/como/quanto/quanta/quantos
            o que/quê
            [a/de/para/com/por/em] que/qual/quais/quem/quando
            a/às que horas
            em que dia e a que horas
            que dia e horário/hora/horas
            qual dia e horário
            que dia e a que horas
            gostaria/gostarias/quer/queres/deseja/desejas/prefere/preferes/precisa/precisas/procura/procuras/queria
            você/o/a gostaria/quer/deseja/prefere/precisa/procura
            poderia/poderias/pode/podes/posso/podemos
            poderia/poderias/pode/podes [me] dizer/dar/indicar/informar/escrever/repetir/soletrar [me]
            há algo/alguma/algum [mais]
            [em] que posso ajudá/ajudar/te
            tem alguma/algum/preferência/preferências
            tens alguma/algum/preferência/preferências
            refere se
            trata se
            está correto/correta/certo/certa
            é correto/para/isso/este/esse/esta
            devo/posso marcar/reservar/procurar/cancelar/remarcar/agendar/alterar/guardar
            serve/convém/interessa lhe/te
            [isso/este/esse/esta/#slot] fica/seria bom/bem/melhor
            isso/este/esse/esta lhe/te serve/convém
            esse/este/algum horário/dia serve/convém/fica/lhe
            algum [desses/destes] [horários/dias] [lhe/te] serve/convém/agrada
            o que acha/achas
            que tal #slot/outro/outra
            quando está/estás/estaria livre/disponível
            ou prefere/preferes/outro/outra/melhor
            mais alguma coisa
            está procurando/à
            """,
        states: [
            .fact: """
            #slot
            #slot [ainda/também] está/estão [ainda/também] livre/livres/disponível/disponíveis
            [ainda/também] tenho/temos [livre/disponível] #slot [livre/livres/disponível/disponíveis]
            posso oferecer/oferecer/propor lhe/te #slot
            posso oferecer/propor #slot
            há #slot
            encontrei #slot
            [a/o] #service custa #price
            #service #price
            o preço de/da/do #service é [de] #price
            [a/o] #service dura/leva #minutes
            dura/leva #minutes
            custa #price
            [o/nosso] [nosso] horário é #hours
            [o] nosso horário [de] [funcionamento/abertura] [é]
            #hours
            #person faz/oferece/realiza #service
            [também] oferecemos/temos/fazemos #service
            pode/podes marcar/agendar/reservar #service
            [o/a] [nosso/nossa] endereço/morada é #address
            estamos/ficamos em/na/no #address
            encontra nos em/na/no #address
            #address
            [o] [nosso] [número] [de] telefone é [o] #phone
            [o] nosso número é [o] #phone
            pode/podes ligar nos [para] [o] #phone
            pode/podes ligar para [o] #phone
            [por] [favor] ligue para [o] #phone
            #phone
            aqui é [da/do/a/o] #business
            sou o/a recepcionista/rececionista [automático/automática/virtual] da/do/de #business
            [a] sua/tua referência é [a] #reference
            [você] tem/tens #booking
            [a] sua/tua consulta/marcação/reserva é #booking
            é #booking
            #booking
            #answer
            """,
            .times: """
            tenho/temos estes/esses horários [livres/disponíveis]
            estes/esses horários [ainda] estão livres/disponíveis
            os horários livres/disponíveis são
            """,
            .booked: """
            [já] está marcado/marcada/reservado/reservada/confirmado/confirmada/agendado/agendada
            fica marcado/marcada/confirmado/confirmada
            [a] sua/tua consulta/marcação/reserva está [já] marcada/confirmada/feita
            [muito] obrigado/obrigada por marcar/agendar/reservar [connosco/conosco]
            [muito] obrigado/obrigada pela sua/tua reserva/marcação
            esperamos por si/você/ti
            """,
            .moved: """
            [já] está remarcado/remarcada/alterado/alterada
            [a] sua/tua consulta/marcação/reserva está/foi [já] remarcada/alterada
            """,
            .cancelled: """
            [já] está cancelado/cancelada/desmarcado/desmarcada
            [a] sua/tua consulta/marcação/reserva está/foi [já] cancelada/desmarcada
            """,
            .held: """
            estou a guardar/reservar #hold [para] [si/ti/você]
            estou guardando/reservando #hold [para] [você/si]
            guardo lhe/te #hold
            #hold está guardado/reservado para si/você/ti
            """,
            .passedOn: """
            [a] sua/tua mensagem foi transmitida/passada/entregue
            transmiti/passei [a] sua/tua mensagem
            """,
        ],
        plain: """
            a à ao aos algo ajuda ajudar ajudá as assim atenção atendimento automático automática com compreensão confusão conhecer
            conhecê conselhos contacto contactar contato contatar da das de demora do dos ela ele em engano erro escrever
            espera essa esse esta este gosto incômodo incómodo informação informações interesse isso isto jurídicos la lá las lhe lo
            los mais mal médicos me mensagem meu mim minha muito na nas nos nós nosso nossa o os ouvir paciência para pela pelas pelo
            pelos pergunta perguntas pessoa poder por problema que receber recepcionista rececionista resposta saber se senhor
            senhora servir seu seus si sobre sua suas te tempo ter teu ti todo tudo tua transtorno um uma vê vir visita você vocês
            virtual feliz apenas só
            """,
        askable: """
            acha achas agenda agendar agrada ainda além alguém algum alguma algumas alguns alterar antes aqui assunto atendido atendida
            cada cancelar certa certo chama chamar coisa começar como completa completo confirmar consulta consultas contactá correta
            correto dados dar data datas depois desejada deseja desejado desejar desmarcar desses destes dia dias disse dizer diferente
            documento duração durante e elas eles eu email mail encontrar endereço entre enviar equipa equipe escolha escolher especial
            está estão estaria este estes este existe experimentar falar falta família fazer fica ficar ficaria for fosse gostaria
            guardar há horário horários horas idade indicar informar ir lado letra letras ligar lugar manter marcação marcações marcar
            maneira melhor menos moradas morada motivo mover mudar nenhum nenhuma nome nomes nova novo número não o onde opção
            opções ou outra outras outro outros outrem parte passar particular pode poderia podes posso prefere preferência
            preferências preferida preferido preferir preferiria preferes pretende pretendida pretendido precisa precisar preciso
            procura procurar procurando próprio qual quais quando quanto quem quer queria queres quiser razão referência registar
            registrar remarcar repetir reserva reservar reservas responder repita ser seria serve serviço serviços seja
            soletrar soletrá tal telefone telemóvel tem tens ter tipo tirar trata tratamento tratar trocar usar utilizar
            vem ver verificar vontade vier procure guarde guardo marque cancele remarque mude podemos contactar servir verifique avise anote transmita ligue devo você vamos possível interessa convém daria dava
            """,
        binding: "é está estão são tem tens há fica ficam pode podes foi foram era será serve vem vai vão dura custa existe",
        doubts: "se qual quais quando onde quem como quanto que",
        joins: "e ou mas porque pois então enquanto",
        never: """
            pode ser
            à uma
            a uma
            às uma
            já não
            que tem
            que está
            que a sua
            que o seu
            """)
}

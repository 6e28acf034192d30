extension Vocabulary {
    static let spanish = Vocabulary(
        courtesies: """
            hola
            buenos días
            buenas tardes/noches
            [muy] bienvenido/bienvenida/bienvenidos
            [muchas/mil] gracias
            [muy] buenas
            de nada
            no hay de qué
            [lo] siento/lamento
            lo siento/lamento mucho
            [le/te] pido disculpas/perdón
            disculpe/disculpa/perdón/perdone/perdona
            mis disculpas
            entiendo/comprendo
            [me] [lo] siento pero no [le/te] entiendo/comprendo
            no [le/te/lo] [he] entiendo/entendido/comprendo/comprendido
            estoy aquí para
            encantado/encantada de
            un placer
            es un placer
            con [mucho] gusto le/te ayudo
            [me] alegra/alegro [de] [mucho]
            me alegra/gusta/encanta
            adiós
            hasta pronto
            cuídese/cuídate
            sin prisa/prisas
            no se preocupe
            no te preocupes
            [no] tómese/tómate su/tu tiempo
            [le/te] deseo
            que tenga/tengas
            que se mejore
            que te mejores
            un momento
            espero que
            soy [solo/sólo/el/la/un/una]
            no puedo dar/responder/ayudar/decir
            por favor
            un [cordial] saludo
            saludos
            estimado/estimada
            """,
        offers: """
            [por] [favor] dígame/dime/dígamelo/indíqueme/indícame/escríbame/escríbeme/escriba/escribe/elija/elige/escoja/escoge/envíeme/envíame/deme/dame/repita/repite/repítame/deletree/deletréeme/compruebe/revise/pruebe/intente/use/responda/responde/conteste/contésteme/póngame/facilíteme/cuénteme/cuéntame
            [solo/sólo] dígame/dime/necesito
            [también] puedo [también] buscar/mirar/ver/comprobar/consultar/ayudarle/ayudarte/preguntar
            puedo ayudarle/ayudarte [con/a]
            [le/te] puedo ayudar/preguntar/buscar
            [le/te] ayudo con/a
            voy a buscar/mirar/comprobar/consultar
            busco/miro/consulto
            [le/te] ayudaré/ayudo con/a
            me gustaría ayudarle/ayudarte/saber/preguntarle
            [estaré] encantado/encantada de ayudarle/ayudarte/buscar
            con [mucho] gusto [le/te] ayudo/busco/miro
            [solo/sólo] [me] necesito/necesitaría/falta/faltan
            [todavía/aún] necesito/necesitaría
            me falta/faltan
            lo que necesito es
            [solo/sólo] tengo una pregunta
            para reservar/mover/cambiar/cancelar/anular/buscar/empezar/ayudarle/ayudarte/hacer/ello/eso/hacerlo/encontrar
            si lo prefiere/prefieres/desea/deseas/quiere/quieres/necesita
            si quiere/quieres/prefiere/prefieres/desea/deseas/necesita/necesitas/tiene/tienes
            si le/te/no [parece/viene/conviene/gusta] [bien]
            si ninguno/ninguna/esto/eso/ese/esa
            si hay algo
            antes de reservar/mover/cancelar/seguir/continuar/buscar
            cuando quiera/quieras/lo
            puede/puedes/podría/podrías [también] elegir/escoger/decirme/escribirme/indicarme/darme/responder/preguntar/preguntarme/enviarme
            puede/puedes elegir/escoger/decirme/escribirme
            como quiera/quieras/prefiera/prefieras
            estoy buscando
            basta con
            algo/alguien/otro/otra/otros/otras/algún/alguna
            su/tu nombre/correo/teléfono/dirección
            quedo a su/tu
            """,
        questions: """
            qué/cuál/cuáles/cuándo/dónde/quién/quiénes/cómo/cuánto/cuánta
            [a/de/para/con/por/en/bajo] qué/cuál/cuáles/quién/quiénes/cuándo
            a qué hora
            qué día y a qué hora
            qué día y hora
            le/te/les gustaría
            le/te/les parece/conviene/viene/va/interesa/ayudo/apetece/sirve/importa/importaría
            [y] [le/te] parece/conviene/viene [bien]
            quiere/quieres/desea/deseas/prefiere/prefieres/necesita/necesitas/busca/buscas
            quisiera/querría/preferiría
            podría/podrías/puede/puedes/puedo/podemos
            podría/podrías/puede/puedes decirme/darme/indicarme/escribirme/repetir/deletrear
            me puede/podría/puedes/podrías
            hay algo/alguna/algún
            hay algo más
            [en] [qué] puedo ayudarle/ayudarte
            se refiere/refiere/trata/llama
            es correcto/para/usted/esto/eso/este/ese
            es la primera
            tiene/tienes alguna/algún/preferencia/preferencias
            busco/reservo/muevo/cancelo/cambio/miro/anulo
            se/te/le/lo/la reservo/busco/muevo/cancelo/cambio/miro/anulo
            se lo/la reservo/busco/muevo/cancelo/cambio
            te lo/la reservo/busco/muevo/cancelo/cambio
            quién/cuándo está/estaría
            está buscando
            cuándo está/estás/estaría libre/disponible
            qué tal #slot/otro/otra
            o [mejor/prefiere/prefieres] #slot/otro/otra
            """,
        states: [
            .fact: """
            #slot
            #slot [todavía/aún/también] está/están [todavía/aún/también] libre/libres/disponible/disponibles
            #slot sigue/siguen libre/libres/disponible/disponibles
            [también] tengo/tenemos [libre/disponible] #slot [libre/libres/disponible/disponibles]
            [le/te] puedo ofrecer/ofrecerle/ofrecerte #slot
            puedo ofrecerle/ofrecerte #slot
            hay #slot
            he encontrado #slot
            #service [cuesta/vale/por/a] #price
            #service #price
            el precio de #service es [de] #price
            la/el #service cuesta/vale #price
            #service dura #minutes
            la/el #service dura #minutes
            dura #minutes
            cuesta #price
            [nuestro] [el] horario es #hours
            nuestro horario [es] #hours
            #hours
            #person hace/ofrece/realiza #service
            [también] ofrecemos/tenemos/hacemos #service
            puede/puedes reservar #service
            nuestra/la dirección es #address
            estamos en #address
            nos encuentra/encontrará/encuentras/encontrarás en #address
            #address
            nuestro/el teléfono es #phone
            [nuestro/el] [número] [de] teléfono es [el] #phone
            puede/puedes llamarnos/contactarnos al/en #phone
            [por] [favor] llámenos/llámanos al #phone
            #phone
            [esto/este] es #business
            soy el/la recepcionista [automático/automática/virtual] de #business
            su/tu referencia es #reference
            su/tu número de referencia es #reference
            tiene/tienes #booking
            su/tu cita/reserva es #booking
            #booking
            es #booking
            #answer
            """,
            .times: """
            tengo/tenemos estas horas/citas [libres/disponibles]
            tengo/tenemos estos horarios/huecos [libres/disponibles]
            estos horarios/huecos están libres/disponibles
            estas horas/citas están libres/disponibles
            los horarios/huecos libres/disponibles son
            """,
            .booked: """
            [ya] está reservado/reservada/confirmado/confirmada/hecho/hecha
            queda reservado/reservada/confirmado/confirmada
            su/tu cita/reserva está/queda [ya] reservada/confirmada/hecha
            [se/le/te] [la/lo] he reservado
            [muchas] gracias por [su/tu] reservar/reserva [con] [nosotros]
            le/te esperamos
            """,
            .moved: """
            [ya] está movido/movida/cambiado/cambiada
            queda cambiada/movida
            su/tu cita/reserva está/queda [ya] cambiada/movida
            [se/le/te] [la/lo] he cambiado/movido
            """,
            .cancelled: """
            [ya] está cancelado/cancelada/anulado/anulada
            queda cancelada/anulada
            su/tu cita/reserva está/queda [ya] cancelada/anulada
            [se/le/te] [la/lo] he cancelado/anulado
            """,
            .held: """
            [le/te] guardo/reservo/mantengo #hold
            #hold está/queda guardado/apartado [para] [usted/ti]
            [se/te] lo/la guardo
            le/te estoy guardando #hold
            """,
            .passedOn: """
            su/tu mensaje está/queda/ha [sido] transmitido/entregado/pasado
            he pasado/transmitido su/tu mensaje
            """,
        ],
        plain: """
            a al algo así aquí atención automático automática ayudar ayudarle ayudarte ayuda comprensión con consejo
            consejos médicos legales de del demora el ella ello en error es esa ese eso esta este esto espera esperar escribir
            escribirnos escribirme contactar contactarnos gusto haber hacerlo información interés la las le les lo los más me mensaje mi
            molestia molestias mucho mucha muy nos o oírlo oír saberlo saber para paciencia pero persona poder por pregunta
            preguntas que qué recepcionista respuesta se ser servirle servirte sobre solo sólo su sus también te todo todos tu un una
            usted ustedes y lindo feliz amable mejor cualquier cosa
            """,
        askable: """
            además ahí alguien algún alguna algunas algunos anular anularla apellido apellidos apunto buscar buscarle buscando
            busque cada cambiar cambiarla cambio cancelar cancelarla cita citas como completa completo confirmar
            confirmarme contacto correcta correcto correo cual cuál cuáles cuándo cuánto cuanto dar darme decir decirme demás desde
            desea deseas detalles día días dígame dirección dónde duración e electrónico elegir elija encontrar entre
            enviar escribirla escribirlo escriba está están estas estos falta favor fecha fechas gustaría haga hacer hasta hay hora
            horario horarios horas indicar indicarme lado letra letras llama llamar mantener mirar momento mover moverla
            necesita necesitas necesito ninguna ninguno nombre nombres nuevo nueva número o opción opciones otra otras otro otros
            parte prefiere prefieres preferencia preferencias preferida preferido quedar quién quiénes quiere quieres quisiera
            razón reagendar referencia registrar repetir repetirme reserva reservar reservas reservarle reservarte servicio
            servicios si son tal teléfono tiempo tipo tiene tienes todas trata tratamiento u usar venir venga llamarle llamarte contactar contactarle pueda pase avise anote podemos podamos busque mueva cancele guarde guardar reciba atienda nos visita
            viene bien va conviene parece interesa ayudo mejor después antes nombrar puedo puede puedes podría podrías
            llamarse deletrear deletrearlo deletrearme ir pasar sea fuera posible algo más otra persona familiar equipo hablar
            para quien usted
            """,
        binding:
            "es está están son tiene tienes hay va viene conviene puede puedes queda quedan ha han he era será serán estará dura cuesta",
        doubts: "si qué cuál cuáles cuándo dónde quién quiénes cómo cuánto cuando como quien",
        joins: "y e o u pero así porque mientras pues entonces",
        never: """
            la una
            a una
            las una
            ya no
            que tiene
            que su
            que está
            """,
        marksQuestions: true)
}

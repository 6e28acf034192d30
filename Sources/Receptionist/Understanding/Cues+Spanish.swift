extension Cues {
    static let spanish = Cues(
        intents: [
            .emergency: Phrase.list(
                """
                emergencia*, urgencia|urgencias, no … respir*, cuesta … respirar, dificultad* … respirar, respira mal, ahog*, asfixi*, \
                dolor … pecho, duele … pecho, presion|opresion … pecho, infarto, ataque al corazon, ataque cardiaco, \
                derrame cerebral, ictus, sangra|sangran|sangro|sangrando|sangrado, mucha sangre, pierd* … sangre, perdiendo … sangre, \
                hemorragia*, desangr*, inconsciente, perdio|perdido el conocimiento, desmay*, sobredosis, suicid*, matarme, \
                quitarme la vida, quiero morir*, ambulancia, socorro, auxilio, dolor … insoportable|inaguantable|fortisimo, \
                no aguanto … dolor, cara … hinchad*, hinchad* … cara, envenen*, convulsi*, reaccion alergica, llam* al 112|911|061
                """),
            .advice: Phrase.list(
                """
                ibuprofeno, paracetamol, aspirina*, analgesico*, antibiotico*, medicamento*, medicina|medicinas, puedo|debo|deberia tomar, \
                que puedo|debo|deberia|tengo que tomar, que debo|deberia hacer, que hago … con|para|si, que me recomienda … para, es normal, \
                es grave, es peligroso, dosis, sintoma*, diagnosti*, infectad*, infeccion, efectos secundarios, recetar*|recete|recetan, \
                consejo|consejos|asesoria|asesoramiento legal*|medico*|juridic*|profesional*, necesito operar*|cirugia
                """),
            .person: Phrase.list(
                """
                hablar|hable|comunicarme|comunicar con … \
                persona|alguien|humano|humana|encargad*|responsable|recepcionista|gerente|duen*|doctor*|medic*|jef*|agente, \
                persona real|humana|fisica, persona de verdad|carne, ser humano, un humano, una humana, operador*, que|puede|pueden me llam*, me puede|pueden|podria|podrian llamar, \
                me llame|llamen, llamenme|llameme, pueden|puede llamarme, devolv* … llamada, dejar|dejarle|dejarles … mensaje|recado, \
                mensaje|recado para, pas* … mensaje|recado, gerente, queja|quejas|quejarme, reclam*, contact* conmigo, contactenme, \
                en contacto conmigo, me atienda … persona|alguien, alguien … atienda|llame
                """),
            .greet: Phrase.list("hola, buenos dias, buenas tardes|noches, buenas"),
            .thanks: Phrase.list("gracias, agradec*|agradezco"),
            .bye: Phrase.list("adios, hasta luego|pronto|otra, chao|chau, que tenga … dia|tarde|noche"),
            .help: Phrase.list("ayuda|ayudar|ayudarme|ayudame|ayudeme|ayudenme, como funciona, eres … robot, usted … robot, quien eres"),
            .book: Phrase.list("cita|citas, reserv*, agendar, turno|turnos, pedir hora, hora libre, hueco"),
            .move: Phrase.list(
                "cambiar|cambiarla|cambie|cambiela|cambio, mover|moverla|mueva, modificar|modificarla, aplazar*, posponer*, reprogramar*"),
            .cancel: Phrase.list("cancel*, anul*"),
            .lookup: Phrase.list("cuando … cita, a que hora … mi cita, mi cita, mi reserva, mi turno"),
            .hours: Phrase.list("horario|horarios, a que hora abr*|cierr*, abren|abierto|abiertos|abierta|cierran, estan abiertos"),
            .prices: Phrase.list("cuanto cuesta*|vale*|cobran|sale|es, precio|precios, tarifa*, cuesta|cuestan"),
            .address: Phrase.list(
                "direccion, donde esta|estan|queda|quedan|se, como llego|llegar, ubicacion, aparcamiento|estacionamiento"),
            .services: Phrase.list("servicio|servicios, que ofrecen|hacen, tratamientos"),
        ],
        beside: Phrase.list(
            """
            no es … emergencia|urgencia, no se trata … emergencia|urgencia, sin ser … emergencia|urgencia, con urgencia, \
            contacto|telefono|salida de emergencia|emergencias, la direccion … correo, servicio al cliente
            """),
        keeping: Phrase.list("no … cancel*|anul*, sin cancelar|anular, dejela|dejelo, mejor no, politica … cancelacion"),
        yes: Phrase.list(
            """
            si si, si claro, claro, vale, de acuerdo, adelante, correcto, exacto, exactamente, perfecto, por supuesto, confirmo, confirmado, ok, okay, \
            está bien, esta bien, muy bien, dale, así es, hagalo, yes, desde luego
            """),
        faintYes: Phrase.list("si, bueno, bien"),
        no: Phrase.list("no, nunca, jamas, ninguna, ninguno, tampoco, nada, dejela, dejelo, olvidelo, espere|espera"),
        but: set("pero sino mejor salvo excepto aunque"),
        courtesy: set(
            """
            por favor gracias muchas senor senora senorita pues ah oh eh cancelela cancelelo cancele cancelala anulela anule \
            la lo hola entonces y que ya
            """),
        soonest: Phrase.list("lo antes posible, cuanto antes, lo mas pronto posible, urgente*, primera hora libre, con urgencia"),
        names: [.sure("me llamo"), .sure("mi nombre es"), .sure("a nombre de"), .capital("soy")],
        falseFriends: ["mar"])
}

extension Words {
    /// Words by which the language is known.
    static let spanish = """
        el la los las un una unos unas al del lo le les me te se nos su sus mi mis tu tus él ella ellos ellas usted ustedes yo \
        nosotros a de en por para con sin sobre hasta desde entre hacia según y e o u ni pero porque pues que qué quien quién cual \
        cuál cuáles cuando cuándo donde dónde como cómo cuanto cuánto cuánta cuántos cuántas es son soy está estoy están estamos ser \
        estar era fue sea hay había tiene tienen tengo tenemos tener quiero quisiera querría quería queremos quiere puedo puede \
        pueden puedes podría podrían poder necesito necesita necesitamos necesitaría gustaría gusta busco buscar deseo desea hacer \
        hago hace haga hecho ir voy va vamos venir vengo viene llegar llego llamo llama llaman llamar llamarme llámeme llámenme dar \
        dame deme dime diga dígame saber sé sabe creo parece prefiero prefiere pedir pido agendar reservar reserva reservas reservo \
        reserve cita citas turno turnos hora horas horario horarios día días semana semanas mes mañana tarde tardes noche noches \
        mediodía hoy ayer ahora luego después antes pronto temprano siempre nunca también tampoco muy más menos mucho mucha muchos \
        muchas poco algo nada nadie alguien alguna algún alguno ninguno ninguna otro otra otros otras mismo misma este esta estos \
        estas ese esa eso esto esos esas aquel aquí allí así ya aún todavía sí no claro vale bueno buena buenos buenas bien mal \
        gracias favor hola adiós chao perdón disculpe disculpa perdone lunes martes miércoles jueves viernes sábado domingo enero \
        febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre primero primera segundo segunda tercero \
        último última próxima próximo siguiente cancelar cancela cancelo cancele cancelarla cancélela cambiar cambio cambiarla mover \
        anular anule anulo confirmo confirmar nombre correo teléfono dirección número precio precios cuesta cuestan cobran abierto \
        abren abierta cierran cerrado servicios doctor doctora médico dentista consulta limpieza corte pelo muela diente dientes \
        dolor duele duelen ayuda ayudar ayúdenme urgente urgencia emergencia persona humano hablar español castellano inglés hijo \
        hija mujer marido esposa esposo madre padre niño niña mejor peor posible imposible cualquier libre libres hueco disponible \
        acuerdo perfecto exacto correcto genial adelante estaría sería tomar respirar socorro auxilio señor señora pasado hablen \
        hablan equivocado dr dra tomado nota habido demasiados intentos unos minutos espere vuelva probar
        """
}

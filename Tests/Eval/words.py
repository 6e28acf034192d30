"""What customers say of themselves, and how a receptionist's words are read where no card says it, by language."""

import re
from datetime import datetime

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
}
TIMES = {"en": "{month} {day} at {time}", "es": "el {day} de {month} a las {time}", "fr": "le {day} {month} à {time}"} | {
    "de": "am {day}. {month} um {time} Uhr",
    "pt": "no dia {day} de {month} às {time}",
}
PHRASES = {
    "en": {
        "yes": "yes please",
        "no": "no, thank you",
        "bye": "Thank you, bye.",
        "else": "Do you have any other times?",
        "morning": "in the morning",
        "afternoon": "in the afternoon",
        "which": "My reference is {reference} and my email is {email}.",
    },
    "es": {
        "yes": "sí, por favor",
        "no": "no, gracias",
        "bye": "Muchas gracias, adiós.",
        "else": "¿Tiene otras horas?",
        "morning": "por la mañana",
        "afternoon": "por la tarde",
        "which": "Mi referencia es {reference} y mi correo es {email}.",
    },
    "fr": {
        "yes": "oui, s'il vous plaît",
        "no": "non, merci",
        "bye": "Merci, au revoir.",
        "else": "Vous avez d'autres heures ?",
        "morning": "le matin",
        "afternoon": "l'après-midi",
        "which": "Ma référence est {reference} et mon e-mail est {email}.",
    },
    "de": {
        "yes": "ja, bitte",
        "no": "nein, danke",
        "bye": "Danke, auf Wiedersehen.",
        "else": "Haben Sie noch andere Zeiten?",
        "morning": "vormittags",
        "afternoon": "nachmittags",
        "which": "Meine Buchungsnummer ist {reference} und meine E-Mail {email}.",
    },
    "pt": {
        "yes": "sim, por favor",
        "no": "não, obrigado",
        "bye": "Obrigado, adeus.",
        "else": "Tem outros horários?",
        "morning": "de manhã",
        "afternoon": "à tarde",
        "which": "A minha referência é {reference} e o meu e-mail é {email}.",
    },
}

ASKS_TO_CANCEL = re.compile(r"(cancel|annul|storn|absag)[^.?]*\?", re.I)
ASKS_WHICH = re.compile(r"(referen|référen|buchungsnummer)", re.I)
ASKS_WHICH_HALF = re.compile(
    r"(morning|mañana|matin|vormittag|morgen|manhã).*\b(or|o|ou|oder)\b.*(afternoon|tarde|après-midi|nachmittag)", re.I
)

# Sentences of outcome, by what they claim. Only additions to what the tables bear out are looked for, so a few words will do.
CLAIMS = {
    "booked": re.compile(
        r"\b(you(?: are|'re)|is|it's|i have|i've|has been|all) (now |all )?(booked|confirmed|reserved)\b"
        r"|\b(reservad|confirmad|agendad|marcad)[oa]s?\b|\b(réservée?|confirmée?)\b|\b(gebucht|reserviert|bestätigt)\b",
        re.I,
    ),
    "moved": re.compile(
        r"\b(is|it's|has been|have) (now )?(moved|rescheduled)\b"
        r"|\b(movid|cambiad|reprogramad|remarcad|reagendad)[oa]\b|\b(déplacée?|reportée?)\b|\b(verschoben|verlegt)\b",
        re.I,
    ),
    "cancelled": re.compile(
        r"\b(is|it's|has been|have) (now )?cancell?ed\b|\b(cancelad|anulad|desmarcad)[oa]\b|\bannulée?\b|\b(storniert|abgesagt)\b", re.I
    ),
}
DENIES = re.compile(
    r"\b(not|no|nothing|never|cannot|if|once|until|before|nicht|nichts|kein\w*|noch|wenn|bevor|pas|rien|encore|si|nada|não|ainda|sin"
    r"|aún|todavía|antes|avant|quando|cuando|pour être|mit der)\b|n't\b",
    re.I,
)


def spoken(moment: datetime, language: str) -> str:
    """A time as somebody writes it who has just been shown it."""
    month = MONTHS[language].split()[moment.month - 1]
    clock = moment.strftime("%-I:%M %p").lower() if language == "en" else f"{moment:%H:%M}"
    return TIMES[language].format(month=month, day=moment.day, time=clock)


def claims(reply: str) -> set[str]:
    """What a reply says was done."""
    sentences = [sentence for sentence in re.split(r"(?<=[.!?])\s+", reply) if not sentence.endswith("?")]
    plain = [sentence for sentence in sentences if not DENIES.search(sentence)]
    return {kind for kind, pattern in CLAIMS.items() if any(pattern.search(sentence) for sentence in plain)}

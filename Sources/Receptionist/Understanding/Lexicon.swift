/// The words that the grammars know.
enum Lexicon {
    static let weekdays: [String: Weekday] = [
        "monday": .monday, "mon": .monday, "tuesday": .tuesday, "tue": .tuesday, "tues": .tuesday,
        "wednesday": .wednesday, "wed": .wednesday, "weds": .wednesday, "thursday": .thursday, "thu": .thursday,
        "thur": .thursday, "thurs": .thursday, "friday": .friday, "fri": .friday, "saturday": .saturday, "sat": .saturday,
        "sunday": .sunday, "sun": .sunday,
        "mondays": .monday, "tuesdays": .tuesday, "wednesdays": .wednesday, "thursdays": .thursday, "fridays": .friday,
        "saturdays": .saturday, "sundays": .sunday,
    ]

    static let months: [String: Int] = [
        "january": 1, "jan": 1, "february": 2, "feb": 2, "march": 3, "mar": 3, "april": 4, "apr": 4, "may": 5, "june": 6,
        "jun": 6, "july": 7, "jul": 7, "august": 8, "aug": 8, "september": 9, "sep": 9, "sept": 9, "october": 10, "oct": 10,
        "november": 11, "nov": 11, "december": 12, "dec": 12,
    ]

    /// Months whose names are also words or people's names; they count only beside a number or a word such as “in”.
    static let weakMonths: Set<String> = ["march", "mar", "may", "april", "june", "august", "jan", "dec", "nov"]

    static func weekday(_ word: String) -> Weekday? { weekdays[word] }
    static func month(_ word: String) -> Int? { months[word] }

    static let numbers: [String: Int] = [
        "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
        "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
        "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "forty-five": 45, "fifty": 50,
        "twenty-one": 21, "twenty-two": 22, "twenty-three": 23, "twenty-four": 24, "twenty-five": 25,
    ]

    static let ordinals: [String: Int] = [
        "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
        "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
        "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22,
        "twenty-third": 23, "twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27,
        "twenty-eighth": 28, "twenty-ninth": 29, "thirtieth": 30, "thirty-first": 31, "1rst": 1,
    ]

    /// Words that stand for another; short forms and slips too short for the spelling rule.
    static let synonyms: [String: String] = [
        "tmrw": "tomorrow", "tmr": "tomorrow", "tmw": "tomorrow", "2moro": "tomorrow", "2morrow": "tomorrow", "tomo": "tomorrow",
        "tonite": "tonight", "2nite": "tonight", "2day": "today", "todays": "today", "tomorrows": "tomorrow",
        "tomorrow's": "tomorrow", "today's": "today", "morn": "morning", "mornings": "morning", "afternoons": "afternoon",
        "arvo": "afternoon", "aft": "afternoon", "eve": "evening", "evenings": "evening", "nite": "night", "midday": "noon",
        "noontime": "noon", "lunchtime": "lunch", "wk": "week", "wks": "weeks", "nxt": "next", "mins": "minutes",
        "min": "minutes", "hrs": "hours", "hr": "hour", "appt": "appointment", "apt": "appointment", "appts": "appointments",
        "pls": "please", "plz": "please", "thx": "thanks", "thnx": "thanks", "ty": "thanks", "cheers": "thanks",
        "ta": "thanks", "yep": "yes", "yeah": "yes", "yup": "yes", "yea": "yes", "ya": "yes", "aye": "yes", "sure": "yes",
        "y": "yes", "nope": "no", "nah": "no", "n": "no", "ok": "okay", "k": "okay", "kk": "okay", "u": "you", "r": "are",
        "ur": "your", "im": "i'm", "ill": "i'll", "dont": "don't", "cant": "can't", "cannot": "can't", "couldnt": "couldn't",
        "wont": "won't", "whats": "what's", "wheres": "where's", "resched": "reschedule", "re-schedule": "reschedule",
        "rebook": "reschedule", "postpone": "reschedule", "o clock": "o'clock", "oclock": "o'clock", "til": "until",
        "till": "until", "thru": "through", "abt": "about", "e-mail": "email", "mail": "email", "emails": "email",
        "cell": "phone", "mobile": "phone", "telephone": "phone", "tel": "phone", "hiya": "hi", "hey": "hi", "heya": "hi",
        "howdy": "hi", "hello": "hi", "helo": "hi", "hallo": "hi", "greetings": "hi", "goodbye": "bye", "cya": "bye",
        "colour": "color", "wkend": "weekend", "weekends": "weekend", "earliest": "earliest", "soonest": "earliest",
        "@": "at", "&": "and", "fortnight's": "fortnight", "canx": "cancel", "cancle": "cancel", "bk": "book",
        "fom": "from", "frm": "from", "nd": "and", "2nd": "2nd", "noght": "night", "wen": "wednesday", "wendsday": "wednesday",
        "wensday": "wednesday", "thirsday": "thursday", "tueday": "tuesday", "w": "with",
    ]

    /// What a slip of the finger may have meant.
    static let correctable: [String] = [
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "august",
        "september", "october", "november", "december", "april", "today", "tonight", "tomorrow", "yesterday", "morning",
        "afternoon", "evening", "weekend", "weekday", "fortnight", "appointment", "appointments", "cancel", "cancelled",
        "cancellation", "reschedule", "available", "availability", "booking", "please", "thanks", "earliest", "address",
        "prices", "price", "hours", "opening", "between", "before", "after", "around", "another", "different", "actually",
        "change", "charge", "instead", "human", "person", "manager", "receptionist", "message", "services", "emergency", "reference",
        "lunch", "quarter", "later", "earlier", "second", "third", "schedule", "sorry", "confirm", "parking", "email",
        "phone", "number", "something", "anything", "possible", "first",
    ]

    /// Words that stand as they are: the grammars' own and the commonest of the language.
    static let vocabulary: Set<String> = Set(
        correctable + Array(weekdays.keys) + Array(months.keys) + Array(numbers.keys) + Array(ordinals.keys)
            + Array(synonyms.values) + Stopwords.all)
}

internal import Web

/// The page on which a person plays the phone. It is the frame; `web/sandbox.js` brings it to life.
struct SandboxPage {
    let numbers: [OurNumber]

    var html: HTML {
        SandboxFrame.page(title: nil, script: "/assets/sandbox.js") {
            a(.class("skip"), .href(path: "#phone")) { "Skip to the phone" }
            header(.class("masthead")) {
                p(.class("business")) { "Sandbox" }
                p(.class("zone")) {
                    span { "Stands in for the telephone network. Nobody is really called or texted. " }
                    a(.href(SandboxPlace.week)) { "Google Calendar" }
                }
            }
            main(.id("content")) {
                phone
                wire
            }
        }
    }

    private var phone: HTML {
        section(.class("card phone"), .id("phone"), .ariaLabel("Phone")) {
            h1 { "A phone" }
            if numbers.isEmpty { p(.class("fault")) { "No business has a number yet: holdfast number add gives it one." } }
            people
            div(.class("tabs"), .role("tablist"), .ariaLabel("What to do")) {
                tab("texts", "Texts", isOpen: true)
                tab("call", "Call", isOpen: false)
            }
            texts
            call
            p(.class("fault"), .id("trouble"), .role("alert"), Attribute("hidden", true))
        }
    }

    private var people: HTML {
        div(.class("people")) {
            p(.class("field")) {
                label(.for("me")) { "You are" }
                input(.id("me"), .type("tel"), .value("+19175550142"), .autocomplete("off"), Attribute("list", "others"))
                Self.datalist(.id("others")) {
                    for number in ["+19175550142", "+12125550177", "+447700900123", "+4915550142010"] { option(.value(number)) }
                }
            }
            p(.class("field")) {
                label(.for("them")) { "You reach" }
                select(.id("them")) {
                    for number in numbers {
                        option(.value(number.number), Attribute("data-whatsapp", String(number.takesWhatsApp))) {
                            "\(number.business) · \(number.number)"
                        }
                    }
                }
            }
        }
    }

    private func tab(_ id: String, _ name: String, isOpen: Bool) -> HTML {
        button(
            .type("button"), .class("tab"), .role("tab"), .id("\(id)-tab"), Attribute("aria-controls", id),
            Attribute("aria-selected", String(isOpen))
        ) { name }
    }

    private var texts: HTML {
        div(.id("texts"), .role("tabpanel"), Attribute("aria-labelledby", "texts-tab")) {
            ol(.id("thread"), .class("thread"), .ariaLabel("Texts"), .role("log"))
            form(.id("write"), .class("write")) {
                label(.class("unseen"), .for("channel")) { "By" }
                select(.id("channel")) {
                    option(.value("sms")) { "SMS" }
                    option(.value("whatsapp")) { "WhatsApp" }
                }
                label(.class("unseen"), .for("body")) { "Text" }
                textarea(.id("body"), Attribute("rows", "2"), Attribute("placeholder", "Write a text"), .maxlength(1600))
                button { "Send" }
            }
        }
    }

    private var call: HTML {
        div(.id("call"), .role("tabpanel"), Attribute("aria-labelledby", "call-tab"), Attribute("hidden", true)) {
            p(.class("line"), .id("line"), .role("status")) { "Not in a call." }
            ol(.id("spoken"), .class("thread"), .ariaLabel("What is said"), .role("log"))
            form(.id("speak"), .class("write"), Attribute("hidden", true)) {
                label(.class("unseen"), .for("words")) { "Say" }
                input(.id("words"), .type("text"), .autocomplete("off"), Attribute("placeholder", "Say something"))
                button { "Say" }
            }
            div(.class("keypad"), .id("keypad"), .ariaLabel("Keypad"), .role("group"), Attribute("hidden", true)) {
                for key in ["1", "2", "3", "4", "5", "6", "7", "8", "9", "*", "0", "#"] {
                    button(.type("button"), .class("quiet"), Attribute("data-key", key)) { key }
                }
            }
            div(.class("actions"), .id("put-through"), Attribute("hidden", true)) {
                for (outcome, name) in [("answered", "They answer"), ("busy", "Busy"), ("no-answer", "Nobody answers")] {
                    button(.type("button"), .class("quiet"), Attribute("data-outcome", outcome)) { name }
                }
            }
            calling
        }
    }

    private var calling: HTML {
        .fragment([
            div(.class("options"), .id("placing")) {
                p {
                    label(.for("stir")) { "The carrier says of your number" }
                    select(.id("stir")) {
                        option(.value("A")) { "it is theirs (A)" }
                        option(.value("B")) { "it came from a customer (B)" }
                        option(.value("")) { "nothing" }
                        option(.value("withheld")) { "nothing: you withhold it" }
                    }
                }
            },
            p(.class("tick")) {
                input(.id("aloud"), .type("checkbox"), .checked(false))
                label(.for("aloud")) { "Speak what is said aloud" }
            },
            div(.class("actions")) {
                button(.type("button"), .id("place")) { "Call" }
                button(.type("button"), .id("silence"), .class("quiet"), Attribute("hidden", true)) { "Stay silent" }
                button(.type("button"), .id("hang-up"), .class("danger"), Attribute("hidden", true)) { "Hang up" }
            },
        ])
    }

    private var wire: HTML {
        section(.class("card wire"), .ariaLabel("What went over the wire")) {
            h2 { "What went over the wire" }
            Self.details(.class("trouble")) {
                Self.summary { "Let something go wrong" }
                form(.id("fault"), .class("options")) {
                    p {
                        label(.for("kind")) { "Next time" }
                        select(.id("kind")) { for (kind, name) in Self.faults { option(.value(kind)) { name } } }
                    }
                    p {
                        label(.for("times")) { "How often" }
                        select(.id("times")) {
                            option(.value("1")) { "once" }
                            option(.value("3")) { "three times" }
                            option(.value("0")) { "until cleared" }
                        }
                    }
                    div(.class("actions")) {
                        button(.class("quiet")) { "Set" }
                        button(.type("button"), .id("clear"), .class("quiet")) { "Clear all" }
                    }
                }
                p(.id("faults"), .class("zone"))
            }
            ol(.id("wire"), .class("exchanges"), .ariaLabel("Exchanges, newest first"))
            p(.id("nothing"), .class("zone")) { "Nothing yet: send a text or place a call." }
        }
    }

    private static let faults: [(String, String)] = [
        ("lose_answer", "a message is taken and its answer lost"), ("lose_request", "a message is lost on its way"),
        ("refuse", "too many requests (429)"), ("slow", "the answer takes 3 seconds"), ("undelivered", "a message isn’t delivered"),
        ("failed", "a message is filtered"), ("no_callbacks", "no status is told"), ("duplicate_callbacks", "each status is told twice"),
        ("reversed_callbacks", "statuses are told in reverse"), ("duplicate_webhooks", "a delivery comes twice"),
    ]

    private static let details = Tag("details")
    private static let summary = Tag("summary")
    private static let datalist = Tag("datalist")
}

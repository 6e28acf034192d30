internal import Web

/// A box that is ticked or not; its field is sent only where it is.
struct Tick {
    let name: String
    let caption: String
    let isOn: Bool

    var html: HTML {
        p(.class("tick")) {
            input(.type("checkbox"), .id(name), .name(name), .value("yes"), .checked(isOn))
            label(.for(name)) { caption }
        }
    }
}

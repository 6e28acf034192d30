internal import Web

/// A labelled field for more than a line.
struct TextBox {
    let name: String
    let caption: String
    var rows = 3
    /// Characters that are taken.
    let limit: Int
    var hint = ""
    var value = ""
    var isRequired = false

    var html: HTML {
        p(.class("field")) {
            label(.for(name)) { isRequired ? caption : "\(caption) (optional)" }
            textarea(
                .id(name), .name(name), .maxlength(limit), .required(isRequired), Attribute("rows", String(rows)),
                hint.isEmpty ? Attribute("aria-describedby", false) : .describedBy("\(name)-hint")
            ) { value }
            if !hint.isEmpty { small(.id("\(name)-hint")) { hint } }
        }
    }
}

extension Fields {
    /// What was written in a field, without the space around it; more than is taken is refused.
    func words(_ name: String, _ caption: String, atMost limit: Int) throws(Problem) -> String {
        let text = (self[name] ?? "").replacing("\r\n", with: "\n").trimmingBlanks
        guard text.unicodeScalars.count <= limit else { throw Problem.invalid("“\(caption)” takes \(limit) characters at most.") }
        return text
    }
}

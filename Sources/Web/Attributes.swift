extension Attribute {
    public static func id(_ value: String) -> Attribute { Attribute("id", value) }
    public static func `class`(_ value: String) -> Attribute { Attribute("class", value) }
    public static func lang(_ value: String) -> Attribute { Attribute("lang", value) }
    public static func name(_ value: String) -> Attribute { Attribute("name", value) }
    public static func value(_ value: String) -> Attribute { Attribute("value", value) }
    public static func type(_ value: String) -> Attribute { Attribute("type", value) }
    public static func content(_ value: String) -> Attribute { Attribute("content", value) }
    public static func rel(_ value: String) -> Attribute { Attribute("rel", value) }
    public static func source(_ value: String) -> Attribute { Attribute("src", value) }
    public static func `for`(_ id: String) -> Attribute { Attribute("for", id) }
    public static func datetime(_ value: String) -> Attribute { Attribute("datetime", value) }
    public static func autocomplete(_ value: String) -> Attribute { Attribute("autocomplete", value) }
    public static func maxlength(_ count: Int) -> Attribute { Attribute("maxlength", String(count)) }
    public static func required(_ isRequired: Bool = true) -> Attribute { Attribute("required", isRequired) }
    public static func checked(_ isChecked: Bool) -> Attribute { Attribute("checked", isChecked) }
    public static func selected(_ isSelected: Bool) -> Attribute { Attribute("selected", isSelected) }

    /// A link to a place of ours.
    public static func href(_ route: some Route) -> Attribute { Attribute("href", route.path) }
    /// A link that a route printed with its query, or a file that the front server gives.
    public static func href(path: String) -> Attribute { Attribute("href", path) }
    /// Where a form goes.
    public static func action(_ route: some Route) -> Attribute { Attribute("action", route.path) }
    /// How a form goes.
    public static func method(_ method: Method) -> Attribute { Attribute("method", method.rawValue.lowercased()) }

    /// What assistive technology reads for an element that has no text of its own.
    public static func ariaLabel(_ text: String) -> Attribute { Attribute("aria-label", text) }
    public static func describedBy(_ id: String) -> Attribute { Attribute("aria-describedby", id) }
    /// What an element is where its looks were changed.
    public static func role(_ name: String) -> Attribute { Attribute("role", name) }
    /// The page of a navigation that is open.
    public static func currentPage(_ isCurrent: Bool) -> Attribute {
        isCurrent ? Attribute("aria-current", "page") : Attribute("aria-current", false)
    }
}

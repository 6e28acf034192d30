/// An element that holds others: `p(.class("note")) { "Closed on Sundays." }`.
public struct Tag: Sendable {
    let name: StaticString
    /// An element of that name.
    public init(_ name: StaticString) { self.name = name }

    /// The element with its attributes and what stands in it.
    public func callAsFunction(_ attributes: Attribute..., @HTMLBuilder content: () -> HTML = { .empty }) -> HTML {
        .element(name, attributes, content())
    }
}

/// An element that holds nothing: `input(.name("email"))`.
public struct VoidTag: Sendable {
    let name: StaticString
    /// An element of that name.
    public init(_ name: StaticString) { self.name = name }

    /// The element with its attributes.
    public func callAsFunction(_ attributes: Attribute...) -> HTML { .void(name, attributes) }
}

public let html = Tag("html")
public let head = Tag("head")
public let title = Tag("title")
public let script = Tag("script")
public let body = Tag("body")
public let header = Tag("header")
public let nav = Tag("nav")
public let main = Tag("main")
public let footer = Tag("footer")
public let section = Tag("section")
public let article = Tag("article")
public let div = Tag("div")
public let h1 = Tag("h1")
public let h2 = Tag("h2")
public let p = Tag("p")
public let a = Tag("a")
public let span = Tag("span")
public let strong = Tag("strong")
public let small = Tag("small")
public let time = Tag("time")
public let ul = Tag("ul")
public let ol = Tag("ol")
public let li = Tag("li")
public let dl = Tag("dl")
public let dt = Tag("dt")
public let dd = Tag("dd")
public let table = Tag("table")
public let thead = Tag("thead")
public let tbody = Tag("tbody")
public let tr = Tag("tr")
public let th = Tag("th")
public let td = Tag("td")
public let form = Tag("form")
public let label = Tag("label")
public let textarea = Tag("textarea")
public let fieldset = Tag("fieldset")
public let legend = Tag("legend")
public let select = Tag("select")
public let option = Tag("option")
public let button = Tag("button")

public let meta = VoidTag("meta")
public let link = VoidTag("link")
public let input = VoidTag("input")

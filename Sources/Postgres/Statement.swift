/// A statement with the types of its parameters and of its rows, which the compiler holds every caller to.
public struct Statement<Row, each Parameter: Bindable>: Sendable {
    let sql: SQLText
    let decode: @Sendable (borrowing RowView) throws(DatabaseError) -> Row

    /// The SQL, and how one row is read.
    public init(_ sql: SQLText, _ decode: @escaping @Sendable (borrowing RowView) throws(DatabaseError) -> Row) {
        self.sql = sql
        self.decode = decode
    }

    func step(_ parameters: repeat each Parameter) -> Step {
        var values: [String?] = []
        repeat values.append((each parameters).bound)
        return Step(name: sql.name, text: sql.text, values: values)
    }
}

/// One command on its way to the server. Without a name it isn't prepared.
struct Step {
    var name: String
    var text: String
    var values: [String?]

    init(name: String = "", text: String, values: [String?] = []) {
        self.name = name
        self.text = text
        self.values = values
    }

    static func tenant(_ id: Int64) -> Step {
        Step(name: "tenant", text: "select pg_catalog.set_config('holdfast.tenant', $1, true)", values: [String(id)])
    }

    static func enter(_ entrance: Entrance) -> Step {
        Step(
            name: "entrance", text: "select holdfast.enter_tenant($1, $2, $3)",
            values: [String(entrance.tenant), entrance.slug, String(entrance.stamp)])
    }

    static func fence(turn: Int64, number: Int64) -> Step {
        Step(name: "fence", text: "select holdfast.check_fence($1, $2)", values: [String(turn), String(number)])
    }

    /// A NUL would cut the text short in C.
    func check() throws(DatabaseError) {
        for value in values where value?.utf8.contains(0) == true { throw .value("a text parameter holds a NUL character") }
    }
}

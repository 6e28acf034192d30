/// The members of a posted JSON object, read by name and kind. What has the wrong shape is a 400 that names the member.
public struct JSONFields: Sendable {
    private let object: JSON
    /// How the object is called in messages; empty for the body itself.
    private let prefix: String

    init(_ object: JSON, prefix: String) {
        self.object = object
        self.prefix = prefix
    }

    /// A string; nil where it is absent or null.
    public func string(_ name: String) throws(Problem) -> String? {
        switch object[name] {
        case .none, .null: return nil
        case .string(let text) where !text.utf8.contains(0): return text
        default: throw wrong(name, "a string")
        }
    }

    /// An id: a string, or a number that is taken as one.
    public func identifier(_ name: String) throws(Problem) -> String? {
        if case .int(let number) = object[name] { return String(number) }
        return try string(name)
    }

    /// A whole number; nil where it is absent or null.
    public func int(_ name: String) throws(Problem) -> Int? {
        switch object[name] {
        case .none, .null: return nil
        case .int(let number): return Int(number)
        default: throw wrong(name, "a whole number")
        }
    }

    /// An object; nil where it is absent or null.
    public func fields(_ name: String) throws(Problem) -> JSONFields? {
        switch object[name] {
        case .none, .null: return nil
        case .some(let value):
            guard case .object = value else { throw wrong(name, "an object") }
            return JSONFields(value, prefix: prefix + name + ".")
        }
    }

    /// A member that must be there: a 422 that names it where it is not.
    public func required<Value>(_ name: String, _ value: Value?) throws(Problem) -> Value {
        guard let value else { throw .invalid("“\(prefix)\(name)” is missing. Send it and try again.") }
        return value
    }

    private func wrong(_ name: String, _ kind: String) -> Problem {
        .malformed("“\(prefix)\(name)” must be \(kind).")
    }
}

extension Request {
    /// The body as a JSON object; anything else is a 400 that says where reading stopped.
    public func jsonFields() throws(Problem) -> JSONFields {
        do throws(JSONFault) {
            let value = try JSON(reading: body)
            if case .object = value { return JSONFields(value, prefix: "") }
        } catch {
            throw .malformed("The body is not JSON: at byte \(error.offset), \(error.reason).")
        }
        throw .malformed("The body must be a JSON object.")
    }
}

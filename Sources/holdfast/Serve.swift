/// `holdfast serve`: the pools.
enum Serve {
    static let usage = ""

    /// The database connections that all pools together may take.
    static let connections = 0

    static func run(_ arguments: [String], _ settings: Settings) throws(CommandFault) -> Exit {
        throw CommandFault(exit: .couldNotBoot, lines: ["the pools are not part of this build"])
    }
}

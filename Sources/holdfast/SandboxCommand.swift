internal import FCGIHost
internal import FoundationEssentials
internal import Sandbox

/// `holdfast sandbox`: stand-ins for the services outside, so that everything can be tried without an account.
struct SandboxCommand {
    static let usage = """
        model --listen 127.0.0.1:PORT --script FILE [--show]

        Answers as a model does, at http://127.0.0.1:PORT/v1, with what the script says; docs/sandbox.md tells how one is written, and
        sandbox/receptionist.json is one to begin with. The file is read anew for each question. --show prints each question in a line of
        JSON. Only this machine is listened to.
        """

    private let endpoint: Endpoint
    private let script: String
    private let shows: Bool

    init(_ arguments: [String]) throws(CommandFault) {
        guard arguments.first == "model" else { throw .usage("sandbox knows model; see --help") }
        shows = arguments.contains("--show")
        let options = try Options(arguments.dropFirst().filter { $0 != "--show" }, known: ["listen", "script"])
        script = try options.required("script")
        guard let endpoint = Endpoint(try options.required("listen")), endpoint.isLoopback else {
            throw .usage("--listen takes an address of this machine and a port, such as 127.0.0.1:9090")
        }
        self.endpoint = endpoint
    }

    /// Serves until it is ended.
    func run() throws(CommandFault) -> Exit {
        let model = ModelStandIn({ [script] in Self.bytes(of: script) }, tell: { [shows] in Self.tell($0, shows) })
        if let fault = model.fault() { throw .usage("\(script) is no script: \(fault)") }
        let server: HTTPServer
        do { server = try HTTPServer(endpoint, answer: model.answer) } catch { throw .failed("\(error)") }
        Program.say("http://\(endpoint)/v1 answers as a model")
        server.run()
    }

    private static func bytes(of path: String) -> [UInt8]? {
        (try? String(contentsOfFile: path, encoding: .utf8)).map { Array($0.utf8) }
    }

    private static func tell(_ event: ModelStandIn.Event, _ shows: Bool) {
        switch event {
        case .asked(let question): if shows { Program.say(String(decoding: question, as: UTF8.self)) }
        case .fault(let words): complain("the script can't be used: \(words)")
        }
    }
}

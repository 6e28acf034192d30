import FoundationEssentials

/// `holdfast nginx`: the site as one nginx configuration.
struct Nginx {
    /// The folder of nginx's own files; absolute.
    var run: String
    /// The folder of what is sent as it is.
    var files: String
    /// Where the pools are, as nginx names an address.
    var web: String
    var talk: String
    /// The folder of the sockets.
    var sockets: String
    /// The folder of the template and its parts.
    var templates: String
    /// The address and port that visitors reach.
    var listen: String
    /// Whether addresses are held to their rates.
    var limits: Bool
    /// Whether something stands in for a telephone network, as the pools decide it too.
    var sandbox: Bool
    /// Whether visitors come by TLS, which a server in front of this one ends.
    var https: Bool

    /// Settles the options: the command line first, then the environment, then the house's own habit.
    init(arguments: [String], environment: [String: String]) throws(Fault) {
        var options: [String: String] = [:]
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard Self.options.contains(name) else { throw .unknownOption(name) }
            guard let value = rest.popFirst() else { throw .noValue(name) }
            options[name] = value
        }
        run = Self.absolute(options["--run"] ?? environment["RUN_DIR"] ?? ".run")
        files = options["--files"] ?? run + "/web"
        sockets = options["--sockets"].map(Self.absolute) ?? run
        web = environment["HOLDFAST_WEB_LISTEN"] ?? "unix:\(sockets)/web.sock"
        talk = environment["HOLDFAST_TALK_LISTEN"] ?? "unix:\(sockets)/talk.sock"
        templates = options["--templates"] ?? run + "/nginx"
        listen = options["--listen"] ?? "127.0.0.1:" + (environment["PORT"] ?? "8080")
        limits = environment["HOLDFAST_LIMITS"] != "off"
        let services = ["TWILIO_ACCOUNT_SID", "GOOGLE_CLIENT_ID"]
        sandbox = environment["HOLDFAST_MODE"] == "development" && services.contains { environment[$0]?.isEmpty != false }
        https = environment["HOLDFAST_PUBLIC_URL"]?.hasPrefix("https:") ?? false
    }

    static let usage = """
        [--run FOLDER] [--files FOLDER] [--sockets FOLDER] [--templates FOLDER] [--listen ADDRESS:PORT]

        Nginx keeps its own files in --run (RUN_DIR), sends what lies in --files and meets the pools in --sockets, or where
        HOLDFAST_WEB_LISTEN and HOLDFAST_TALK_LISTEN say.
        """

    private static let options: Set = ["--run", "--files", "--sockets", "--templates", "--listen"]

    /// Why there is no site.
    enum Fault: Error, CustomStringConvertible {
        case unknownOption(String)
        case noValue(String)
        case unreadable(String)
        case template(NginxTemplate.Fault)

        var description: String {
            switch self {
            case .unknownOption(let name): "nginx knows --run, --files, --sockets, --templates and --listen, not \(name)"
            case .noValue(let name): "\(name) needs a value"
            case .unreadable(let folder): "no template of the site in \(folder); name its folder with --templates"
            case .template(let fault): "the site's template can't be rendered: \(fault)"
            }
        }
    }

    /// The whole configuration.
    func site() throws(Fault) -> String {
        let values = ["run": run, "files": files, "sockets": sockets, "web": web, "talk": talk, "listen": listen]
        let switches = Set((limits ? ["limits"] : []) + (https ? ["https"] : []) + (sandbox ? ["sandbox"] : []))
        let template = NginxTemplate(parts: try parts(), values: values, switches: switches)
        do { return try template.render("nginx.conf") } catch { throw .template(error) }
    }

    private func parts() throws(Fault) -> [String: String] {
        do {
            let names = try FileManager.default.contentsOfDirectory(atPath: templates).filter { $0.hasSuffix(".conf") }
            let texts = try names.map { try String(contentsOfFile: templates + "/" + $0, encoding: .utf8) }
            return Dictionary(uniqueKeysWithValues: zip(names, texts))
        } catch {
            throw .unreadable(templates)
        }
    }

    private static func absolute(_ path: String) -> String {
        path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    }
}

// A program for the process tests: routes that wait, fail and die when a test says so, on the real pool.
import FCGIHost
import Glibc
import Web

@main
enum ProcessHost {
    /// `ProcessHost serve FOLDER WORKERS` supervises; it starts `ProcessHost worker FOLDER WORKERS STAND`.
    static func main() throws {
        let arguments = CommandLine.arguments
        let pool = configuration(folder: arguments[2], workers: Int(arguments[3]) ?? 1)
        if arguments[1] == "worker" {
            guard let stand = Stand(arguments[4]) else { exit(2) }
            exit(Worker.run(pool, stand: stand, program(arguments[2])).rawValue)
        }
        let log = text("LOG_FILE")
        let status = StatusSettings(path: arguments[2] + "/status.sock", token: "sesame-of-this-test")
        let (folder, count) = (arguments[2], arguments[3])
        var supervisor = try Supervisor([pool], program: try Program.path(), log: log, status: status) { _ in ["worker", folder, count] }
        exit(supervisor.run().rawValue)
    }

    private static func configuration(folder: String, workers: Int) -> PoolConfiguration {
        var limits = Limits()
        limits.arrival = setting("ARRIVAL", limits.arrival)
        limits.request = setting("REQUEST", limits.request)
        limits.stop = setting("STOP", limits.stop)
        limits.insistence = setting("INSISTENCE", limits.insistence)
        limits.sending = setting("SENDING", limits.sending)
        return PoolConfiguration(
            name: "test", door: door ?? .unix(folder + "/test.sock"), size: .fixed(workers), limits: limits,
            frontServer: frontServer)
    }

    /// A port instead of the socket.
    private static var door: Door? { text("LISTEN").flatMap { Endpoint($0) }.map { .tcp($0) } }

    private static var frontServer: FrontServer {
        let addresses = text("FRONT_ADDRESSES").map { $0.split(separator: ",").compactMap { Network(String($0)) } }
        return FrontServer(group: text("FRONT_GROUP").flatMap { UInt32($0) }, addresses: addresses ?? [])
    }

    private static func text(_ name: String) -> String? { unsafe getenv(name).map { unsafe String(cString: $0) } }

    /// A limit in milliseconds from the environment.
    private static func setting(_ name: String, _ usual: Duration) -> Duration {
        text(name).flatMap { Int($0) }.map { .milliseconds($0) } ?? usual
    }

    private static func program(_ folder: String) -> WorkerProgram {
        let place = Place(folder: folder)
        return WorkerProgram {
            if place.has("broken") { throw Broken() }
            return { request in try place.answer(request) }
        }
    }
}

struct Broken: Error {}

/// The folder through which a test and the program talk.
struct Place {
    let folder: String

    func answer(_ request: Request) throws -> Response {
        place(request.path)
        switch request.path {
        case "/pid": return text("\(getpid())")
        case "/echo": return Response(.ok, body: .bytes(request.body), route: "/echo")
        case "/wait":
            waitForTest()
            return text("waited")
        case "/throw": throw Broken()
        case "/problem": throw Problem.notFound("Not here.")
        case "/trap": fatalError("as the test asked")
        case "/stream": return Response(.ok, body: .stream(stream), afterwards: { place("afterwards") })
        case "/after":
            return Response(
                .ok, body: .bytes(Array("first".utf8)),
                afterwards: {
                    waitForTest(); place("afterwards")
                })
        case "/large": return Response(.ok, body: .bytes([UInt8](repeating: 0x61, count: 5_000_000)))
        case let path where path.hasPrefix("/print/"):
            print(bytes: Int(path.dropFirst(7)) ?? 0)
            return text("printed")
        default: return text("hello")
        }
    }

    private func text(_ words: String) -> Response { Response(.ok, body: .bytes(Array(words.utf8)), route: "/text") }

    private func stream(_ writer: any BodyWriter) {
        do throws(ClientGone) {
            try writer.write(Array("one ".utf8))
            waitForTest()
            for _ in 0..<100 { try writer.write(Array("two ".utf8)) }
        } catch {
            place("gone")
        }
    }

    /// Prints lines of 64 bytes to standard error, as a library might.
    private func print(bytes count: Int) {
        let lines = Array(String(repeating: String(repeating: "x", count: 63) + "\n", count: 64).utf8)
        for start in stride(from: 0, to: count, by: lines.count) {
            let piece = lines.prefix(count - start)
            _ = unsafe piece.withUnsafeBytes { room in unsafe write(STDERR_FILENO, room.baseAddress, room.count) }
        }
    }

    /// Says that it waits, through one pipe, and waits until the test opens the other.
    private func waitForTest() {
        close(unsafe open(folder + "/begun", O_WRONLY))
        close(unsafe open(folder + "/go", O_RDONLY))
    }

    /// Adds a line to the file that tells what ran.
    private func place(_ name: String) {
        let file = unsafe open(folder + "/ran", O_WRONLY | O_APPEND | O_CREAT, 0o600)
        let line = Array("\(name)\n".utf8)
        _ = unsafe line.withUnsafeBytes { room in unsafe write(file, room.baseAddress, room.count) }
        close(file)
    }

    func has(_ name: String) -> Bool { unsafe access(folder + "/" + name, F_OK) == 0 }
}

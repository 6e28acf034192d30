// A program for the process tests: routes that wait, fail and die when a test says so, on the real pool.
import FCGIHost
import Glibc
import Web

@main
enum ProcessHost {
    /// `ProcessHost serve FOLDER WORKERS` supervises; it starts `ProcessHost worker FOLDER WORKERS STAND`.
    static func main() throws {
        let arguments = CommandLine.arguments
        if arguments[1] == "worker" {
            guard let stand = Stand(arguments[4]) else { Program.exit(2) }
            let pool = Setup(own: Program.environment, workers: arguments[3]).pool(in: arguments[2])
            Program.exit(Worker.run(pool, stand: stand, program(arguments[2]).withCare()).rawValue)
        }
        let path = try Program.path()
        let replan = { [folder = arguments[2], count = arguments[3]] in try plan(path, folder, count) }
        let log = Program.environment["LOG_FILE"]
        let status = StatusSettings(path: arguments[2] + "/status.sock", token: "sesame-of-this-test")
        var supervisor = try Supervisor(replan(), log: log, status: status, replan: replan)
        Program.exit(supervisor.run().rawValue)
    }

    /// The environment, over which the folder's file of settings stands where there is one; a reload reads it anew.
    private static func plan(_ program: String, _ folder: String, _ count: String) throws -> Plan {
        let setup = try Setup(own: Program.environment, file: folder + "/settings", workers: count)
        return Plan(pools: [setup.pool(in: folder)], program: program, environment: setup.settings) { _ in ["worker", folder, count] }
    }

    private static func program(_ folder: String) -> WorkerProgram {
        let place = Place(folder: folder)
        return WorkerProgram {
            if place.has("broken") { throw Broken() }
            if place.has("aborts") { abort() }
            if place.has("slow") { place.waitForTest() }
            return { request in try place.answer(request) }
        } check: {
            if place.has("unfit") { throw Problem(.internalServerError, code: "unfit", detail: "the page doesn't render") }
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
        case "/greeting": return text(unsafe getenv("GREETING").map { unsafe String(cString: $0) } ?? "none")
        case "/environment": return text(Program.environment.keys.sorted().joined(separator: " "))
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
        case let path where path.hasPrefix("/deferred/"):
            return deferred(path.dropFirst(10), "/deferred") {
                waitForTest()
                place("worked")
            }
        case let path where path.hasPrefix("/racing/"):
            let parts = path.dropFirst(8).split(separator: "/")
            return deferred(parts[0], "/racing") { usleep((UInt32(parts[1]) ?? 0) * 1_000) }
        case "/large": return Response(.ok, body: .bytes([UInt8](repeating: 0x61, count: 5_000_000)))
        case let path where path.hasPrefix("/sleep/"):
            usleep((UInt32(path.dropFirst(7)) ?? 0) * 1_000)
            return text("slept")
        case let path where path.hasPrefix("/rave/"):
            Noise(seed: UInt64(path.dropFirst(6)) ?? 0).rave()
            return text("raved")
        case let path where path.hasPrefix("/print/"):
            print(bytes: Int(path.dropFirst(7)) ?? 0)
            return text("printed")
        default: return text("hello")
        }
    }

    private func deferred(_ limit: Substring, _ route: String, _ work: @escaping () -> Void) -> Response {
        let body = Response.Body.deferred(limit: .milliseconds(Int(limit) ?? 0), meanwhile: Array("meanwhile".utf8)) {
            work()
            return Array("worked".utf8)
        }
        return Response(.ok, body: body, route: route)
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
    func waitForTest() {
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

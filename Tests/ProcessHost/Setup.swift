// What a test asks of the pool: numbers in the environment, and in a file that a reload reads anew.
import FCGIHost
import Glibc

struct Setup {
    var settings: [String: String]
    private let workers: Int

    init(own: [String: String], workers: String) {
        settings = own
        self.workers = Int(settings["WORKERS"] ?? workers) ?? 1
    }

    /// The file's lines are `NAME=VALUE`; what isn't is a fault of the file.
    init(own: [String: String], file: String, workers: String) throws {
        var settings = own
        for line in Self.lines(of: file) {
            let parts = line.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { throw Unreadable(line: String(line)) }
            settings[String(parts[0])] = String(parts[1])
        }
        self.init(own: settings, workers: workers)
    }

    struct Unreadable: Error, CustomStringConvertible {
        let line: String
        var description: String { "no setting: \(line)" }
    }

    func pool(in folder: String) -> PoolConfiguration {
        PoolConfiguration(
            name: "test", door: door ?? .unix(folder + "/test.sock"), size: size, renewal: renewal, limits: limits,
            frontServer: frontServer)
    }

    /// A port instead of the socket.
    private var door: Door? { settings["LISTEN"].flatMap { Endpoint($0) }.map { .tcp($0) } }

    private var frontServer: FrontServer {
        let addresses = settings["FRONT_ADDRESSES"].map { $0.split(separator: ",").compactMap { Network(String($0)) } }
        return FrontServer(group: settings["FRONT_GROUP"].flatMap { UInt32($0) }, addresses: addresses ?? [])
    }

    private var size: Size {
        guard let most = number("MOST") else { return .fixed(workers) }
        return .dynamic(least: number("LEAST") ?? 1, most: most, spare: number("SPARE") ?? 1)
    }

    private var renewal: Renewal { Renewal(afterRequests: number("RENEWAL"), aboveBytes: number("MEGABYTES").map { $0 << 20 }) }

    private var limits: Limits {
        var limits = Limits()
        limits.arrival = time("ARRIVAL", limits.arrival)
        limits.request = time("REQUEST", limits.request)
        limits.cancelGrace = time("GRACE", limits.cancelGrace)
        limits.heartbeat = time("HEARTBEAT", limits.heartbeat)
        limits.calm = time("CALM", limits.calm)
        limits.boot = time("BOOT", limits.boot)
        limits.stop = time("STOP", limits.stop)
        limits.insistence = time("INSISTENCE", limits.insistence)
        limits.sending = time("SENDING", limits.sending)
        limits.queue = time("QUEUE", limits.queue)
        limits.firstDelay = time("FIRST_DELAY", limits.firstDelay)
        limits.lastDelay = time("LAST_DELAY", limits.lastDelay)
        limits.slow = time("SLOW", limits.slow)
        limits.memory = number("MEGABYTES_AT_MOST").map { $0 << 20 } ?? limits.memory
        return limits
    }

    private func number(_ name: String) -> Int? { settings[name].flatMap { Int($0) } }

    /// A limit in milliseconds.
    private func time(_ name: String, _ usual: Duration) -> Duration { number(name).map { .milliseconds($0) } ?? usual }

    private static func lines(of file: String) -> [Substring] {
        let descriptor = unsafe open(file, O_RDONLY)
        guard descriptor >= 0 else { return [] }
        defer { close(descriptor) }
        var room = [UInt8](repeating: 0, count: 65_536)
        let count = unsafe room.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
        return String(decoding: room.prefix(max(count, 0)), as: UTF8.self).split(separator: "\n").map { $0 }
    }
}

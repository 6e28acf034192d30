import Glibc
import Testing
import Web

@testable import FCGIHost

@Suite("A question to the status socket") struct StatusRequestTests {
    private func read(_ text: String) -> RequestHead.Reading { RequestHead.read(Array(text.utf8)) }

    @Test("is read by its line and its two fields")
    func whole() throws {
        let reading = read("GET /pool?x=1 HTTP/1.0\r\nHost: a\r\nX-Real-IP:127.0.0.1\r\nAUTHORIZATION:  Bearer a b \r\n\r\nrest")
        guard case .whole(let head, let length) = reading else { return #expect(Bool(false), "\(reading)") }
        #expect(length == 85)
        let request = try #require(StatusRequest(head))
        #expect(request.method == "GET" && request.path == "/pool")
        #expect(request.visitor == ["127.0.0.1"] && request.authorization == "Bearer a b")
    }

    @Test("isn't read before its end, however it is cut")
    func cut() {
        let whole = Array("GET /pool HTTP/1.0\r\nX-Real-IP: ::1\r\n\r\n".utf8)
        for count in 0..<whole.count - 1 { #expect(RequestHead.read(Array(whole.prefix(count))) == .incomplete) }
    }

    @Test("of any bytes is answered one way or the other")
    func anything() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<5_000 {
            var bytes = Array("GET /pool HTTP/1.0\r\nX-Real-IP: 127.0.0.1\r\nAuthorization: Bearer x\r\n\r\n".utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(in: 0...255, using: &random)
            }
            if case .whole(let head, _) = RequestHead.read(bytes) { #expect(head.path.hasPrefix("/")) }
        }
    }

    @Test("is too long when its end doesn't come")
    func long() { #expect(read(String(repeating: "a", count: RequestHead.longest)) == .refused(.tooLong)) }
}

@Suite("Who sees the pools") struct StatusAccessTests {
    private func admits(_ access: StatusAccess, _ fields: String) -> Bool {
        guard case .whole(let head, _) = RequestHead.read(Array("GET /pool HTTP/1.0\r\n\(fields)\r\n\r\n".utf8)) else { return false }
        return StatusRequest(head).map(access.admits) ?? false
    }

    @Test("without a token set is this machine alone")
    func noToken() {
        let access = StatusAccess(token: nil)
        #expect(admits(access, "X-Real-IP: 127.0.0.1\r\n"))
        for fields in ["X-Real-IP: 10.0.0.1\r\nAuthorization: Bearer \r\n", "X-Real-IP: 10.0.0.1\r\nAuthorization: Bearer x\r\n"] {
            #expect(!admits(access, fields))
        }
    }

    @Test(
        "is who sends the token, all of it and nothing else",
        arguments: ["", "a", "sesame-and-mor", "sesame-and-moree", "sesame-and-Mor"])
    func token(_ guess: String) {
        let access = StatusAccess(token: "sesame-and-more")
        #expect(!admits(access, "X-Real-IP: 10.0.0.1\r\nAuthorization: Bearer \(guess)\r\n"))
        #expect(admits(access, "X-Real-IP: 10.0.0.1\r\nAuthorization: Bearer sesame-and-more\r\n"))
    }
}

@Suite("The house as it is told") struct HouseStateTests {
    private var house: HouseState {
        var ledger = Ledger()
        var page = Ledger.Page()
        page.counts = [7, 9, 1, 2, 3, 4, 1_500_000]
        page.slots = [0: RouteSlot(route: RouteName("api.slots"), counts: [1, 1] + [UInt64](repeating: 0, count: 10), sum: 2_500)]
        ledger.take(page, of: 0)
        let workers = [
            WorkerState(place: 0, pid: 11, state: .busy, seconds: 1.5, answered: 7, route: "api.slots", resident: 1_000),
            WorkerState(place: 1, pid: 12, state: .idle, seconds: 60, answered: .max, route: nil, resident: .max),
        ]
        let pool = PoolState(
            name: "we\"b\\", mode: "static", phase: "running", seats: 2, least: 2, most: 2, mostReached: 0,
            queue: QueueState(now: 3, max: 36, limit: 4_096), ledger: ledger, restarts: [("crash", 5)], workers: workers)
        return HouseState(
            build: "abc", supervisor: 10, started: 1_700_000_000_250_000, uptime: .seconds(5), generation: 1,
            reload: ReloadState(outcome: .failed, reason: "no \"way\"", at: nil), pools: [pool])
    }

    @Test("as JSON keeps the names that programs rely on")
    func json() {
        guard case .array(let pools)? = house.json["pools"], case .array(let workers)? = pools[0]["workers"] else {
            return #expect(Bool(false), "no pools")
        }
        #expect(pools[0]["seats"] == 2 && pools[0]["answered"] == 7 && pools[0]["active"] == 1)
        #expect(pools[0]["queue"] == ["now": 3, "max": 36, "limit": 4_096])
        #expect(workers[0]["pid"] == 11 && workers[0]["state"] == "busy" && workers[0]["seconds"] == .double(1.5))
        #expect(workers[1]["answered"] == .int(1 << 53))
        #expect(house.json["supervisor"]?["started"] == "2023-11-14T22:13:20.250+00:00")
    }

    @Test("as metrics says each family once, with its kind, and escapes what stands in labels")
    func metrics() {
        let lines = Metrics(house).text.split(separator: "\n").map(String.init)
        #expect(lines.contains("holdfast_workers{pool=\"we\\\"b\\\\\",state=\"busy\"} 1"))
        #expect(lines.contains("holdfast_restarts_total{pool=\"we\\\"b\\\\\",cause=\"crash\"} 5"))
        #expect(lines.contains("holdfast_database_seconds_total{pool=\"we\\\"b\\\\\"} 1.500000"))
        #expect(lines.contains("holdfast_request_duration_seconds_bucket{pool=\"we\\\"b\\\\\",route=\"api.slots\",le=\"0.002\"} 2"))
        #expect(lines.contains("holdfast_request_duration_seconds_bucket{pool=\"we\\\"b\\\\\",route=\"api.slots\",le=\"+Inf\"} 2"))
        #expect(lines.contains("holdfast_request_duration_seconds_sum{pool=\"we\\\"b\\\\\",route=\"api.slots\"} 0.002500"))
        let kinds = lines.filter { $0.hasPrefix("# TYPE") }
        #expect(Set(kinds).count == kinds.count && kinds.contains("# TYPE holdfast_queue_length gauge"))
    }
}

@Suite("A queue's length") struct QueueTests {
    private func connected(_ count: Int, _ family: Int32, _ bytes: [UInt8]) -> [Int32] {
        (0..<count).map { _ in
            let client = socket(family, Int32(SOCK_STREAM.rawValue), 0)
            let outcome = unsafe bytes.withUnsafeBytes { room in
                unsafe room.baseAddress.map { unsafe connect(client, $0.assumingMemoryBound(to: sockaddr.self), socklen_t(room.count)) }
            }
            #expect(outcome == 0)
            return client
        }
    }

    /// Opens the pool's door, has some wait there, and says how many the kernel counts.
    private func readings(at door: Door, _ family: Int32) throws -> (now: QueueReading?, later: QueueReading?) {
        let listener = try Listener.open(for: PoolConfiguration(name: "test", door: door, size: .fixed(1)))
        defer { close(listener) }
        var address = [UInt8](repeating: 0, count: 128)
        var size = socklen_t(address.count)
        _ = unsafe address.withUnsafeMutableBytes { room in
            unsafe room.baseAddress.map { unsafe getsockname(listener, $0.assumingMemoryBound(to: sockaddr.self), &size) }
        }
        let queues = try QueueDiagnosis()
        let clients = connected(7, family, Array(address.prefix(Int(size))))
        let now = queues.reading(of: listener)
        close(accept(listener, nil, nil))
        let later = queues.reading(of: listener)
        clients.forEach { close($0) }
        return (now, later)
    }

    @Test("is what the kernel counts at a unix socket")
    func unix() throws {
        let path = "/tmp/holdfast-queue-\(getpid()).sock"
        defer { unsafe unlink(path) }
        let counted = try readings(at: .unix(path), AF_UNIX)
        #expect(counted.now?.waiting == 7 && counted.later?.waiting == 6)
        #expect(counted.now?.limit == Int(min(Listener.backlog, Listener.kernelBacklog ?? .max)))
    }

    @Test("is what the kernel counts at a port")
    func port() throws {
        // Some of these ports may be somebody else's.
        let endpoints = (0..<50).compactMap { _ in Endpoint("127.0.0.1:\(Int.random(in: 20_000...30_000))") }
        let found = endpoints.lazy.compactMap { endpoint in try? readings(at: .tcp(endpoint), AF_INET) }.first
        let counted = try #require(found)
        #expect(counted.now?.waiting == 7 && counted.later?.waiting == 6)
    }

    @Test("is nothing for what is no listening socket")
    func none() throws { #expect(try QueueDiagnosis().reading(of: 2) == nil) }
}

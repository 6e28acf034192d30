internal import CLinux
internal import Glibc

extension Listener {
    /// A port for a front server on another machine. Who may use it is for the workers to see; nothing of others is read.
    static func openTCP(_ endpoint: Endpoint) throws(ListenerError) -> Int32 {
        let socket = linux_tcp_listener(endpoint.isIPv6 ? AF_INET6 : AF_INET)
        defer { close(socket) }
        guard bind(socket, to: endpoint) else {
            throw errno == EADDRINUSE ? .taken(endpoint.description) : .refused(endpoint.description, SystemError("bind"))
        }
        guard listen(socket, backlog) == 0 else { throw .refused(endpoint.description, SystemError("listen")) }
        return linux_duplicate_above(socket, Handover.lowestOwn)
    }

    /// The corresponding C functions are `getaddrinfo` and `bind`.
    private static func bind(_ socket: Int32, to endpoint: Endpoint) -> Bool {
        var wanted = unsafe addrinfo()
        unsafe wanted.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
        unsafe wanted.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var found: UnsafeMutablePointer<addrinfo>?
        guard unsafe getaddrinfo(endpoint.host, String(endpoint.port), &wanted, &found) == 0 else { return false }
        defer { unsafe freeaddrinfo(found) }
        guard let place = unsafe found?.pointee else { return false }
        return unsafe Glibc.bind(socket, place.ai_addr, place.ai_addrlen) == 0
    }

    /// Takes a socket that somebody else opened for this pool, and gives it our own backlog.
    static func adopt(_ handed: Int32, for pool: PoolConfiguration) throws(ListenerError) -> Int32 {
        let family = linux_socket_family(handed)
        let listens = linux_socket_listens(handed) != 0
        let fits =
            switch pool.door {
            case .unix: listens && family == AF_UNIX
            case .nudges: !listens && family == AF_UNIX
            case .tcp: listens && [AF_INET, AF_INET6].contains(family)
            }
        guard fits else { throw .unfit(pool.name) }
        if listens { listen(handed, backlog) }
        return handed
    }
}

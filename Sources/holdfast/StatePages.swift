internal import FCGIHost
internal import Web

/// `/pool` and `/metrics`: what the pools are doing, told to this machine only.
struct StatePages {
    private let watch: PoolWatch

    init(_ pools: [PoolConfiguration]) throws { watch = try PoolWatch(pools) }

    /// The answer to such a request; nil for every other, and for whoever asks from elsewhere: to them nothing is here.
    func answer(_ request: Request) -> Response? {
        guard request.remoteAddress == "::1" || request.remoteAddress.hasPrefix("127."), request.method == .get else { return nil }
        var response: Response
        switch request.path {
        case "/pool": response = .json(PoolState.json(watch.states()))
        case "/metrics": response = .text(PoolState.metrics(watch.states()))
        default: return nil
        }
        response.route = request.path
        return response
    }
}

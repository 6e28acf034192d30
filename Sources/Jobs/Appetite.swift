/// How many jobs are taken at once: as many as the last ones let expect to be done within a second, so that quick ones come in
/// crowds and a slow one keeps no others waiting behind it.
struct Appetite {
    private(set) var size = 1

    static let most = 50
    /// How long a batch may last before what isn't begun is given back.
    static let patience = Duration.seconds(1)

    mutating func learn(jobs: Int, took: Duration) {
        if took > Self.patience / 2 {
            size = max(size / 2, 1)
        } else if jobs == size {
            size = min(size * 2, Self.most)
        }
    }
}

import Testing

@testable import FCGIHost

@Suite struct NetworkTests {
    private func admits(_ network: String, _ address: String) throws -> Bool {
        try #require(Network(network)).contains(#require(Address(address)))
    }

    @Test(arguments: [
        ("10.0.0.0/8", "10.255.1.2", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
        ("192.0.2.7", "192.0.2.6", false), ("192.0.2.4/30", "192.0.2.7", true), ("192.0.2.4/30", "192.0.2.8", false),
        ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "2001:db8::1", false), ("fd00::/8", "fd12::1", true),
        ("fd00::/8", "fe80::1", false), ("2001:db8::5", "2001:db8::5", true), ("::/0", "2001:db8::1", true),
        ("192.0.2.7", "::ffff:192.0.2.7", true), ("::ffff:10.0.0.0/8", "10.1.1.1", true),
    ])
    func admitsItsOwnAddresses(_ network: String, _ address: String, _ expected: Bool) throws {
        #expect(try admits(network, address) == expected)
    }

    @Test(arguments: [
        "", "/8", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0.0/", "10.0.0.0/8/8", "10.0.0.1/8", "10.0.0/8", "localhost", "fd00::/129",
        "fd00::1/8",
        "10.0.0.0/+8", "10.0.0.0/08x", " 10.0.0.1", "010.0.0.1", "::1/999999999999999999999", "10.0.0.1\0.2",
    ])
    func refusesWhatIsNoRange(_ text: String) { #expect(Network(text) == nil) }

    @Test(arguments: ["10.0.0.5:9000", "[fd00::5]:9000", "0.0.0.0:1", "[::]:65535"])
    func readsAnEndpointAndPrintsIt(_ text: String) { #expect(Endpoint(text)?.description == text) }

    @Test(arguments: [
        "10.0.0.5", "10.0.0.5:", "10.0.0.5:0", "10.0.0.5:65536", "fd00::5:9000", "[10.0.0.5]:9000", "localhost:9000", ":9000", "[::]",
    ])
    func refusesWhatIsNoEndpoint(_ text: String) { #expect(Endpoint(text) == nil) }
}

import Foundation
import Messaging
import Sealing
import Testing
import Web

/// A request that was signed by somebody else's program.
struct SignedExample: Decodable, CustomTestStringConvertible {
    var id: String
    var token: String
    var url: String
    var params: [[String]]
    var signature: String
    var body: String?
    var algorithm: String?

    var testDescription: String { id }

    static let all: [SignedExample] = {
        let file = URL(filePath: #filePath).appending(path: "../../Shared/twilio_signatures.json").standardized
        return (try? JSONDecoder().decode([SignedExample].self, from: Data(contentsOf: file))) ?? []
    }()

    static func named(_ id: String) throws -> SignedExample { try #require(all.first { $0.id == id }) }

    var account: TwilioAccount {
        TwilioAccount(sid: "AC0", token: algorithm == nil ? token : "another", sharedKey: algorithm == nil ? nil : token)
    }

    private var form: [UInt8] {
        var fields = Fields()
        for pair in params { fields.add(pair[0], pair[1]) }
        return Array(fields.encoded.utf8)
    }

    /// Whether it is believed where it comes in at an address, with a body and by an account.
    func isValid(at url: String? = nil, body: String? = nil, form: String? = nil, of account: TwilioAccount? = nil) -> Bool {
        let sent = (body ?? self.body).map { Array($0.utf8) }
        return TwilioSignature(account ?? self.account).isValid(
            signature, url: url ?? self.url, mediaType: sent == nil ? "application/x-www-form-urlencoded" : "application/json",
            body: sent ?? form.map { Array($0.utf8) } ?? self.form)
    }
}

@Suite("The signature of a request of Twilio's")
struct TwilioSignatureTests {
    @Test("is believed where somebody else's program made it", arguments: SignedExample.all)
    func valid(_ example: SignedExample) { #expect(example.isValid()) }

    @Test("is known from all of those examples")
    func complete() { #expect(SignedExample.all.count == 28) }

    @Test("is not believed with another key, another byte of the address or another value", arguments: SignedExample.all)
    func spoiled(_ example: SignedExample) {
        #expect(!example.isValid(of: TwilioAccount(sid: "AC0", token: example.token + "0", sharedKey: nil)))
        #expect(!example.isValid(at: example.url + (example.url.contains("?") ? "&y=1" : "?y=1")))
        let signature = TwilioSignature(example.account)
        for wrong in ["", "=", String(example.signature.dropLast()), example.signature + "=", example.signature.lowercased()] {
            #expect(!signature.isValid(wrong, url: example.url, mediaType: "", body: []))
        }
        if !example.params.isEmpty { #expect(!example.isValid(form: "")) }
    }

    @Test("fits an address with and without its port as Twilio's own library has it")
    func ports() throws {
        let (none, standard, other) = (
            try SignedExample.named("port-none"), try SignedExample.named("port-443"), try SignedExample.named("port-8443")
        )
        #expect(none.isValid(at: other.url))
        #expect(none.isValid(at: standard.url))
        #expect(standard.isValid(at: none.url))
        #expect(!other.isValid(at: none.url))
        #expect(!standard.isValid(at: other.url))
        #expect(!none.isValid(at: try SignedExample.named("http-none").url))
        #expect(!none.isValid(at: none.url.replacing("voice.example.com", with: "Voice.Example.com")))
    }

    @Test("leaves out a name and a password, and knows a port from an address of six")
    func authority() throws {
        let example = try SignedExample.named("port-none")
        #expect(example.isValid(at: "https://user:pw@voice.example.com:8443/twilio/voice"))
        let signature = TwilioSignature(example.account), bare = signature.sign("https://[2001:db8::1]/x")
        #expect(signature.isValid(bare, url: "https://[2001:db8::1]:8443/x", mediaType: "", body: []))
        #expect(signature.isValid(bare, url: "https://[2001:db8::1]/x", mediaType: "", body: []))
    }

    @Test("holds a body that is no form to its digest, to the byte")
    func bodies() throws {
        for example in try ["json", "json-query", "json-doc", "json-empty"].map(SignedExample.named) {
            #expect(!example.isValid(body: (example.body ?? "") + " "))
        }
        let example = try SignedExample.named("json"), digest = try #require(example.url.split(separator: "=").last)
        #expect(!example.isValid(at: example.url.replacing(digest, with: digest.uppercased())))
        let signature = TwilioSignature(example.account), url = "https://voice.example.com/x"
        #expect(!signature.isValid(signature.sign(url), url: url, mediaType: "application/json", body: Array("{}".utf8)))
    }

    @Test("is the shared key's alone where the account has one, and the token's alone where it has none")
    func schemes() throws {
        let shared = try SignedExample.named("sharedkey"), plain = try SignedExample.named("port-none")
        #expect(!shared.isValid(of: TwilioAccount(sid: "AC0", token: shared.token)))
        #expect(!plain.isValid(of: TwilioAccount(sid: "AC0", token: plain.token, sharedKey: plain.token)))
    }

    @Test("is a text's, to the byte: letters that only look the same are others")
    func normalisation() {
        let signature = TwilioSignature(TwilioAccount(sid: "AC0", token: "t")), url = "https://voice.example.com/x"
        let composed = signature.sign(url, form: Array("Body=%C3%A9".utf8)), apart = Array("Body=e%CC%81".utf8)
        #expect(!signature.isValid(composed, url: url, mediaType: "application/x-www-form-urlencoded", body: apart))
    }
}

@Suite("The account of the stand-in")
struct SandboxAccountTests {
    @Test("follows from the newest key alone, and prints nothing secret")
    func derived() throws {
        let (old, new) = (String(repeating: "1f", count: 32), String(repeating: "a1", count: 32))
        let account = TwilioAccount.sandbox(try #require(KeyRing("\(new),\(old)")), apiURL: "http://127.0.0.1:1")
        #expect(account == TwilioAccount.sandbox(try #require(KeyRing(new)), apiURL: "http://127.0.0.1:1"))
        #expect(account != TwilioAccount.sandbox(try #require(KeyRing(old)), apiURL: "http://127.0.0.1:1"))
        #expect(account.sid.wholeMatch(of: /AC[0-9a-f]{32}/) != nil && account.token.wholeMatch(of: /[0-9a-f]{32}/) != nil)
        #expect(!"\(Optional(account) as Any)".contains(account.token))
    }
}

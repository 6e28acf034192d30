import Sealing
import Testing

@Suite struct Digests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func agreeWithFIPS180(text: String, digest: String) {
        #expect(Hexadecimal.encode(SHA256.digest(text)) == digest)
    }

    @Test func tagsAgreeWithRFC4231() {
        let first = Secret([UInt8](repeating: 0x0B, count: 20))
        #expect(
            Hexadecimal.encode(HMAC256.tag(Array("Hi There".utf8), key: first))
                == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
        let second = Secret(Array("Jefe".utf8))
        #expect(
            Hexadecimal.encode(HMAC256.tag(Array("what do ya want for nothing?".utf8), key: second))
                == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
        let sixth = Secret([UInt8](repeating: 0xAA, count: 131))
        #expect(
            Hexadecimal.encode(HMAC256.tag(Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), key: sixth))
                == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
    }
}

@Suite struct Spelling {
    @Test(arguments: [
        ("", ""), ("f", "Zg"), ("fo", "Zm8"), ("foo", "Zm9v"), ("foob", "Zm9vYg"), ("fooba", "Zm9vYmE"), ("foobar", "Zm9vYmFy"),
    ])
    func base64URLAgreesWithRFC4648(text: String, encoded: String) {
        #expect(Base64URL.encode(Array(text.utf8)) == encoded)
        #expect(Base64URL.decode(encoded) == Array(text.utf8))
    }

    @Test func base64URLUsesTheCharactersOfAddresses() {
        #expect(Base64URL.encode([0xFB, 0xFF]) == "-_8")
    }

    @Test(arguments: ["Z", "Zg==", "Zh", "Zm9v!", "a+b/", "Zm9vY"]) func base64URLHasOneSpellingOnly(text: String) {
        #expect(Base64URL.decode(text) == nil)
    }

    @Test func everyByteComesBack() {
        for count in 0...40 {
            let bytes = Random.bytes(count)
            #expect(Base64URL.decode(Base64URL.encode(bytes)) == bytes)
            #expect(Hexadecimal.decode(Hexadecimal.encode(bytes)) == bytes)
        }
        #expect(Hexadecimal.decode("abc") == nil)
        #expect(Hexadecimal.decode("zz") == nil)
    }
}

@Suite struct SignedTokens {
    let old = String(repeating: "0b", count: 32)
    let new = String(repeating: "c4", count: 32)
    let manage = Purpose(rawValue: "manage")

    @Test(arguments: ["7:42:ü", "", ":", "\u{489}begins with a combining mark"])
    func areReadBackBeforeTheyExpire(subject: String) throws {
        let ring = try #require(KeyRing(new))
        let text = SignedToken(subject, for: manage, expires: 1_000).sealed(by: ring)
        #expect(SignedToken(text, for: manage, at: 999, by: ring)?.subject == subject)
        #expect(SignedToken(text, for: manage, at: 1_000, by: ring) == nil)
    }

    @Test func areWorthNothingForAnotherPurposeOrWithAnyCharacterChanged() throws {
        let ring = try #require(KeyRing(new))
        let text = SignedToken("7:42", for: manage, expires: 1_000).sealed(by: ring)
        #expect(SignedToken(text, for: Purpose(rawValue: "form"), at: 0, by: ring) == nil)
        for index in text.indices {
            var changed = text
            changed.replaceSubrange(index...index, with: text[index] == "A" ? "B" : "A")
            #expect(SignedToken(changed, for: manage, at: 0, by: ring) == nil)
        }
    }

    @Test func theNewestKeySignsAndAllVerify() throws {
        let before = try #require(KeyRing(old)), after = try #require(KeyRing("\(new),\(old)")), later = try #require(KeyRing(new))
        let text = SignedToken("x", for: manage, expires: 10).sealed(by: before)
        #expect(SignedToken(text, for: manage, at: 0, by: after) != nil)
        #expect(SignedToken(text, for: manage, at: 0, by: later) == nil)
        let fresh = SignedToken("x", for: manage, expires: 10).sealed(by: after)
        #expect(SignedToken(fresh, for: manage, at: 0, by: later) != nil)
    }

    @Test(arguments: ["", "abc", "v1.", "0b0b0b0b"]) func keysThatAreNoKeysAreRefused(setting: String) {
        #expect(KeyRing(setting) == nil)
    }

    @Test func comparisonNeedsTheSameBytes() {
        #expect(ConstantTime.areEqual([1, 2], [1, 2]))
        #expect(!ConstantTime.areEqual([1, 2], [1, 3]))
        #expect(!ConstantTime.areEqual([1, 2], [1]))
        #expect(ConstantTime.areEqual([], []))
    }
}

@Suite("What is sealed") struct SealedBytes {
    private static let (old, new) = (String(repeating: "0a", count: 32), String(repeating: "b1", count: 32))
    private let ring = KeyRing(new)!
    private let purpose = Purpose(rawValue: "test")

    @Test("opens where it was put, as it was", arguments: [0, 1, 15, 16, 17, 2_048])
    func opens(count: Int) {
        let plain = Random.bytes(count)
        let sealed = ring.seal(plain, for: purpose, in: "1/2/refresh")
        #expect(ring.open(sealed, for: purpose, in: "1/2/refresh") == plain)
        #expect(sealed.count == plain.count + 49 && ring.isOfNewestKey(sealed))
        #expect(ring.seal(plain, for: purpose, in: "1/2/refresh") != sealed)
    }

    @Test("opens nowhere else, for nothing else, and with no other key")
    func bound() {
        let sealed = ring.seal(Array("token".utf8), for: purpose, in: "1/2/refresh")
        #expect(ring.open(sealed, for: purpose, in: "2/2/refresh") == nil)
        #expect(ring.open(sealed, for: purpose, in: "1/2/access") == nil)
        #expect(ring.open(sealed, for: Purpose(rawValue: "other"), in: "1/2/refresh") == nil)
        #expect(KeyRing(Self.old)!.open(sealed, for: purpose, in: "1/2/refresh") == nil)
    }

    @Test("doesn't open where one bit of it was changed, or its end was cut off")
    func tampered() {
        let sealed = ring.seal(Array("token".utf8), for: purpose, in: "place")
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 1
            #expect(ring.open(changed, for: purpose, in: "place") == nil)
        }
        for length in sealed.indices { #expect(ring.open(Array(sealed.prefix(length)), for: purpose, in: "place") == nil) }
    }

    @Test("opens with a key that has been replaced, as long as it stands in the ring")
    func rotation() {
        let sealed = KeyRing(Self.old)!.seal(Array("token".utf8), for: purpose, in: "place")
        let rotated = KeyRing("\(Self.new),\(Self.old)")!
        #expect(rotated.open(sealed, for: purpose, in: "place") == Array("token".utf8))
        #expect(!rotated.isOfNewestKey(sealed))
        #expect(ring.open(sealed, for: purpose, in: "place") == nil)
    }
}

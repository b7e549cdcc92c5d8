import Primitives
import Store
import TestScopes
import TestSupport
import Testing

@testable import API

@Suite(.ownThread()) struct AccountPartsTests {
  @Test("a PIN's hash tells the PIN and nothing else, and is salted")
  func hashesPINs() async throws {
    let hasher = PINHasher(cost: PINHasher.Cost(logN: 4, r: 1, p: 1), capacity: 10)
    let hash = try await hasher.hash("1234", for: .test)
    #expect(hash.hasPrefix("scrypt$4$1$1$"))
    #expect(try await hasher.hash("1234", for: .test) != hash)
    #expect(try await hasher.verify("1234", against: hash, for: .test))
    #expect(try await !hasher.verify("1235", against: hash, for: .test))
    for broken in [
      "", "scrypt$", "scrypt$99$1$1$00$00", "scrypt$4$1$1$zz$00", hash + "$", String(hash.dropLast(2)),
    ] {
      #expect(try await !hasher.verify("1234", against: broken, for: .test))
    }
    // The hash says what it cost, so one made at another cost still tells.
    let dearer = PINHasher(cost: PINHasher.Cost(logN: 5, r: 2, p: 1), capacity: 10)
    #expect(try await dearer.verify("1234", against: hash, for: .test))
  }

  @Test("scrypt is the scrypt of RFC 7914, section 12")
  func isScrypt() async throws {
    let hasher = PINHasher(capacity: 10)
    let key = "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
    let salt = Array("NaCl".utf8).hexadecimal
    #expect(try await hasher.verify("password", against: "scrypt$10$8$16$\(salt)$\(key)", for: .test))
  }

  @Test(
    "a hash that asks for gigabytes or minutes, whoever wrote it, is no PIN's",
    arguments: [
      "20$32$16", "20$32$1", "20$1$16", "18$8$1", "17$9$1", "15$8$9", "0$8$1", "15$0$1", "15$8$0", "-1$8$1",
    ])
  func boundsCost(cost: String) {
    let parts = cost.split(separator: "$")
    #expect(PINHasher.Cost(logN: parts[0], r: parts[1], p: parts[2]) == nil)
    #expect(PINHasher.Cost(logN: "17", r: "8", p: "2") != nil)
  }

  @Test("no more PINs wait than there is room for")
  func limitsWaitingPINs() async throws {
    let hasher = PINHasher(cost: PINHasher.Cost(logN: 4, r: 1, p: 1), capacity: 0)
    await #expect(throws: HTTPProblem.self) { try await hasher.hash("1234", for: .test) }
  }

  @Test("tokens are 256 bits, never the same, and known by their SHA-256")
  func makesTokens() {
    let tokens = (0..<100).map { _ in BearerToken() }
    #expect(Set(tokens.map(\.text)).count == 100)
    #expect(tokens.allSatisfy { $0.text.utf8.count == 64 })
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(BearerToken.hash(of: "abc").bytes.hexadecimal == abc)
  }

  @Test("comparison in constant time is still comparison")
  func compares() {
    #expect(SecretBytes.equal([1, 2], [1, 2]))
    #expect(!SecretBytes.equal([1, 2], [1, 3]))
    #expect(!SecretBytes.equal([1, 2], [1, 2, 3]))
    #expect(SecretBytes.bytes(hex: "00ff7A") == [0, 255, 122])
    #expect(SecretBytes.bytes(hex: "0") == nil)
    #expect(SecretBytes.bytes(hex: "0g") == nil)
  }

  @Test("a name is trimmed for show, and compared in NFC and without case")
  func comparesNames() {
    #expect(PersonName("\t Åsa \n")?.display == "Åsa")
    #expect(PersonName("A\u{30A}SA")?.key == PersonName("åsa")?.key)
    #expect(Array(PersonName("A\u{30A}SA")!.key.exact.unicodeScalars) == Array("åsa".unicodeScalars))
    #expect(PersonName("Ada L")?.key != PersonName("AdaL")?.key)
    #expect(PersonName("é" + String(repeating: "\u{301}", count: 1000)) == nil)
  }

  @Test(
    "names that nobody can tell apart look alike, whatever they are made of",
    arguments: [
      ("Ada", "\u{410}da"), ("Ada", "A\u{200B}d\u{2060}a"), ("Ada L", "Ada\u{A0}L"),
      ("Ada L", "Ada\u{3000} L"),
      ("Ada", "Ａｄａ"), ("Zoe", "\u{396}o\u{435}"), ("ida", "\u{399}\u{501}a"), ("Åsa", "A\u{30A}s\u{430}"),
      ("Åsa", "\u{391}\u{30A}\u{455}\u{430}"), ("ADA", "ada"), ("Вова", "\u{412}o\u{432}a"), ("Ines", "Ιnеѕ"),
    ])
  func seesLookalikes(name: String, other: String) throws {
    #expect(try #require(PersonName(name)).key.look == #require(PersonName(other)).key.look)
  }

  @Test(
    "names that can be told apart do not look alike",
    arguments: [
      ("Erna", "Ema"), ("Ada", "Åda"), ("Bo", "Во2"), ("Ada L", "AdaL"), ("Olle", "Ollе1"), ("Mia", "Miа B"),
      ("Вова", "Bob"), ("José", "Jose"), ("Li", "Ll"),
    ])
  func tellsNamesApart(name: String, other: String) throws {
    #expect(try #require(PersonName(name)).key.look != #require(PersonName(other)).key.look)
  }

  @Test("addresses take turns, and one that floods the queue fills its own share")
  func takesTurns() {
    let turns = Turns<Int>(capacity: 6, capacityPerKey: 4)
    let log = Watched("")
    func add(_ key: Int) -> Bool { turns.add(key) { log.update { $0 += "\(key)" } } }
    #expect((0..<4).allSatisfy { _ in add(1) })
    #expect(!add(1), "its share")
    #expect(add(2) && add(3))
    #expect(!add(4), "there is no room")
    while let job = turns.next() { job() }
    #expect(log.current == "123111")
    #expect(add(1))
  }

  @Test("a code is read in any case and with space around it")
  func readsCodes() {
    #expect(ClassCode.normalized(" abc def\n") == "ABCDEF")
    var random = SeededGenerator(seed: 1)
    for _ in 0..<100 {
      let code = ClassCode.random(using: &random)
      #expect(code.count == 6)
      #expect(ClassCode.normalized(code.lowercased()) == code)
    }
  }

  @Test(
    "the date of HTTP",
    arguments: [
      (0, "Thu, 01 Jan 1970 00:00:00 GMT"), (-86_401, "Thu, 01 Jan 1970 00:00:00 GMT"),
      (784_111_777, "Sun, 06 Nov 1994 08:49:37 GMT"),
    ])
  func writesDates(seconds: Int64, text: String) {
    #expect(Timestamp(microseconds: seconds * 1_000_000).httpDate == text)
  }

  @Test(
    "metadata is compared by value",
    arguments: [
      ("{\"a\":1,\"b\":2}", "{\"b\":2,\"a\":1}", true), ("1", "1.0", true), ("1", "10e-1", true),
      ("0", "-0.0e5", true),
      ("100", "1E2", true), ("1", "2", false), ("1", "-1", false), ("1", "\"1\"", false),
      ("[1,2]", "[2,1]", false),
      ("{\"a\":1}", "{\"a\":1,\"b\":null}", false), ("[[1.50]]", "[[1.5]]", true), ("1e400", "1e401", false),
      ("\"\u{E9}\"", "\"e\u{301}\"", false), ("{\"\u{E9}\":1}", "{\"e\u{301}\":1}", false),
      ("{\"a\":1}", "{\"a\":1,\"\\ud800\":1}", false),
      ("0.1", "0.10000000000000000001", false), ("1e99999999999999999999", "1e99999999999999999999", true),
    ])
  func comparesMetadata(left: String, right: String, isSame: Bool) throws {
    #expect(try JSON.parse(left).hasSameValue(as: JSON.parse(right)) == isSame)
    #expect(try JSON.parse(right).hasSameValue(as: JSON.parse(left)) == isSame)
  }
}

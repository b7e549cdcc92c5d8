import Primitives
import Testing
import Wire

@Suite("What a pupil types to join")
struct JoinCodeTests {
  private static let whole = JoinCode(
    classCode: "K7QM2P", fingerprint: KeyFingerprint(bits: [0x27, 0x66, 0x9D, 0x2C, 0x57, 0x3A, 0x80]))

  @Test("50 bits are ten characters, the first bit first")
  func bits() throws {
    #expect(KeyFingerprint(bits: [0, 0, 0, 0, 0, 0, 0])?.description == "0000000000")
    #expect(KeyFingerprint(bits: [255, 255, 255, 255, 255, 255, 255])?.description == "ZZZZZZZZZZ")
    #expect(KeyFingerprint(bits: [0b0000_1000, 0b1000_0110, 0, 0, 0, 0, 0, 9])?.description == "1230000000")
    // Only the first 50 count.
    #expect(
      KeyFingerprint(bits: [1, 2, 3, 4, 5, 6, 0b1100_0000])
        == KeyFingerprint(bits: [1, 2, 3, 4, 5, 6, 255, 7]))
    #expect(KeyFingerprint(bits: [1, 2, 3, 4, 5, 6]) == nil)
  }

  @Test(
    "A fingerprint is read as people write it",
    arguments: [
      ("4XK9TB2Q7A", "4XK9TB2Q7A"), ("4xk9t-b2q7a", "4XK9TB2Q7A"), (" 4 x k 9 t – b2q7a ", "4XK9TB2Q7A"),
      ("OoIiLl0000", "0011110000"),
    ])
  func fingerprint(typed: String, read: String) {
    #expect(KeyFingerprint(typed)?.description == read)
  }

  @Test(
    "What is no fingerprint",
    arguments: ["", "4XK9TB2Q7", "4XK9TB2Q7AA", "4XK9TB2Q7U", "4XK9TB2Q7Ä", "4XK9T+B2Q7A"])
  func noFingerprint(typed: String) { #expect(KeyFingerprint(typed) == nil) }

  @Test("The code reads in groups, and is read back however it is typed")
  func code() throws {
    let text = Self.whole.description
    #expect(text.count == 6 + 1 + 5 + 1 + 5)
    #expect(JoinCode(text) == Self.whole)
    #expect(JoinCode(text.lowercased()) == Self.whole)
    #expect(JoinCode(text.filter { $0 != "-" }) == Self.whole)
    #expect(JoinCode(text.map { "\($0) " }.joined()) == Self.whole)
    #expect(JoinCode("k7q-m2p") == JoinCode(classCode: "K7QM2P", fingerprint: nil))
    for typed in ["", "K7QM2", "K7QM2PX", "K7QM2P-4XK9T", "K7QM2P-4XK9T-B2Q7U", text + "A"] {
      #expect(JoinCode(typed) == nil)
    }
  }

  @Test(
    "A line is taken as it is",
    arguments: [
      "glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A", "  $ glosa  join 192.168.1.20   k7qm2p 4xk9t b2q7a ",
      "join 192.168.1.20 K7QM2P4XK9TB2Q7A", "192.168.1.20 K7QM 2P4X K9TB 2Q7A",
      "Glosa Join 192.168.1.20 K7QM2P-4XK9TB2Q7A",
    ])
  func line(typed: String) throws {
    let line = try #require(JoinLine(typed))
    #expect(line.address == "192.168.1.20")
    #expect(line.code.description == "K7QM2P-4XK9T-B2Q7A")
    #expect(!line.allowsPlain)
    #expect(line.description == "glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A")
  }

  @Test(
    "Address and code may stand the other way round, where the address can be nothing else",
    arguments: [
      ("K7QM2P-4XK9T-B2Q7A 192.168.1.20", "192.168.1.20", "K7QM2P-4XK9T-B2Q7A"),
      ("glosa join k7qm2p 4xk9t b2q7a laptop.local:8421", "laptop.local:8421", "K7QM2P-4XK9T-B2Q7A"),
      ("K7QM2P 10.0.0.5", "10.0.0.5", "K7QM2P"), ("K7QM2P a.b.se", "a.b.se", "K7QM2P"),
      ("K7QM2P localhost", "localhost", "K7QM2P"),
      ("laptop K7QM2P", "laptop", "K7QM2P"), ("10.0.0.5 K7QM2P", "10.0.0.5", "K7QM2P"),
    ])
  func swapped(typed: String, address: String, code: String) throws {
    let line = try #require(JoinLine(typed))
    #expect(line.address == address && line.code.description == code)
  }

  @Test("A line for plain HTTP says so, and one without code or address is none")
  func otherLines() {
    let plain = JoinLine("glosa join http://10.0.0.5:8420 K7QM2P --insecure")
    #expect(plain?.allowsPlain == true)
    #expect(plain?.description == "glosa join http://10.0.0.5:8420 K7QM2P --insecure")
    for typed in ["", "glosa join", "glosa join 10.0.0.5", "K7QM2P", "glosa join 10.0.0.5 K7QM2PX"] {
      #expect(JoinLine(typed) == nil)
    }
  }

  @Test("What is wrong with a line is told by what is missing of it, or by the length of its code")
  func wrongLines() {
    let cases: [(typed: String, problem: JoinLine.Problem)] = [
      ("", .nothing), (" $ glosa join ", .nothing), ("glosa join 10.0.0.5", .noCode), ("10.0.0.5 -", .noCode),
      ("10.0.0.5 K7QM2", .codeLength(5)), ("10.0.0.5 K7QM2P 4XK9T", .codeLength(11)),
      ("10.0.0.5 K7QM2P-4XK9T-B2Q7U", .noFingerprint), ("K7QM2P 4XK9T B2Q7A", .noAddress),
    ]
    for (typed, problem) in cases {
      #expect(throws: problem) { try JoinLine(reading: typed) }
    }
  }

  @Test("A name loses the space around it, a PIN all of it; what is none is told without repeating it")
  func checks() throws {
    #expect(try JoinRequest.name(typed: " \u{A0}Ada  Å ") == "Ada  Å")
    #expect(try JoinRequest.name(typed: String(repeating: "å", count: 40)).count == 40)
    #expect(throws: JoinRequest.Problem.noName) { try JoinRequest.name(typed: " \t") }
    #expect(throws: JoinRequest.Problem.longName(41)) {
      try JoinRequest.name(typed: String(repeating: "å", count: 41))
    }
    #expect(try JoinRequest.pin(typed: " 12 34 ") == "1234")
    #expect(try JoinRequest.pin(typed: "123456789012") == "123456789012")
    for (typed, problem) in [
      ("123", JoinRequest.Problem.pinLength(3)), ("", .pinLength(0)), ("1234567890123", .pinLength(13)),
      ("12a4", .noDigits), ("١٢٣٤", .noDigits),
    ] {
      #expect(throws: problem) { try JoinRequest.pin(typed: typed) }
    }
    #expect(!"\(JoinRequest.Problem.pinLength(13))".contains("1234"))
  }

  @Test("An invitation goes over the wire")
  func invitation() throws {
    let invitation = Invitation(
      lines: [
        JoinLine(address: "192.168.1.20", code: Self.whole),
        JoinLine(
          address: "http://10.0.0.5:8420", code: JoinCode(classCode: "K7QM2P", fingerprint: nil),
          allowsPlain: true),
      ], isJoinable: true, isLoopback: false)
    #expect(Invitation(json: invitation.json(qr: ["10"])) == invitation)
    #expect(invitation.reachesPupils)
    let cutOff = Invitation(lines: invitation.lines, isJoinable: true, isLoopback: false, hasNoNetwork: true)
    #expect(Invitation(json: cutOff.json(qr: [])) == cutOff && !cutOff.reachesPupils)
    var before = try #require(invitation.json(qr: []).object)
    before["no_network"] = nil
    #expect(Invitation(json: .object(before)) == invitation, "a server of before does not say")
    #expect(Invitation(json: ["lines": [], "joinable": true, "loopback": false]) == nil)
    #expect(Invitation(json: ["lines": ["nonsense"], "joinable": true, "loopback": false]) == nil)
  }
}

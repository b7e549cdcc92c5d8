/// What a person can read aloud of a server's key: the first 50 bits of a slow hash of it, in ten characters of Crockford's
/// base 32 (digits and capitals without I, L, O and U).
package struct KeyFingerprint: Hashable, Sendable, CustomStringConvertible {
  /// Its characters.
  package static let length = 10

  /// The ten characters, in capitals.
  package let description: String

  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ".unicodeScalars)

  /// The fingerprint that begins with the first 50 of these bits; nil where there are fewer.
  package init?(bits bytes: some Collection<UInt8>) {
    guard bytes.count * 8 >= Self.length * 5 else { return nil }
    let bits =
      bytes.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) } << ((8 - UInt64(min(8, bytes.count))) * 8)
    description = String(
      String.UnicodeScalarView(
        (0..<UInt64(Self.length)).map { Self.alphabet[Int(bits >> (59 - 5 * $0) & 31)] }))
  }

  /// Reads what a person typed: in either case, with spaces and dashes anywhere, and with O for 0, and I and L for 1. Nil
  /// for anything else.
  package init?(_ typed: some StringProtocol) {
    var text = ""
    for scalar in typed.unicodeScalars where !JoinCode.isSeparator(scalar) {
      switch scalar.uppercased {
      case "O": text += "0"
      case "I", "L": text += "1"
      case let letter where Self.alphabet.contains(letter): text.unicodeScalars.append(letter)
      default: return nil
      }
    }
    guard text.utf8.count == Self.length else { return nil }
    description = text
  }
}

/// What a pupil types to join: the class's code, and, where the server's key is its own, the key's fingerprint behind it.
package struct JoinCode: Hashable, Sendable, CustomStringConvertible {
  /// Characters of a class's code.
  package static let classCodeLength = 6

  /// The class's code, in capitals.
  package let classCode: String
  /// Nil for a server whose certificate an authority has signed, and for one that speaks plain HTTP.
  package let fingerprint: KeyFingerprint?

  package init(classCode: String, fingerprint: KeyFingerprint?) {
    self.classCode = classCode
    self.fingerprint = fingerprint
  }

  /// Reads what a person typed: in either case, with spaces and dashes anywhere. Nil where it has the length of neither a
  /// class's code nor one with a fingerprint, or a fingerprint that is none.
  package init?(_ typed: some StringProtocol) {
    var text = ""
    for scalar in typed.unicodeScalars where !Self.isSeparator(scalar) {
      text.unicodeScalars.append(scalar.uppercased)
    }
    let scalars = Array(text.unicodeScalars)
    classCode = String(String.UnicodeScalarView(scalars.prefix(Self.classCodeLength)))
    switch scalars.count {
    case Self.classCodeLength: fingerprint = nil
    case Self.classCodeLength + KeyFingerprint.length:
      guard
        let read = KeyFingerprint(String(String.UnicodeScalarView(scalars.dropFirst(Self.classCodeLength))))
      else { return nil }
      fingerprint = read
    default: return nil
    }
  }

  /// In groups that are easy to read aloud: `K7QM2P-4XK9T-B2Q7A`.
  package var description: String {
    guard let fingerprint else { return classCode }
    let text = fingerprint.description
    return "\(classCode)-\(text.prefix(5))-\(text.suffix(5))"
  }

  /// How many characters were typed, without what may stand between them.
  static func count(_ typed: some StringProtocol) -> Int {
    typed.unicodeScalars.count { !isSeparator($0) }
  }

  /// True for what may stand between characters: spaces, and dashes of any kind.
  static func isSeparator(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || scalar.properties.generalCategory == .dashPunctuation
      || scalar == "\u{2212}"
      || scalar == "_"
  }
}

/// What a pupil types to join, as it stands on the board: `glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A`.
package struct JoinLine: Hashable, Sendable, CustomStringConvertible {
  /// Where the server is, as a person types it: a host, with its port where that is not the usual one, or a URL.
  package let address: String
  /// The class's code with the key's fingerprint.
  package let code: JoinCode
  /// True where the line allows a connection that others can read.
  package let allowsPlain: Bool

  package init(address: String, code: JoinCode, allowsPlain: Bool = false) {
    self.address = address
    self.code = code
    self.allowsPlain = allowsPlain
  }

  /// Reads a line: the command itself may be left out, the code may come in pieces, and an address that can be nothing else
  /// may stand behind it. Nil where address or code is missing, or is none.
  package init?(_ typed: some StringProtocol) {
    guard let line = try? JoinLine(reading: typed) else { return nil }
    self = line
  }

  /// The same, with what is wrong with anything else.
  package init(reading typed: some StringProtocol) throws(Problem) {
    var words = String(typed).split { $0.isWhitespace }.map(String.init)
    // As it is copied from a screen.
    words.removeAll { $0 == "$" || $0 == "--" }
    if words.first?.lowercased() == "glosa" { words.removeFirst() }
    if words.first?.lowercased() == "join" { words.removeFirst() }
    let count = words.count
    words.removeAll { $0.lowercased() == "--insecure" }
    allowsPlain = words.count < count
    if let last = words.last, words.count > 1, Self.isPlainlyAddress(last), !Self.isPlainlyAddress(words[0]),
      let code = JoinCode(words.dropLast().joined())
    {
      (address, self.code) = (last, code)
      return
    }
    guard let first = words.first else { throw .nothing }
    let rest = words.dropFirst().joined()
    if let code = JoinCode(rest) {
      (address, self.code) = (first, code)
      return
    }
    if JoinCode(words.joined()) != nil { throw .noAddress }
    switch JoinCode.count(rest) {
    case 0: throw .noCode
    case JoinCode.classCodeLength + KeyFingerprint.length: throw .noFingerprint
    case let count: throw .codeLength(count)
    }
  }

  /// True for a word that no code could be a part of.
  private static func isPlainlyAddress(_ word: String) -> Bool {
    word.contains { $0 == "." || $0 == ":" } || word.lowercased() == "localhost"
  }

  /// Why what a person typed is no line.
  package enum Problem: Error, Hashable, Sendable {
    case nothing
    case noAddress
    case noCode
    /// So many characters, without what stands between them.
    case codeLength(Int)
    /// The length is right, but a character is none that a fingerprint has.
    case noFingerprint
  }

  /// The line as it is typed.
  package var description: String { "glosa join \(address) \(code)\(allowsPlain ? " --insecure" : "")" }
}

extension Unicode.Scalar {
  /// The capital of a letter of ASCII; anything else as it is.
  fileprivate var uppercased: Unicode.Scalar {
    ("a"..."z").contains(self) ? Unicode.Scalar(UInt8(value) - 32) : self
  }
}

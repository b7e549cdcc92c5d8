import Foundation
import TestSupport
import Wire

/// The `openssl` command, which sees a server as any stranger does.
enum OpenSSL {
  static let program =
    ChildProgram.find("/usr/bin/openssl", "/usr/local/bin/openssl") ?? "/usr/bin/openssl"

  /// Runs it, with a clock that is wrong by that much.
  static func run(_ arguments: [String], input: String = "", clock: String? = nil) throws -> Finished {
    try Program.run(
      program, arguments,
      environment: ProcessInfo.processInfo.environment.merging(Clock.variables(clock)) { $1 }, input: input)
  }

  /// Runs it where it has to succeed; gives its output.
  @discardableResult
  static func make(_ arguments: [String], input: String = "", clock: String? = nil) throws -> String {
    let finished = try run(arguments, input: input, clock: clock)
    guard finished.status == 0 else {
      throw ClassroomError(description: "openssl \(arguments): \(finished.errors)")
    }
    return finished.output
  }

  /// What `s_client` says of a connection to a port of this computer.
  static func connect(to port: UInt16, _ options: String..., input: String = "") throws -> Finished {
    try run(["s_client", "-connect", "127.0.0.1:\(port)"] + options, input: input)
  }

  /// The certificate that is shown at a port, in PEM.
  static func certificate(at port: UInt16) throws -> String {
    let said = try connect(to: port).output
    return try make(["x509"], input: said)
  }

  /// The SubjectPublicKeyInfo of a certificate in PEM.
  static func key(of certificate: String) throws -> Data {
    let pem = try make(["x509", "-noout", "-pubkey"], input: certificate)
    let lines = pem.split(separator: "\n").filter { !$0.hasPrefix("-----") }
    guard let bytes = Data(base64Encoded: lines.joined()) else { throw ClassroomError(description: pem) }
    return bytes
  }

  /// The pin of a certificate's key as it is written down, by RFC 7469.
  static func pin(of certificate: String) throws -> String {
    let key = NSTemporaryDirectory() + "glosa-key-" + UUID().uuidString.lowercased()
    defer { try? FileManager.default.removeItem(atPath: key) }
    try self.key(of: certificate).write(to: URL(fileURLWithPath: key))
    let hash = try make(["dgst", "-sha256", "-r", key])
    return "sha256//" + Data(try bytes(hash.prefix(64))).base64EncodedString()
  }

  /// The fingerprint of a certificate's key, worked out by OpenSSL.
  static func fingerprint(of certificate: String) throws -> KeyFingerprint? {
    let key = try key(of: certificate).map { String(format: "%02x", $0) }.joined()
    let options = ["digest:SHA256", "hexpass:" + key, "salt:glosa", "iter:262144", "pkcs5:1"]
    let hash = try make(
      ["kdf", "-keylen", "8"] + options.flatMap { ["-kdfopt", $0] } + ["PBKDF2"])
    return KeyFingerprint(bits: try bytes(hash.filter(\.isHexDigit)))
  }

  private static func bytes(_ digits: some StringProtocol) throws -> [UInt8] {
    var rest = digits[...]
    var bytes: [UInt8] = []
    while rest.count > 1, let byte = UInt8(rest.prefix(2), radix: 16) {
      bytes.append(byte)
      rest = rest.dropFirst(2)
    }
    guard rest.isEmpty else { throw ClassroomError(description: "no hexadecimal digits: \(digits)") }
    return bytes
  }
}

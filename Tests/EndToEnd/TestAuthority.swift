import Foundation
import TestSupport
import Testing

/// An authority of a test's own, with one in between, as a school's are.
struct TestAuthority {
  /// What a certificate's key is.
  enum Key: String, CaseIterable, CustomTestStringConvertible, Sendable {
    case p256, p384, rsa, ed25519

    var testDescription: String { rawValue }

    fileprivate var options: [String] {
      switch self {
      case .p256: ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
      case .p384: ["ec", "-pkeyopt", "ec_paramgen_curve:P-384"]
      case .rsa: ["rsa:2048"]
      case .ed25519: ["ed25519"]
      }
    }
  }

  /// A certificate, those above it behind it, and its key: two files in PEM.
  struct Issued {
    let certificate: String
    let key: String

    /// What makes a server prove itself with it.
    var options: [String] { ["--tls-certificate", certificate, "--tls-key", key] }

    /// The certificate itself, without what it rests on.
    func leaf() throws -> String { try OpenSSL.make(["x509", "-in", certificate]) }

    /// Puts another's contents in the place of this one's.
    func replace(with other: Issued) throws {
      for (here, there) in [(certificate, other.certificate), (key, other.key)] {
        try Data(contentsOf: URL(fileURLWithPath: there)).write(to: URL(fileURLWithPath: here))
      }
    }
  }

  private let folder: String
  /// The certificate that clients trust.
  var file: String { folder + "/authority.pem" }

  /// Makes one, with files in that folder.
  init(in folder: String) throws {
    self.folder = folder
    try OpenSSL.make(
      ["req", "-x509", "-newkey"] + Key.p256.options + [
        "-nodes", "-days", "7300", "-subj", "/CN=Glosa test authority", "-keyout", folder + "/authority.key",
        "-out", file,
      ], clock: "-3y")
    try sign(
      "between", .p256, by: "authority", "basicConstraints=critical,CA:TRUE", days: 7300, clock: "-3y")
  }

  /// Makes a certificate for a name such as `DNS:localhost`, by a clock that is wrong by that much.
  func issue(
    _ name: String, key: Key = .p256, for host: String = "IP:127.0.0.1", days: Int = 30, clock: String? = nil
  ) throws -> Issued {
    try sign(name, key, by: "between", "subjectAltName=\(host)", days: days, clock: clock)
    let issued = Issued(certificate: folder + "/\(name).pem", key: folder + "/\(name).key")
    let chain = try [issued.certificate, folder + "/between.pem"].map {
      try String(contentsOfFile: $0, encoding: .utf8)
    }
    try chain.joined().write(toFile: issued.certificate, atomically: true, encoding: .utf8)
    return issued
  }

  private func sign(
    _ name: String, _ key: Key, by signer: String, _ fields: String, days: Int, clock: String?
  ) throws {
    let path = folder + "/" + name
    let request = try OpenSSL.make(
      ["req", "-newkey"] + key.options + ["-nodes", "-subj", "/CN=\(name)", "-keyout", path + ".key"])
    try fields.write(toFile: path + ".ext", atomically: true, encoding: .utf8)
    try OpenSSL.make(
      [
        "x509", "-req", "-CA", folder + "/\(signer).pem", "-CAkey", folder + "/\(signer).key", "-days",
        "\(days)", "-set_serial", "\(UInt32.random(in: 1...UInt32.max))", "-extfile", path + ".ext", "-out",
        path + ".pem",
      ], input: request, clock: clock)
    chmod(path + ".key", 0o600)
  }
}

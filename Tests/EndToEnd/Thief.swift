import Foundation
import TestSupport
import Testing
import Transport

/// Somebody at a server's address who is not that server, and keeps every byte that comes.
final class Thief {
  enum Kind: String, CaseIterable, CustomTestStringConvertible, Sendable {
    /// Answers at once, and in plain HTTP.
    case plain
    /// Speaks TLS with a key of their own, and writes down what it decrypts.
    case tls
    /// A Glosa server with a key of its own.
    case server

    var testDescription: String { rawValue }
  }

  private let wire: FaultProxy
  private var program: Program?
  private var plain: LoopbackServer?
  private var other: Classroom?
  private var requestsBefore: [String] = []

  /// Sits down at a port that nobody listens on.
  init(_ kind: Kind, at port: UInt16, in folder: String) throws {
    switch kind {
    case .plain:
      let answer = LoopbackServer.Step.text(200, #"{"status":"ok"}"#)
      let server = try LoopbackServer { _ in [.send(answer), .hang] }
      plain = server
      wire = try FaultProxy(port: port, target: server.port)
    case .tls:
      let files = (key: folder + "/thief.key", certificate: folder + "/thief.pem")
      try OpenSSL.make([
        "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
        "/CN=Glosa server", "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", files.key, "-out",
        files.certificate,
      ])
      let program = try Program(
        OpenSSL.program,
        ["s_server", "-accept", "127.0.0.1:0", "-cert", files.certificate, "-key", files.key],
        environment: ProcessInfo.processInfo.environment)
      self.program = program
      var line = program.readLine()
      while !line.hasPrefix("ACCEPT "), !line.isEmpty { line = program.readLine() }
      guard let target = line.split(separator: ":").last.flatMap({ UInt16($0) }) else {
        throw ClassroomError(description: "s_server said: \(line)")
      }
      wire = try FaultProxy(port: port, target: target)
      // What is heard is written down, or the tests would prove nothing.
      _ = try OpenSSL.connect(to: port, input: Self.sample + "\n")
    case .server:
      let other = try Classroom(wiring: .tls)
      self.other = other
      requestsBefore = try Self.requests(of: other)
      // That of its own teacher.
      guard requestsBefore.contains(where: { $0.contains("/api/classes") }) else {
        throw ClassroomError(description: "the server counts nothing: \(requestsBefore)")
      }
      wire = try FaultProxy(port: port, target: other.serverPort)
    }
  }

  /// What the thief's own first connection said.
  static let sample = "GET /sample HTTP/1.1"

  /// Leaves, and tells what came: the bytes as they were sent, and what was read of them. Of a Glosa server that is how the
  /// requests that it counts have changed.
  func leave() throws -> (wire: [UInt8], read: String) {
    wire.stop()
    let bytes = wire.received
    plain?.stop()
    if let program {
      program.send(SIGTERM)
      return (bytes, program.finish().output)
    }
    guard let other else { return (bytes, String(decoding: bytes, as: UTF8.self)) }
    let counted = try Self.requests(of: other).filter { !requestsBefore.contains($0) }
    return (bytes, counted.joined(separator: "\n"))
  }

  /// What a Glosa server counts of requests, but for those to look at just that.
  private static func requests(of classroom: Classroom) throws -> [String] {
    let metrics = try CurlTransport().response(
      to: HTTPRequest(url: classroom.address + "/metrics", trust: classroom.trust))
    return String(decoding: metrics.body, as: UTF8.self).split(separator: "\n").map(String.init)
      .filter { $0.hasPrefix("glosa_requests_total{") && !$0.contains("/metrics") }
  }

  deinit { program?.send(SIGKILL) }
}

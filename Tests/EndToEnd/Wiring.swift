import Testing

/// How bytes go between a server and its clients.
enum Wiring: String, CaseIterable, CustomTestStringConvertible, Sendable {
  case plain, tls

  var testDescription: String { rawValue }
  /// Of addresses.
  var scheme: String { self == .plain ? "http" : "https" }
  /// What makes a server on loopback speak so.
  var options: [String] { self == .plain ? [] : ["--tls"] }
}

import Glibc

/// Why an address can't be listened on, as a sentence for the person who started the server.
package struct ListenError: Error, Hashable, Sendable, CustomStringConvertible {
  /// As it was asked for.
  package let host: String
  /// As it was asked for.
  package let port: Int
  /// The system's error number; nil where the name means no address.
  package let code: Int32?

  init(host: String, port: Int, code: Int32?) {
    self.host = host
    self.port = port
    self.code = code
  }

  /// What happened, to what, and what to do.
  package var description: String {
    switch code {
    case EADDRINUSE:
      "port \(port) of \(host) is in use by another program; stop that one, or choose another with --listen"
    case EACCES: "port \(port) of \(host) may only be used by root; choose one above 1023 with --listen"
    case let code?: "can't listen on \(host), port \(port) (\(String(cString: strerror(code)))); see --listen"
    case nil: "the host \(host) has no address; see --listen"
    }
  }
}

import Dispatch

/// The HTTP client of the game: libcurl on a thread of its own.
///
/// - Nothing is loaded or started before the first request, and the thread sleeps while none is under way.
/// - Connections are kept and used again. Where the server closes such a connection just as a request begins,
///   libcurl sends that request once more on a new one: what is sent here must bear to arrive twice.
/// - Redirects are answers like any other: a token never travels to an address that the caller did not name.
/// - An answer that breaks off is an error. Only one that declares no length and ends with its connection
///   cannot be told from a shortened one; its reader has to know.
/// - Servers prove themselves as each request's `trust` asks, with TLS 1.2 or later, before anything is sent. Proxies are
///   taken from the environment as libcurl does, but not for plain HTTP and for the network around this computer.
///
/// Safe to use from any thread. The last reference gone is as good as `shutdown()`.
package final class CurlTransport: Transport {
  private let mailbox: CurlMailbox

  /// A transport that has cost nothing yet.
  ///
  /// - Parameters:
  ///   - userAgent: The `User-Agent` of every request.
  ///   - responseLimit: The largest body accepted, in bytes.
  ///   - loadCurl: Asked for libcurl once, by the first request, on the transport's thread; where there is none, every request
  ///     ends with that error.
  package init(
    userAgent: String = "glosa", responseLimit: Int = 8 << 20,
    loadCurl: @escaping @Sendable () -> Result<CurlLibrary, TransportError> = { CurlLibrary.shared }
  ) {
    mailbox = CurlMailbox(
      settings: CurlSettings(userAgent: userAgent, responseLimit: responseLimit, loadCurl: loadCurl))
  }

  deinit { shutdown() }

  /// See `Transport`. After `shutdown()` every request is `.cancelled`.
  @discardableResult
  package func send(
    _ request: HTTPRequest, completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    mailbox.submit(request, received: nil, completion: completion)
  }

  @discardableResult
  package func stream(
    _ request: HTTPRequest, received: @escaping @Sendable ([UInt8]) -> Void,
    completion: @escaping @Sendable (Result<HTTPResponse, TransportError>) -> Void
  ) -> any Cancellable {
    mailbox.submit(request, received: received, completion: completion)
  }

  /// Forgets the connections and addresses learned so far: after a change of network a kept connection may
  /// lead nowhere without saying so. Requests under way go on.
  package func networkChanged() {
    mailbox.post(.forgetConnections)
  }

  package func watchNetwork(_ changed: @escaping @Sendable () -> Void) -> (any Cancellable)? {
    NetworkMonitor(queue: DispatchQueue(label: "glosa.network")) { @Sendable [weak self] in
      self?.networkChanged()
      changed()
    }
  }

  /// Cancels every request and ends the thread; returns at once.
  package func shutdown() {
    mailbox.post(.shutDown)
  }
}

/// What is the same for all requests of a transport.
struct CurlSettings: Sendable {
  let userAgent: String
  let responseLimit: Int
  let loadCurl: @Sendable () -> Result<CurlLibrary, TransportError>
}

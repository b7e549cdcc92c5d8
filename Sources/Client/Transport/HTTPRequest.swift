/// One request to a server.
package struct HTTPRequest: Hashable, Sendable {
  /// `GET`, `POST`, …
  package var method: String
  /// The absolute URL; `http` or `https`, without user name or password.
  package var url: String
  /// The fields to send beside those that the transport adds (`Host`, `User-Agent`, `Accept`,
  /// `Content-Length`).
  package var headers: [HTTPHeader]
  /// The body; nil for none.
  package var body: [UInt8]?
  /// How long everything may take, from the name lookup to the last byte of the answer, in real time.
  package var timeout: Duration
  /// How the server proves that it is the right one, before anything of the request goes to it.
  package var trust: ServerTrust

  /// A request; 15 seconds where no timeout is given.
  package init(
    method: String = "GET", url: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
    timeout: Duration = .seconds(15), trust: ServerTrust = .system
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.timeout = timeout
    self.trust = trust
  }
}

package import Primitives

/// Builds requests to one server in the name of whoever a token speaks for: what a request of the protocol looks like
/// is said here alone.
package struct RequestBuilder: Hashable, Sendable {
  /// The server.
  package var place: ServerPlace
  /// The bearer token; nil asks as nobody.
  package var token: String?

  /// A builder for the server at a place.
  package init(_ place: ServerPlace, token: String?) {
    self.place = place
    self.token = token
  }

  /// A request.
  ///
  /// - Parameters:
  ///   - path: A path of the protocol, which begins with a slash, with its query.
  ///   - json: The body; nil for none.
  ///   - accept: The media type that is asked for, where it is another than JSON.
  package func request(
    _ method: String, _ path: String, json: JSON? = nil, accept: String? = nil, timeout: Duration
  ) -> HTTPRequest {
    var headers: [HTTPHeader] = []
    if let token { headers.append(HTTPHeader("Authorization", "Bearer \(token)")) }
    if json != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    if let accept { headers.append(HTTPHeader("Accept", accept)) }
    return HTTPRequest(
      method: method, url: place.address + path, headers: headers, body: json?.utf8, timeout: timeout,
      trust: place.trust)
  }
}

package import Primitives
package import Wire

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
  ///   - ids: Those in the path, in their order.
  ///   - query: With its question mark; empty for none.
  ///   - json: The body; nil for none.
  ///   - accept: The media type that is asked for, where it is another than JSON.
  package func request(
    _ endpoint: Endpoint, _ ids: [UniqueID] = [], query: String = "", json: JSON? = nil,
    accept: String? = nil, timeout: Duration
  ) -> HTTPRequest {
    var headers: [HTTPHeader] = []
    if let token { headers.append(HTTPHeader("Authorization", "Bearer \(token)")) }
    if json != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
    if let accept { headers.append(HTTPHeader("Accept", accept)) }
    return HTTPRequest(
      method: endpoint.method.rawValue, url: place.address + endpoint.path(ids) + query, headers: headers,
      body: json?.utf8, timeout: timeout, trust: place.trust)
  }
}

/// One whole answer of a server, whatever its status.
package struct HTTPResponse: Hashable, Sendable {
  /// The status code: 200, 404, …
  package var status: Int
  /// The header fields in their order, names as the server wrote them.
  package var headers: [HTTPHeader]
  /// The body; empty where there is none.
  package var body: [UInt8]

  /// An answer.
  package init(status: Int, headers: [HTTPHeader] = [], body: [UInt8] = []) {
    self.status = status
    self.headers = headers
    self.body = body
  }

  /// The value of the last field of that name, whatever the case of its letters; nil where there is none.
  package func header(_ name: String) -> String? {
    headers.last { $0.isNamed(name) }?.value
  }
}

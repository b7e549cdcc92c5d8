import HTTPTypes
import Hummingbird
import Primitives
import TestScopes
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct RouteTableTests {
  private func found(_ table: RouteTable, _ method: HTTPRequest.Method, _ path: String) -> String {
    switch table.match(method, path) {
    case .found(let name, _, let ids): "\(name.method) \(name.pattern) \(ids.map(\.low))"
    case .wrongMethod(let name, let allowed): "\(name.method) \(name.pattern) allows \(allowed)"
    case .unknown: "unknown"
    }
  }

  @Test("fixed paths come first, ids are read in either case, and no id is no path")
  func matches() {
    var table = RouteTable()
    let empty = Response(status: .ok)
    table.on(.get, "/a") { _ in empty }
    table.on(.get, "/a/fixed") { _ in empty }
    table.on(.get, "/a/{x}") { (_: Request, _: UniqueID) in empty }
    table.on(.delete, "/a/{x}") { (_: Request, _: UniqueID) in empty }
    table.on(.post, "/a/{x}/b/{y}") { _, _, _ in empty }
    let id = "0192F000-0000-7000-8000-0000000000Aa"
    #expect(found(table, .get, "/a") == "GET /a []")
    #expect(found(table, .head, "/a") == "GET /a []")
    #expect(found(table, .get, "/a/fixed") == "GET /a/fixed []")
    #expect(found(table, .get, "/a/\(id)") == "GET /a/{x} [\(0x8000_0000_0000_00AA as UInt64)]")
    #expect(found(table, .post, "/a/\(id)") == "other /a/{x} allows DELETE, GET, HEAD")
    #expect(found(table, .post, "/a/\(id)/b/\(UniqueID.test(1))").hasPrefix("POST /a/{x}/b/{y} ["))
    for path in [
      "/a/", "/a/x", "/a/\(id)/", "/a/\(id)/b", "/a/\(id)/b/x", "/a/x/b/\(id)", "/a/\(id)/c/\(id)",
      "//a", "/a/\(id)%00", "/b/\(id)", "", "/a/{x}",
    ] { #expect(found(table, .get, path) == "unknown") }
  }

  @Test("the patterns stand for the paths that clients build")
  func agreesWithClients() async throws {
    let table = try await TestServer().responder.routes
    let (one, other) = (UniqueID.test(1), UniqueID.test(2))
    let paths: [(HTTPRequest.Method, String, String)] = [
      (.get, Route.students(of: one), Pattern.students),
      (.delete, Route.student(other, of: one), Pattern.student),
      (.post, Route.pin(of: other, in: one), Pattern.pin),
      (.post, Route.homework(of: one), Pattern.homework),
      (.delete, Route.homework(other, of: one), Pattern.pieceOfHomework),
      (.get, Route.export(of: one), Pattern.export), (.put, Route.wordSet(one), Pattern.wordSet),
    ]
    for (method, path, pattern) in paths {
      guard case .found(let name, _, let ids) = table.match(method, path) else {
        Issue.record("\(pattern) is not found")
        continue
      }
      #expect(name.pattern == pattern)
      #expect(ids.first == one)
    }
  }
}

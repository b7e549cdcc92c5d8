import Assets
import Foundation
import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct OpenAPITests {
  /// The operations of the description, as "GET /path": lines of two spaces and a path, and of four and a method.
  static var described: [String] {
    var path = ""
    var isInPaths = false
    var operations: [String] = []
    for line in Assets.openAPI.split(separator: "\n") {
      if !line.hasPrefix(" ") { isInPaths = line == "paths:" }
      guard isInPaths else { continue }
      if line.hasPrefix("  /") { path = line.dropFirst(2).dropLast().description }
      for method in ["get", "put", "post", "delete", "patch"] where line == "    \(method):" {
        operations.append("\(method.uppercased()) \(path)")
      }
    }
    return operations
  }

  @Test("every route is described, and nothing else is")
  func isComplete() async throws {
    let names = try await TestServer().responder.routes.names
    #expect(Self.described.sorted() == names.map { "\($0.method) \($0.pattern)" }.sorted())
    #expect(names.count > 20)
  }

  @Test("every code of a rejection is described")
  func namesCodes() throws {
    for code in Rejection.Code.allCases { #expect(Assets.openAPI.contains(code.rawValue)) }
  }

  @Test("every reference leads somewhere")
  func resolves() {
    let text = Assets.openAPI
    for reference in text.matches(of: /#\/components\/(\w+)\/(\w+)'/) {
      let (section, name) = (reference.output.1, reference.output.2)
      let part = text[text.range(of: "\n  \(section):\n")!.upperBound...]
      #expect(part.contains("\n    \(name):") || part.hasPrefix("    \(name):"), "\(section)/\(name)")
    }
  }

  @Test("the description is served without a token")
  func isServed() async throws {
    let answer = try await TestServer().send(.get, Route.openapi)
    #expect(answer.status == 200)
    #expect(answer.headers[.contentType] == "application/yaml")
    #expect(answer.text == Assets.openAPI)
    #expect(answer.text.hasPrefix("openapi: 3.1.0\n"))
    #expect(answer.text.contains("\n  version: \(Release.version)\n"), "one version for all")
  }
}

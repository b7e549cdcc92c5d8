import Assets
import Foundation
import HTTPTypes
import Primitives
import TestScopes
import TestSupport
import Testing
import Wire

@testable import API

/// The description against the declarations that client and server are compiled with.
@Suite(.ownThread()) struct OpenAPITests {
  @Test("every operation is described, and nothing else is")
  func isComplete() throws {
    let described = try OpenAPIDocument.current().operations.map(\.name)
    #expect(described.sorted() == Endpoint.all.map { "\($0.method.rawValue) \($0.path)" }.sorted())
    #expect(described.count > 30)
  }

  @Test("parameters, bodies and tokens are described as they are declared", arguments: Endpoint.all)
  func agrees(_ endpoint: Endpoint) throws {
    let document = try OpenAPIDocument.current()
    let operation = try #require(document.operation(endpoint))
    #expect(operation.names(in: "path") == endpoint.pattern.names)
    #expect(operation.names(in: "query") == endpoint.parameters.map(\.rawValue))
    #expect(operation.parameters.count == endpoint.pattern.names.count + endpoint.parameters.count)
    let security = (operation.json["security"] ?? document.json["security"])?.array ?? []
    #expect((security.isEmpty || security.contains([:])) == (endpoint.caller == .anybody))
    if endpoint.caller != .anybody { #expect(security == [["token": []]]) }
    let statuses = Set(operation.statuses)
    // A wrong PIN is 401 too, and waits where no account is counted.
    let wantsToken = endpoint.caller != .anybody || endpoint == .join
    #expect(statuses.contains(401) == wantsToken && statuses.contains(429) == wantsToken)
    #expect(statuses.contains(403) == [.student, .teacher].contains(endpoint.caller))
    #expect((operation.json["requestBody"] != nil) == (endpoint.body != nil))
    #expect(statuses.contains(413) == (endpoint.bodyBytes > 0))
    let isJSON = statuses.contains { status in
      status < 300 && document.response(operation, status)?["content"]?["application/json"] != nil
    }
    #expect(isJSON == (endpoint.answer != nil))
    #expect(statuses.contains(405) && operation.json["responses"]?["default"] != nil)
  }

  @Test("every reference leads somewhere, and every answer has a schema, unless it has no body")
  func resolves() throws {
    let document = try OpenAPIDocument.current()
    let references = document.json.parts.compactMap { $0["$ref"]?.string }
    #expect(references.count > 300)
    for reference in Set(references) {
      #expect(Schema.resolve(reference, in: document.json) != nil, "\(reference)")
    }
    for operation in document.operations {
      #expect(!operation.statuses.isEmpty, "\(operation.name)")
      for status in operation.statuses + [500] {
        let response = try #require(document.response(operation, status), "\(operation.name) \(status)")
        let hasBody = status != 204 && !(300..<400).contains(status)
        let contents = response["content"]?.object?.members ?? []
        #expect(contents.isEmpty != hasBody, "\(operation.name) \(status)")
        #expect(contents.allSatisfy { $0.value["schema"]?.object != nil }, "\(operation.name) \(status)")
      }
    }
  }

  @Test("nothing is described that nothing refers to")
  func hasNoLeftovers() throws {
    let document = try OpenAPIDocument.current()
    let references = Set(document.json.parts.compactMap { $0["$ref"]?.string })
    for section in document.json["components"]?.object?.members ?? [] where section.key != "securitySchemes" {
      for part in section.value.object?.members ?? [] {
        #expect(references.contains("#/components/\(section.key)/\(part.key)"))
      }
    }
  }

  @Test(
    "the limits are those of the protocol",
    arguments: [
      ("SyncRequest.events.maxItems", Limit.batchEvents),
      ("QuestSyncRequest.events.maxItems", Limit.batchEvents),
      ("Rejection.index.maximum", Limit.batchEvents - 1), ("Event.delta.minimum", Limit.delta.lowerBound),
      ("Event.delta.maximum", Limit.delta.upperBound),
      ("QuestEvent.progress.minimum", Limit.questProgress.lowerBound),
      ("QuestEvent.progress.maximum", Limit.questProgress.upperBound),
      ("QuestEvent.utc_offset_min.minimum", Limit.utcOffsetMinutes.lowerBound),
      ("QuestEvent.utc_offset_min.maximum", Limit.utcOffsetMinutes.upperBound),
      ("EventPage.events.maxItems", Limit.pageEvents.upperBound),
      ("Pupil.events.maxItems", Limit.latestEvents),
      ("ClientReport.pending_count.maximum", Limit.pending.upperBound),
      ("ClientReport.pending_xp.maximum", Limit.pending.upperBound),
      ("NewHomework.goal_xp.minimum", Limit.homeworkGoal.lowerBound),
      ("NewHomework.goal_xp.maximum", Limit.homeworkGoal.upperBound),
      ("NewWordSet.words.minItems", Limit.setWords.lowerBound),
      ("NewWordSet.words.maxItems", Limit.setWords.upperBound),
      ("NewWordSet.level.maxLength", Limit.levelLength.upperBound),
      ("Name.maxLength", Limit.nameLength.upperBound),
      ("Title.maxLength", Limit.titleLength.upperBound),
      ("Title.maxLength", Limit.classNameLength.upperBound),
      ("Language.maxLength", Limit.languageLength), ("Word.term.maxLength", Limit.wordBytes),
    ])
  func agreesOnLimits(place: String, limit: Int) throws {
    let document = try OpenAPIDocument.current()
    let words = place.split(separator: ".").map(String.init)
    var schema = try #require(document.json["components"]?["schemas"]?[words[0]])
    for word in words[1..<words.count - 1] {
      let parts = [schema] + (schema["allOf"]?.array ?? [])
      let found: [JSON] = parts.compactMap { $0["properties"]?[word] }
      schema = try #require(found.first)
    }
    #expect(schema[words[words.count - 1]]?.integer == limit)
  }

  @Test("patterns and parameters say the limits of the protocol too")
  func agreesOnWords() throws {
    let components = try #require(try OpenAPIDocument.current().json["components"])
    let (pin, page) = (Limit.pinLength, components["parameters"]?["limit"])
    let schemas = components["schemas"]
    #expect(schemas?["PIN"]?["pattern"] == .string("^[0-9]{\(pin.lowerBound),\(pin.upperBound)}$"))
    #expect(schemas?["Kind"]?["pattern"] == .string("^[a-z0-9_]{1,\(Limit.kindLength)}$"))
    #expect(page?["schema"]?["minimum"]?.integer == Limit.pageEvents.lowerBound)
    #expect(page?["schema"]?["default"]?.integer == Limit.usualPageEvents)
    #expect(page?["description"]?.string?.contains("above \(Limit.pageEvents.upperBound) is") == true)
    #expect(
      schemas?["Rejection"]?["properties"]?["code"]?["enum"]?.array?.compactMap(\.string).sorted()
        == Rejection.Code.allCases.map(\.rawValue).sorted())
    #expect(
      schemas?["BoardRow"]?["properties"]?["state"]?["enum"]?.array?.compactMap(\.string)
        == BoardRow.State.allCases.map(\.rawValue))
    let periods = Leaderboard.Period.allCases.map { JSON.string($0.rawValue) }
    #expect(components["parameters"]?["period"]?["schema"]?["enum"]?.array == periods)
    #expect(schemas?["Leaderboard"]?["properties"]?["period"]?["enum"]?.array == periods)
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

import Assets
import HTTPTypes
import Primitives
import TestSupport
import Wire
import Yams

/// A description of the protocol, read.
struct OpenAPIDocument {
  /// An operation of it.
  struct Operation {
    let method: String
    let path: String
    /// The parameters of the path's entry and the operation's own, references followed.
    let parameters: [JSON]
    let json: JSON

    var name: String { "\(method) \(path)" }
    /// The statuses that it is described to answer.
    var statuses: [Int] { (json["responses"]?.object?.members ?? []).compactMap { Int($0.key) } }

    /// The names of its parameters that stand in the path or the query.
    func names(in place: String) -> [String] {
      parameters.filter { $0["in"]?.string == place }.compactMap { $0["name"]?.string }
    }
  }

  let json: JSON
  let operations: [Operation]

  init(yaml: String) throws {
    guard let node = try Yams.compose(yaml: yaml) else { throw Unreadable() }
    json = JSON(node)
    let document = json
    let methods = ["get", "put", "post", "delete", "patch", "head", "options", "trace"]
    operations = (json["paths"]?.object?.members ?? []).flatMap { path in
      (path.value.object?.members ?? []).filter { methods.contains($0.key) }.map { method in
        let parameters = (path.value["parameters"]?.array ?? []) + (method.value["parameters"]?.array ?? [])
        return Operation(
          method: method.key.uppercased(), path: path.key,
          parameters: parameters.map { Self.following($0, in: document) }, json: method.value)
      }
    }
  }

  private struct Unreadable: Error {}

  /// The one that every server gives.
  static func current() throws -> OpenAPIDocument { try OpenAPIDocument(yaml: Assets.openAPI) }

  func operation(_ endpoint: Endpoint) -> Operation? {
    operations.first { $0.method == endpoint.method.rawValue && $0.path == endpoint.path }
  }

  func schema(_ json: JSON) -> Schema { Schema(json, in: self.json) }

  /// What an operation says of its answer with that status: `default` speaks for those that any request may get.
  func response(_ operation: Operation, _ status: Int) -> JSON? {
    let responses = operation.json["responses"]
    let general = [408, 414, 431, 500].contains(status) ? responses?["default"] : nil
    return (responses?["\(status)"] ?? general).map { Self.following($0, in: json) }
  }

  /// What is wrong with an answer of an operation; empty where it is as described.
  func faults(in answer: Answer, to operation: Operation) -> [String] {
    guard let response = response(operation, answer.status) else {
      return ["the status \(answer.status) is not described"]
    }
    let type = answer.headers[.contentType]?.prefix { $0 != ";" } ?? ""
    guard let contents = response["content"]?.object else {
      return answer.text.isEmpty && type.isEmpty ? [] : ["there is a body, and none is described"]
    }
    guard let schema = contents[String(type)]?["schema"] else {
      return ["the type “\(type)” is not described"]
    }
    let value = type.hasSuffix("json") ? answer.json : .string(answer.text)
    return self.schema(schema).faults(in: value)
  }

  /// What is wrong with a request's body.
  func faults(inRequest body: JSON, to operation: Operation) -> [String] {
    guard let schema = operation.json["requestBody"]?["content"]?["application/json"]?["schema"] else {
      return ["no body is described"]
    }
    return self.schema(schema).faults(in: body)
  }

  private static func following(_ value: JSON, in document: JSON) -> JSON {
    value["$ref"]?.string.flatMap { Schema.resolve($0, in: document) } ?? value
  }
}

extension JSON {
  /// What a node of YAML says, by the core schema: only a plain scalar is anything but a text.
  fileprivate init(_ node: Node) {
    switch node {
    case .mapping(let mapping):
      var object = JSONObject()
      for (key, value) in mapping { object[key.string ?? ""] = JSON(value) }
      self = .object(object)
    case .sequence(let sequence): self = .array(sequence.map { JSON($0) })
    case .scalar(let scalar):
      switch (scalar.style, scalar.string) {
      case (.plain, "null"), (.plain, "~"), (.plain, ""): self = .null
      case (.plain, "true"): self = true
      case (.plain, "false"): self = false
      case (.plain, let text) where Int(text) != nil: self = .number(text)
      case (_, let text): self = .string(text)
      }
    case .alias: self = .invalidString
    }
  }

  /// Every value in this one, itself among them.
  var parts: [JSON] {
    switch self {
    case .array(let elements): [self] + elements.flatMap(\.parts)
    case .object(let object): [self] + object.members.flatMap(\.value.parts)
    default: [self]
    }
  }
}

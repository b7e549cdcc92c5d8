import Foundation
package import Primitives

/// A JSON Schema with the document that its references lead into, as much of the language as `assets/openapi.yaml` uses. A
/// keyword that is not among them is a fault, so that nothing in a schema goes unchecked in silence.
///
/// Stricter than the standard where an answer has a member that the schema does not name: that is a fault, unless the schema
/// names none at all. Formats are as a server writes them: ids in lower case, times in UTC.
package struct Schema {
  private let schema: JSON
  private let document: JSON

  package init(_ schema: JSON, in document: JSON) {
    self.schema = schema
    self.document = document
  }

  /// What is wrong with a value, each with where it stands; empty where it is what the schema describes.
  package func faults(in value: JSON) -> [String] { check(value, schema, at: "$", isWhole: true) }

  /// The value that a reference like `#/components/schemas/ID` leads to; nil where it leads nowhere.
  package static func resolve(_ reference: String, in document: JSON) -> JSON? {
    var parts = reference.split(separator: "/")
    guard parts.first == "#" else { return nil }
    parts.removeFirst()
    return parts.reduce(Optional(document)) { part, name in part?[String(name)] }
  }

  private static let remarks: Set = ["description", "examples", "default", "$ref"]

  /// - Parameter isWhole: False for a part of an `allOf`, which is not all that describes the value.
  private func check(_ value: JSON, _ schema: JSON, at place: String, isWhole: Bool) -> [String] {
    guard let keywords = schema.object else { return ["\(place): the schema is no object"] }
    var faults: [String] = []
    if let reference = schema["$ref"] {
      guard let target = reference.string.flatMap({ Self.resolve($0, in: document) }) else {
        return ["\(place): \(reference) leads nowhere"]
      }
      faults += check(value, target, at: place, isWhole: false)
    }
    for keyword in keywords.members where !Self.remarks.contains(keyword.key) {
      faults += check(value, keyword.key, keyword.value, of: schema, at: place)
    }
    if isWhole, let object = value.object, let known = names(in: schema) {
      faults += object.members.filter { !known.contains($0.key) }.map {
        "\(place).\($0.key): the schema has no such member"
      }
    }
    return faults
  }

  private func check(
    _ value: JSON, _ keyword: String, _ rule: JSON, of schema: JSON, at place: String
  ) -> [String] {
    switch keyword {
    case "type":
      let types = rule.array?.compactMap(\.string) ?? rule.string.map { [$0] } ?? []
      return types.contains { value.isOf(type: $0) } ? [] : ["\(place): \(value) is not of type \(rule)"]
    case "enum":
      return rule.array?.contains(value) == true ? [] : ["\(place): \(value) is none of \(rule)"]
    case "properties":
      return (value.object?.members ?? []).flatMap { member in
        rule[member.key].map {
          check(member.value, $0, at: "\(place).\(member.key)", isWhole: true)
        } ?? []
      }
    case "required":
      guard let object = value.object else { return [] }
      return (rule.array ?? []).compactMap(\.string).filter { object[$0] == nil }.map {
        "\(place).\($0): is missing"
      }
    case "items":
      return (value.array ?? []).enumerated().flatMap { index, element in
        check(element, rule, at: "\(place)[\(index)]", isWhole: true)
      }
    case "allOf":
      return (rule.array ?? []).flatMap { check(value, $0, at: place, isWhole: false) }
    case "oneOf":
      let fitting = (rule.array ?? []).count { check(value, $0, at: place, isWhole: true).isEmpty }
      return fitting == 1 ? [] : ["\(place): \(value) is \(fitting) of the kinds of which it has to be one"]
    case "additionalProperties":
      return rule == false ? [] : ["\(place): a schema that takes any member checks nothing"]
    case "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems":
      return checkSize(of: value, keyword, rule, at: place)
    case "pattern":
      return checkPattern(of: value, rule, at: place)
    case "format":
      return checkFormat(of: value, rule, at: place)
    default: return ["\(place): the keyword \(keyword) is not understood"]
    }
  }

  private func checkSize(of value: JSON, _ keyword: String, _ rule: JSON, at place: String) -> [String] {
    guard let limit = rule.integer else { return ["\(place): \(keyword) is no whole number"] }
    let size: Int? =
      switch keyword {
      case "minLength", "maxLength": value.string?.unicodeScalars.count
      case "minItems", "maxItems": value.array?.count
      default: value.integer
      }
    guard let size else { return [] }
    return (keyword.hasPrefix("min") ? size >= limit : size <= limit)
      ? [] : ["\(place): \(value) breaks \(keyword) \(limit)"]
  }

  private func checkPattern(of value: JSON, _ rule: JSON, at place: String) -> [String] {
    guard let pattern = rule.string.flatMap({ try? Regex($0) }) else {
      return ["\(place): \(rule) is no pattern"]
    }
    guard let text = value.string else { return [] }
    return text.firstMatch(of: pattern) != nil ? [] : ["\(place): \(value) is not like \(rule)"]
  }

  private func checkFormat(of value: JSON, _ rule: JSON, at place: String) -> [String] {
    let isFormed: Bool
    switch rule.string {
    case "uuid": isFormed = value.string.map { UniqueID($0)?.description == $0 } ?? true
    case "date-time":
      isFormed = value.string.map { $0.contains("T") && $0.hasSuffix("Z") && Timestamp($0) != nil } ?? true
    case "date": isFormed = value.string.map { CivilDate($0) != nil } ?? true
    case "int64":
      if case .number = value { isFormed = value.integer != nil } else { isFormed = true }
    default: return ["\(place): the format \(rule) is not understood"]
    }
    return isFormed ? [] : ["\(place): \(value) has not the format \(rule)"]
  }

  /// The names of the members that a schema knows of, its parts' among them; nil where it leaves them open.
  private func names(in schema: JSON) -> Set<String>? {
    var names = schema["properties"]?.object.map { Set($0.members.map(\.key)) }
    if schema["additionalProperties"] == false { names = names ?? [] }
    let parts = (schema["allOf"]?.array ?? []) + (schema["oneOf"]?.array ?? [])
    let target = schema["$ref"]?.string.flatMap { Self.resolve($0, in: document) }
    for part in parts + [target].compactMap(\.self) {
      if let more = self.names(in: part) { names = (names ?? []).union(more) }
    }
    return names
  }
}

extension JSON {
  fileprivate func isOf(type: String) -> Bool {
    switch self {
    case .null: type == "null"
    case .bool: type == "boolean"
    case .number: type == "number" || (type == "integer" && integer != nil)
    case .string: type == "string"
    case .array: type == "array"
    case .object: type == "object"
    case .invalidString, .tooDeep: false
    }
  }
}

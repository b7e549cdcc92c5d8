import Primitives
import TestScopes
import TestSupport
import Testing

/// The judge of the server's answers is judged.
@Suite(.ownThread()) struct SchemaTests {
  static let document: JSON = [
    "schemas": [
      "ID": ["type": "string", "format": "uuid"],
      "Time": ["type": "string", "format": "date-time"],
      "Point": [
        "type": "object", "required": ["id", "at"],
        "properties": [
          "id": ["$ref": "#/schemas/ID", "description": "Whose it is."],
          "at": ["oneOf": [["$ref": "#/schemas/Time"], ["type": "null"]]],
          "count": ["type": "integer", "format": "int64", "minimum": 0, "maximum": 9],
          "name": ["type": ["string", "null"], "minLength": 1, "maxLength": 3, "pattern": "^[a-z]*$"],
          "kind": ["type": "string", "enum": ["a", "b"]],
          "tags": ["type": "array", "minItems": 1, "maxItems": 2, "items": ["type": "boolean"]],
          "free": ["type": "object"], "day": ["type": "string", "format": "date"],
          "size": ["type": "number"],
        ],
      ],
      "Wide": [
        "allOf": [
          ["$ref": "#/schemas/Point"],
          ["type": "object", "required": ["more"], "properties": ["more": ["type": "integer"]]],
        ]
      ],
    ]
  ]

  static let point: JSONObject = [
    "id": "0192f000-0000-7000-8000-00000000000a", "at": "2026-11-22T12:00:00.000Z",
  ]

  private func faults(_ members: KeyValuePairs<String, JSON?>, of name: String = "Point") -> [String] {
    var object = Self.point
    for (key, value) in members { object[key] = value }
    return Schema(["$ref": .string("#/schemas/\(name)")], in: Self.document).faults(in: .object(object))
  }

  @Test("what a schema describes has no fault")
  func accepts() {
    #expect(faults([:]) == [])
    #expect(
      faults([
        "at": .null, "count": 9, "name": "abc", "kind": "b",
        "tags": [true, false], "free": ["anything": [1, "x"]], "day": "2026-11-22", "size": .number("1.5"),
      ]) == [])
    #expect(faults(["name": .null, "count": .number("1e0")]) == [])
    #expect(faults(["more": 1], of: "Wide") == [])
  }

  @Test(
    "each wrong answer is told by its place",
    arguments: [
      ("id", nil, "$.id: is missing"), ("id", "0192F000-0000-7000-8000-00000000000A", "$.id: "),
      ("id", "x", "$.id: "), ("id", 5, "$.id: "), ("at", "2026-11-22 12:00:00Z", "$.at: "),
      ("at", "2026-11-22T12:00:00+01:00", "$.at: "), ("at", 5, "$.at: "), ("count", -1, "$.count: "),
      ("count", 10, "$.count: "), ("count", "1", "$.count: "), ("count", .number("1.5"), "$.count: "),
      ("count", .null, "$.count: "), ("name", "", "$.name: "), ("name", "abcd", "$.name: "),
      ("name", "A", "$.name: "), ("name", false, "$.name: "), ("kind", "c", "$.kind: "),
      ("tags", [], "$.tags: "), ("tags", [true, true, true], "$.tags: "), ("tags", [1], "$.tags[0]: "),
      ("free", [], "$.free: "), ("day", "2026-02-30", "$.day: "), ("size", "1", "$.size: "),
      ("unheard", 1, "$.unheard: the schema has no such member"),
    ] as [(String, JSON?, String)])
  func refuses(member: String, value: JSON?, fault: String) {
    let found = faults([member: value])
    #expect(!found.isEmpty && found.allSatisfy { $0.hasPrefix(fault) }, "\(found)")
  }

  @Test("of several schemas together each has its say, and none of them calls the others' members unknown")
  func combines() {
    #expect(faults([:], of: "Wide") == ["$.more: is missing"])
    #expect(faults(["more": "x", "kind": "c"], of: "Wide").count == 2)
    #expect(
      faults(["more": 1, "unheard": 1], of: "Wide") == ["$.unheard: the schema has no such member"])
    let either = Schema(["oneOf": [["type": "integer"], ["type": "number"]]], in: [:])
    #expect(either.faults(in: .number("1.5")) == [])
    #expect(either.faults(in: 1).count == 1, "an integer is both")
    #expect(either.faults(in: "x").count == 1)
  }

  @Test("a schema that can't be followed is a fault, never a pass")
  func distrusts() {
    for schema in [
      ["$ref": "#/schemas/Nothing"], ["$ref": "other.yaml#/schemas/ID"], ["maximun": 5], ["format": "colour"],
      ["pattern": "["], ["minimum": "x"], ["additionalProperties": true], "string",
    ] as [JSON] {
      #expect(!Schema(schema, in: Self.document).faults(in: "x").isEmpty, "\(schema)")
    }
    #expect(Schema(["additionalProperties": false], in: [:]).faults(in: ["a": 1]).count == 1)
  }
}

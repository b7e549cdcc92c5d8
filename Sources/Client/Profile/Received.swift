package import Primitives

/// Something that a server gave, with all that it wrote of it: a newer one may say more than this version knows.
@dynamicMemberLookup
package struct Received<Value> {
  package let value: Value
  /// As the server wrote it.
  package let json: JSON

  package init(value: Value, json: JSON) {
    self.value = value
    self.json = json
  }

  package subscript<Member>(dynamicMember member: KeyPath<Value, Member>) -> Member {
    value[keyPath: member]
  }
}

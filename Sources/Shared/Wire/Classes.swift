package import Primitives

/// A class as whoever is in it sees it: a part of several answers.
package struct ClassName: Hashable, Sendable {
  package let id: UniqueID
  package let name: String

  package init(id: UniqueID, name: String) {
    self.id = id
    self.name = name
  }

  /// Reads a class; nil where a part is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let name = json["name"]?.string else { return nil }
    self.init(id: id, name: name)
  }

  package var json: JSON { ["id": .id(id), "name": .string(name)] }
}

/// A class as its teacher sees it: the answer to `POST /api/classes`, and an element of `GET /api/classes`.
package struct SchoolClass: Hashable, ListElement {
  package static let listName = "classes"

  /// Names the class in paths.
  package let id: UniqueID
  /// What the teacher calls it.
  package let name: String
  /// What pupils type to join.
  package let code: String
  /// False where nobody new is let in. (A server of before lets everybody in who has the code.)
  package let isJoinable: Bool

  package init(id: UniqueID, name: String, code: String, isJoinable: Bool = true) {
    self.id = id
    self.name = name
    self.code = code
    self.isJoinable = isJoinable
  }

  /// Reads a class; nil where a part is missing.
  package init?(json: JSON) {
    guard let id = json["id"]?.id, let name = json["name"]?.string, let code = json["code"]?.string
    else { return nil }
    self.init(id: id, name: name, code: code, isJoinable: json["joinable"]?.bool ?? true)
  }

  /// The class on the wire.
  package var json: JSON {
    ["id": .id(id), "name": .string(name), "code": .string(code), "joinable": .bool(isJoinable)]
  }
}

/// The body of `POST /api/classes`.
package struct CreateClassRequest: Hashable, WireValue {
  package let name: String

  package init(name: String) { self.name = name }

  /// Reads a body; a name that is missing is read as the empty one, which no class has.
  package init(json: JSON) { name = json["name"]?.string ?? "" }

  package var json: JSON { ["name": .string(name)] }
}

/// The body of `PATCH /api/classes/{class}`.
package struct ChangeClassRequest: Hashable, WireValue {
  /// False lets nobody new in.
  package let isJoinable: Bool

  package init(isJoinable: Bool) { self.isJoinable = isJoinable }

  /// Reads a body; nil where it changes nothing.
  package init?(json: JSON) {
    guard let isJoinable = json["joinable"]?.bool else { return nil }
    self.init(isJoinable: isJoinable)
  }

  package var json: JSON { ["joinable": .bool(isJoinable)] }
}

/// The body of `POST /api/classes/{class}/students/{student}/pin`.
package struct SetPINRequest: Hashable, WireValue {
  package let pin: String

  package init(pin: String) { self.pin = pin }

  /// Reads a body; a PIN that is missing is read as the empty one, which nobody has.
  package init(json: JSON) { pin = json["pin"]?.string ?? "" }

  package var json: JSON { ["pin": .string(pin)] }
}

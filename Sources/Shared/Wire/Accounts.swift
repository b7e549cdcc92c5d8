package import Primitives

/// The body of `POST /api/join`.
package struct JoinRequest: Hashable, Sendable {
  /// What the teacher wrote on the board.
  package let classCode: String
  /// The name in the class.
  package let displayName: String
  /// 4 to 12 digits.
  package let pin: String
  /// The id of the local profile played so far, proposed for a new student.
  package let studentID: UniqueID?

  package init(classCode: String, displayName: String, pin: String, studentID: UniqueID?) {
    self.classCode = classCode
    self.displayName = displayName
    self.pin = pin
    self.studentID = studentID
  }

  package var json: JSON {
    var object: JSONObject = [
      "class_code": .string(classCode), "display_name": .string(displayName), "pin": .string(pin),
    ]
    object["student_id"] = studentID.map { .id($0) }
    return .object(object)
  }
}

/// The answer to `POST /api/join`: 201 for a new student, 200 for one on another device.
package struct JoinResponse: Hashable, Sendable {
  /// The student's id, which may be another than the proposed one.
  package let studentID: UniqueID
  /// The bearer token; shown once, stored by the server only as a hash.
  package let token: String
  /// The class that was joined.
  package let classID: UniqueID
  package let className: String
  /// The identity of the ledger; nil from a server of before.
  package let serverID: UniqueID?

  package init(studentID: UniqueID, token: String, classID: UniqueID, className: String, serverID: UniqueID?)
  {
    self.serverID = serverID
    self.studentID = studentID
    self.token = token
    self.classID = classID
    self.className = className
  }

  /// Reads an answer; nil where a part is missing.
  package init?(json: JSON) {
    guard let studentID = json["student_id"]?.id, let token = json["token"]?.string, !token.isEmpty,
      let classID = json["class"]?["id"]?.id, let className = json["class"]?["name"]?.string
    else { return nil }
    self.init(
      studentID: studentID, token: token, classID: classID, className: className,
      serverID: json["server_id"]?.id)
  }

  package var json: JSON {
    [
      "student_id": .id(studentID), "token": .string(token),
      "class": ["id": .id(classID), "name": .string(className)], "server_id": .id(serverID),
    ]
  }
}

/// A class as its teacher sees it: the answer to `POST /api/classes`, and an element of `GET /api/classes`.
package struct SchoolClass: Hashable, Sendable {
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

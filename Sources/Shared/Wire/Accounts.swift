package import Primitives

/// The body of `POST /api/join`.
package struct JoinRequest: Hashable, WireValue {
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

  /// Reads a body; nil where it names no class. A name or a PIN that is missing is read as the empty one, which nobody has.
  package init?(json: JSON) {
    guard let classCode = json["class_code"]?.string else { return nil }
    self.init(
      classCode: classCode, displayName: json["display_name"]?.string ?? "",
      pin: json["pin"]?.string ?? "", studentID: json["student_id"]?.id)
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
package struct JoinResponse: Hashable, WireValue {
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
      let schoolClass = json["class"].flatMap({ ClassName(json: $0) })
    else { return nil }
    self.init(
      studentID: studentID, token: token, classID: schoolClass.id, className: schoolClass.name,
      serverID: json["server_id"]?.id)
  }

  package var json: JSON {
    [
      "student_id": .id(studentID), "token": .string(token),
      "class": ClassName(id: classID, name: className).json, "server_id": .id(serverID),
    ]
  }
}

/// The answer to `GET /api/me`: who a token is.
package struct Me: Hashable, WireValue {
  package enum Role: String, Hashable, Sendable {
    case student, teacher
  }

  package let id: UniqueID
  /// Nil for one that only a newer server knows.
  package let role: Role?
  package let displayName: String
  /// The classes that a student is in, or that a teacher has.
  package let classes: [ClassName]
  /// The identity of the ledger; nil from a server of before.
  package let serverID: UniqueID?

  package init(id: UniqueID, role: Role, displayName: String, classes: [ClassName], serverID: UniqueID) {
    self.id = id
    self.role = role
    self.displayName = displayName
    self.classes = classes
    self.serverID = serverID
  }

  /// Reads an answer; nil where it names nobody. Clients act on the ids alone.
  package init?(json: JSON) {
    guard let id = json["id"]?.id else { return nil }
    self.id = id
    role = json["role"]?.string.flatMap { Role(rawValue: $0) }
    displayName = json["display_name"]?.string ?? ""
    classes = (json["classes"]?.array ?? []).compactMap { ClassName(json: $0) }
    serverID = json["server_id"]?.id
  }

  package var json: JSON {
    [
      "id": .id(id), "role": .text(role?.rawValue), "display_name": .string(displayName),
      "classes": .array(classes.map(\.json)), "server_id": .id(serverID),
    ]
  }
}

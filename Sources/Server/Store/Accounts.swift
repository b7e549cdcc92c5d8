package import Primitives

/// The SHA-256 of a bearer token: all that a store ever sees of it.
package struct TokenHash: Hashable, Sendable {
  /// 32 bytes.
  package let bytes: [UInt8]

  package init(bytes: [UInt8]) {
    precondition(bytes.count == 32, "a SHA-256 has 32 bytes")
    self.bytes = bytes
  }
}

/// Who somebody is, as their token proves.
package enum Account: Hashable, Sendable {
  case student(UniqueID)
  case teacher(UniqueID)

  package var id: UniqueID {
    switch self {
    case .student(let id), .teacher(let id): id
    }
  }
}

/// Who somebody is, and what the ledger says of them.
package struct AccountTotal: Hashable, Sendable {
  /// As their token proves.
  package let account: Account
  /// Zeros for a student without events; nil for a teacher.
  package let total: StudentTotal?

  package init(account: Account, total: StudentTotal?) {
    self.account = account
    self.total = total
  }
}

/// A student whose token a new PIN has made worthless.
package struct SignedOutStudent: Hashable, Sendable {
  package let studentID: UniqueID
  /// What their client last said of itself; nil for never.
  package let presence: Presence?

  package init(studentID: UniqueID, presence: Presence?) {
    self.studentID = studentID
    self.presence = presence
  }
}

/// What an account may know of itself.
package struct Profile: Hashable, Sendable {
  package let displayName: String
  /// The classes a student is in, or a teacher has.
  package let classes: [StoredClass]

  package init(displayName: String, classes: [StoredClass]) {
    self.displayName = displayName
    self.classes = classes
  }
}

package struct StoredClass: Hashable, Sendable {
  /// Made by the server, or proposed by a pupil's computer.
  package let id: UniqueID
  package let name: String
  /// What pupils type to join, in upper case.
  package let code: String
  /// False where nobody new is let in.
  package let isJoinable: Bool

  package init(id: UniqueID, name: String, code: String, isJoinable: Bool = true) {
    self.id = id
    self.name = name
    self.code = code
    self.isJoinable = isJoinable
  }
}

package struct NewClass: Hashable, Sendable {
  /// The class, with a code that may turn out to be taken.
  package let schoolClass: StoredClass
  /// Whose class it is.
  package let teacherID: UniqueID
  /// By the server's clock.
  package let createdAt: Timestamp

  package init(schoolClass: StoredClass, teacherID: UniqueID, createdAt: Timestamp) {
    self.schoolClass = schoolClass
    self.teacherID = teacherID
    self.createdAt = createdAt
  }
}

package struct NewTeacher: Hashable, Sendable {
  /// Made by the server, or proposed by a pupil's computer.
  package let id: UniqueID
  package let displayName: String
  /// The first token.
  package let token: TokenHash
  /// By the server's clock.
  package let createdAt: Timestamp

  package init(id: UniqueID, displayName: String, token: TokenHash, createdAt: Timestamp) {
    self.id = id
    self.displayName = displayName
    self.token = token
    self.createdAt = createdAt
  }
}

/// A name as it is compared: whoever has the one or the other is the same pupil.
package struct NameKey: Hashable, Sendable {
  /// NFC and lower case. Names are put in order by it.
  package let exact: String
  /// What the name looks like: equal for names that can't be told apart on a screen.
  package let look: String

  package init(exact: String, look: String) {
    self.exact = exact
    self.look = look
  }
}

/// A pupil to add to a class.
package struct NewStudent: Hashable, Sendable {
  /// The id that the pupil's computer has been using; taken if the store knows no such student.
  package let proposedID: UniqueID?
  /// The id to take otherwise; new and random.
  package let fallbackID: UniqueID
  package let classID: UniqueID
  package let displayName: String
  /// The name as it is compared.
  package let nameKey: NameKey
  /// scrypt, with its parameters and salt.
  package let pinHash: String
  /// The first token.
  package let token: TokenHash
  /// By the server's clock.
  package let createdAt: Timestamp

  package init(
    proposedID: UniqueID?, fallbackID: UniqueID, classID: UniqueID, displayName: String, nameKey: NameKey,
    pinHash: String, token: TokenHash, createdAt: Timestamp
  ) {
    self.proposedID = proposedID
    self.fallbackID = fallbackID
    self.classID = classID
    self.displayName = displayName
    self.nameKey = nameKey
    self.pinHash = pinHash
    self.token = token
    self.createdAt = createdAt
  }
}

/// What became of a pupil to add.
package enum AddStudentOutcome: Hashable, Sendable {
  case added(UniqueID)
  /// Nothing changed: somebody of that name has joined the class meanwhile.
  case nameTaken
  /// Nothing changed: the class has as many pupils as it may have.
  case classFull
  /// Nothing changed: the class takes nobody new.
  case notJoinable
}

/// What became of a class's new code.
package enum SetCodeOutcome: Hashable, Sendable {
  case changed
  /// Nothing changed: another class has it.
  case taken
  /// Nothing changed: the class is not one of the teacher's.
  case noSuchClass
}

/// A pupil's name of which it is not known how it looks.
package struct NameWithoutLook: Hashable, Sendable {
  /// `NameKey.exact`.
  package let exact: String
  package let displayName: String

  package init(exact: String, displayName: String) {
    self.exact = exact
    self.displayName = displayName
  }
}

/// What is needed to check that a pupil is who they say.
package struct StudentCredentials: Hashable, Sendable {
  /// Made by the server, or proposed by a pupil's computer.
  package let id: UniqueID
  /// scrypt, with its parameters and salt.
  package let pinHash: String

  package init(id: UniqueID, pinHash: String) {
    self.id = id
    self.pinHash = pinHash
  }
}

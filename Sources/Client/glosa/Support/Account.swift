import Glibc
import Outbox
import Primitives

/// The class that was joined on this computer, and the token that speaks for the pupil. Readable by the user alone.
struct Account: Hashable, Sendable {
  /// Where the ledger was last found.
  let server: String
  /// The ledger's identity; nil for an account of a version that knew only addresses, until the ledger is met.
  let serverID: UniqueID?
  let studentID: UniqueID
  let token: String
  let name: String
  let className: String
  /// The profiles of this computer, as they were without a class, whose points come along: what is won or found under one of
  /// them later, too. Empty where nobody said so.
  var brings: [UniqueID] = []

  private static func path(in directories: Directories) -> String {
    directories.configuration + "/account.json"
  }

  /// The account of this computer; nil where no class was joined.
  ///
  /// - Throws: `CommandFailure` where there is one that can't be read: playing on under another name would be worse.
  static func current(in directories: Directories) throws(CommandFailure) -> Account? {
    let path = path(in: directories)
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path)
    } catch {
      if error.isMissing { return nil }
      throw CommandFailure(.cannotWrite, error.description)
    }
    guard let json = try? JSON.parse(bytes), let server = json["server"]?.string,
      let studentID = json["student_id"]?.id, let token = json["token"]?.string,
      let name = json["name"]?.string, let className = json["class_name"]?.string
    else {
      throw CommandFailure(
        .badInput, "\(path) is damaged. Join the class again (glosa join); your points are safe.")
    }
    return Account(
      server: server, serverID: json["server_id"]?.id, studentID: studentID, token: token, name: name,
      className: className, brings: (json["brings"]?.array ?? []).compactMap(\.id))
  }

  /// Whose the points are.
  var owner: Owner { Owner(ledger: serverID?.description ?? server, studentID: studentID) }

  /// The same account at another address, or of a ledger that is known now.
  func with(server: String? = nil, serverID: UniqueID?) -> Account {
    Account(
      server: server ?? self.server, serverID: serverID, studentID: studentID, token: token, name: name,
      className: className, brings: brings)
  }

  /// Makes this the account of this computer.
  func save(in directories: Directories) throws(FileError) {
    let json: JSON = [
      "server": .string(server), "server_id": .id(serverID), "student_id": .id(studentID),
      "token": .string(token),
      "name": .string(name), "class_name": .string(className),
      "brings": .array(brings.map { .id($0) }),
    ]
    try Files.writePrivately(json.utf8, to: Self.path(in: directories))
  }

  /// Takes the account of this computer away; the points of its pupil stay.
  static func remove(in directories: Directories) throws(FileError) {
    try Files.remove(path(in: directories))
  }
}

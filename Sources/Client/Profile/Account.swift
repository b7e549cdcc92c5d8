package import Files
import Glibc
import Languages
package import Outbox
package import Primitives
package import Transport
import Wire

/// The class that was joined on this computer, and the token that speaks for the pupil. Readable by the user alone.
package struct Account: Hashable, Sendable {
  /// Where the ledger was last found, and how its server proves that it is the right one.
  package let place: ServerPlace
  /// The ledger's identity; nil for an account of a version that knew only addresses, until the ledger is met.
  package let serverID: UniqueID?
  package let studentID: UniqueID
  package let token: String
  package let name: String
  package let className: String
  /// The profiles of this computer, as they were without a class, whose points come along: what is won or found under one of
  /// them later, too. Empty where nobody said so.
  var brings: [UniqueID] = []

  package init(
    place: ServerPlace, serverID: UniqueID?, studentID: UniqueID, token: String, name: String,
    className: String, brings: [UniqueID] = []
  ) {
    self.place = place
    self.serverID = serverID
    self.studentID = studentID
    self.token = token
    self.name = name
    self.className = className
    self.brings = brings
  }

  private static func path(in directories: Directories) -> String {
    directories.configuration + "/account.json"
  }

  /// The account of this computer; nil where no class was joined.
  ///
  /// - Throws: `CommandFailure` where there is one that can't be read: playing on under another name would be worse.
  package static func current(in directories: Directories) throws(CommandFailure) -> Account? {
    let path = path(in: directories)
    let bytes: [UInt8]
    do {
      bytes = try Files.read(path)
    } catch {
      if error.isMissing { return nil }
      throw CommandFailure(.cannotWrite, error.spoken)
    }
    guard let json = try? JSON.parse(bytes), let server = json["server"]?.string,
      let studentID = json["student_id"]?.id, let token = json["token"]?.string,
      let name = json["name"]?.string, let className = json["class_name"]?.string
    else {
      throw CommandFailure(.badInput, Spoken.language.accountDamaged(path))
    }
    return Account(
      place: ServerPlace(server, trust: ServerTrust(json: json)), serverID: json["server_id"]?.id,
      studentID: studentID, token: token, name: name, className: className,
      brings: (json["brings"]?.array ?? []).compactMap(\.id))
  }

  /// Where the ledger was last found.
  package var server: String { place.address }

  /// Whose the points are.
  package var owner: Owner { Owner(ledger: serverID?.description ?? server, studentID: studentID) }

  /// The same account at another place, or of a ledger that is known now.
  package func with(place: ServerPlace? = nil, serverID: UniqueID?) -> Account {
    Account(
      place: place ?? self.place, serverID: serverID, studentID: studentID, token: token, name: name,
      className: className, brings: brings)
  }

  /// Makes this the account of this computer.
  package func save(in directories: Directories) throws(FileError) {
    var json: JSONObject = [
      "server": .string(server), "server_id": .id(serverID), "student_id": .id(studentID),
      "token": .string(token),
      "name": .string(name), "class_name": .string(className),
      "brings": .array(brings.map { .id($0) }),
    ]
    place.trust.add(to: &json)
    try Files.writePrivately(JSON.object(json).utf8, to: Self.path(in: directories))
  }

  /// Takes the account of this computer away; the points of its pupil stay.
  package static func remove(in directories: Directories) throws(FileError) {
    try Files.remove(path(in: directories))
  }
}

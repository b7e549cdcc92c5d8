import Files
import Glibc
import Languages
import Outbox
import Primitives

/// The pupil of this computer before any class is joined: made at the first start, no questions asked.
///
/// Its id is never that of a student whom this computer knows: what somebody wins without a class must not be given to the
/// student who had the profile before.
package struct LocalProfile: Hashable, Sendable {
  let studentID: UniqueID
  let name: String

  private static let fileName = "profile.json"

  /// The profile that this computer has, or a new one, kept in the first of the directories that can be written.
  ///
  /// One whose id is a student's, after whatever crash, is replaced. Where the file was lost or never kept, the outbox's one
  /// profile with points is taken up again. Two programs that start at the same moment for the first time agree on one: the
  /// file is made by linking, which only one of them can.
  static func current(in directories: Directories) -> LocalProfile {
    let owners = Outbox.owners(
      directory: directories.data, journalDirectories: directories.journals + directories.otherJournals)
    var students = Set(owners.filter { $0.owner.ledger != nil }.map(\.owner.studentID))
    if let account = try? Account.current(in: directories) { students.insert(account.studentID) }
    for place in [directories.data, directories.state] {
      guard let known = read(from: place + "/" + fileName) else { continue }
      if !students.contains(known.studentID) { return known }
      return (try? renew(in: directories)) ?? LocalProfile()
    }
    let profiles = Set(owners.filter { $0.owner.ledger == nil && $0.hasAny }.map(\.owner.studentID))
    return keep(
      lost(among: profiles.subtracting(students), in: directories) ?? LocalProfile(), in: directories)
  }

  /// Replaces the local profile by a new one: what it won until now is another's business.
  @discardableResult
  static func renew(in directories: Directories) throws(FileError) -> LocalProfile {
    let profile = LocalProfile()
    try Files.writePrivately(profile.json.utf8, to: directories.data + "/" + fileName)
    return profile
  }

  /// Replaces the local profile where its id is that student's.
  static func renew(ifHeldBy student: UniqueID, in directories: Directories) throws(FileError) {
    for place in [directories.data, directories.state] {
      guard let known = read(from: place + "/" + fileName) else { continue }
      if known.studentID == student { try renew(in: directories) }
      return
    }
  }

  /// The profile whose file was lost, or went to the run-time directory of a full home: the one that has points. The
  /// run-time directory alone proves nothing, for it may be another computer's too.
  private static func lost(among profiles: Set<UniqueID>, in directories: Directories) -> LocalProfile? {
    if let known = read(from: directories.runtime + "/" + fileName), profiles.contains(known.studentID) {
      return known
    }
    return profiles.count == 1 ? profiles.first.map { LocalProfile(studentID: $0, name: loginName()) } : nil
  }

  private static func keep(_ profile: LocalProfile, in directories: Directories) -> LocalProfile {
    for place in [directories.data] + directories.journals {
      let path = place + "/" + fileName
      let draft = "\(path).\(getpid())"
      guard (try? Files.writePrivately(profile.json.utf8, to: draft)) != nil else { continue }
      defer { unlink(draft) }
      // What is there and is no profile is of no use to anybody.
      if let bytes = try? Files.read(path), LocalProfile(bytes: bytes) == nil { unlink(path) }
      if link(draft, path) == 0 { return profile }
      if let other = read(from: path) { return other }
    }
    return profile
  }

  private init(studentID: UniqueID, name: String) {
    (self.studentID, self.name) = (studentID, name)
  }

  private init() {
    var generator = SystemRandomNumberGenerator()
    self.init(studentID: .random(using: &generator), name: Self.loginName())
  }

  private init?(bytes: [UInt8]) {
    guard let json = try? JSON.parse(bytes), let id = json["student_id"]?.id, let name = json["name"]?.string
    else { return nil }
    self.init(studentID: id, name: name)
  }

  private var json: JSON { ["student_id": .id(studentID), "name": .string(name)] }

  private static func read(from path: String) -> LocalProfile? {
    (try? Files.read(path)).flatMap { LocalProfile(bytes: $0) }
  }

  /// What the computer calls its user.
  private static func loginName() -> String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return Spoken.language.you }
    let full = entry.pointee.pw_gecos.map { String(cString: $0) }?.split(separator: ",").first.map(
      String.init)
    return full ?? String(cString: name)
  }
}

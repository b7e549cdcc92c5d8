import Glibc
import Primitives

/// The pupil of this computer before any class is joined: made at the first start, no questions asked.
struct Profile: Hashable, Sendable {
  let studentID: UniqueID
  let name: String

  private static let fileName = "profile.json"

  /// The profile that this computer has, or a new one, kept in the first of the directories that can be written.
  ///
  /// Two programs that start at the same moment for the first time agree on one: the file is made by linking, which only
  /// one of them can.
  static func current(in directories: Directories) -> Profile {
    // The run-time directory may be another computer's too: it is looked at only where nothing else can be written.
    for place in [directories.data, directories.state] {
      if let known = read(from: place + "/" + fileName) { return known }
    }
    let profile = Profile(studentID: newID(), name: loginName())
    for place in [directories.data] + directories.journals {
      let path = place + "/" + fileName
      if let known = read(from: path) { return known }
      let draft = "\(path).\(getpid())"
      guard (try? Files.writePrivately(profile.json.utf8, to: draft)) != nil else { continue }
      defer { unlink(draft) }
      if link(draft, path) == 0 { return profile }
      if let other = read(from: path) { return other }
    }
    return profile
  }

  /// Replaces the local profile by a new one: the old one's id now belongs to a student of a class.
  static func renew(in directories: Directories) throws(FileError) {
    let profile = Profile(studentID: newID(), name: loginName())
    try Files.writePrivately(profile.json.utf8, to: directories.data + "/" + fileName)
  }

  private static func newID() -> UniqueID {
    var generator = SystemRandomNumberGenerator()
    return UniqueID.random(using: &generator)
  }

  private var json: JSON { ["student_id": .id(studentID), "name": .string(name)] }

  private static func read(from path: String) -> Profile? {
    guard let bytes = try? Files.read(path), let json = try? JSON.parse(bytes),
      let id = json["student_id"]?.id, let name = json["name"]?.string
    else { return nil }
    return Profile(studentID: id, name: name)
  }

  /// What the computer calls its user.
  private static func loginName() -> String {
    guard let entry = getpwuid(getuid()), let name = entry.pointee.pw_name else { return "You" }
    let full = entry.pointee.pw_gecos.map { String(cString: $0) }?.split(separator: ",").first.map(
      String.init)
    return full ?? String(cString: name)
  }
}

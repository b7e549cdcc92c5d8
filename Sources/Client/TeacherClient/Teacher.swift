import Languages
import Primitives
package import Profile
package import Vocabulary
package import Wire

/// A teacher at their server: finds the class, pupil or word set that a person means.
package struct Teacher {
  package let connection: ServerConnection

  package init(connection: ServerConnection) {
    self.connection = connection
  }

  /// The teacher's classes.
  package func classes() throws(CommandFailure) -> [SchoolClass] {
    try connection.list(.classes).map(\.value)
  }

  /// The class of that id, code or name.
  package func schoolClass(_ wanted: String) throws(CommandFailure) -> SchoolClass {
    let classes = try classes()
    guard !classes.isEmpty else {
      throw CommandFailure(.badInput, Spoken.language.noClassesYet)
    }
    let folded = wanted.folded
    if let match = classes.first(where: { $0.id == UniqueID(wanted) || $0.code.folded == folded }) {
      return match
    }
    let named = classes.filter { $0.name.folded == folded }
    return try only(
      named, names: named.map(\.code), missing: Spoken.language.noClass(wanted),
      several: { Spoken.language.severalClasses(wanted, count: $0, codes: $1) })
  }

  /// The pupils of a class.
  package func pupils(of schoolClass: SchoolClass) throws(CommandFailure) -> [Received<Pupil>] {
    try connection.list(.students, schoolClass.id)
  }

  /// The pupil of that id or name.
  package func pupil(_ wanted: String, of schoolClass: SchoolClass) throws(CommandFailure) -> Received<Pupil>
  {
    let pupils = try pupils(of: schoolClass)
    if let match = pupils.first(where: { $0.id == UniqueID(wanted) }) { return match }
    let named = pupils.filter { $0.name.folded == wanted.folded }
    return try only(
      named, names: named.map(\.id.description),
      missing: Spoken.language.noPupil(wanted, in: schoolClass.name, code: schoolClass.code),
      several: { Spoken.language.severalPupils(wanted, count: $0, ids: $1) })
  }

  /// The homework of a class.
  package func homework(of schoolClass: SchoolClass) throws(CommandFailure) -> [Received<AssignedHomework>] {
    try connection.list(.homework, schoolClass.id)
  }

  /// The homework of that id or title.
  package func homework(_ wanted: String, of schoolClass: SchoolClass) throws(CommandFailure)
    -> Received<AssignedHomework>
  {
    let all = try homework(of: schoolClass)
    if let match = all.first(where: { $0.id == UniqueID(wanted) }) { return match }
    let titled = all.filter { $0.title.folded == wanted.folded }
    return try only(
      titled, names: titled.map(\.id.description),
      missing: Spoken.language.noHomework(wanted, in: schoolClass.name, code: schoolClass.code),
      several: { Spoken.language.severalHomework(wanted, count: $0, ids: $1) })
  }

  /// The word sets on the server.
  package func sets() throws(CommandFailure) -> [Received<WordSetListing>] {
    try connection.list(.wordSets)
  }

  /// A set that every pupil has or can get: a built-in one, or one on the server.
  package func sharedSet(_ wanted: String, in directories: Directories) throws(CommandFailure)
    -> WordSetSummary
  {
    let files = SetLibrary.files(in: directories)
    let builtIn = files.filter { !$0.isOwn }.compactMap { try? $0.summary() }
    let shared = try builtIn + sets().map(\.summary)
    if let id = UniqueID(wanted), let match = shared.first(where: { $0.id == id }) { return match }
    let titled = shared.filter { $0.title.folded == wanted.folded }
    // A built-in set may also lie on the server, under its own id.
    if Set(titled.map(\.id)).count == 1, let match = titled.first { return match }
    if titled.isEmpty {
      let own = try SetLibrary.wordSet(of: SetLibrary.file(named: wanted, in: directories)).summary
      if let match = shared.first(where: { $0.id == own.id }) { return match }
      throw CommandFailure(
        .badInput,
        Spoken.language.onlyYouHave(own.title, command: "glosa class sets put \(wanted.quoted)"))
    }
    return try only(
      titled, names: titled.map(\.id.description), missing: "",
      several: { Spoken.language.severalSets(wanted, count: $0, ids: $1) })
  }

  /// The one match; otherwise the sentence that there is none, or that says how to tell several apart.
  private func only<Element>(
    _ matches: [Element], names: [String], missing: String, several: (_ count: Int, _ names: String) -> String
  ) throws(CommandFailure) -> Element {
    guard let first = matches.first else { throw CommandFailure(.badInput, missing) }
    guard matches.count == 1 else {
      throw CommandFailure(.badInput, several(matches.count, names.joined(separator: ", ")))
    }
    return first
  }
}

extension String {
  /// As names are compared: without regard to case and to space around them.
  fileprivate var folded: String {
    let text = drop(while: \.isWhitespace)
    return text.prefix(upTo: (text.lastIndex { !$0.isWhitespace }).map(text.index(after:)) ?? text.startIndex)
      .lowercased()
  }

  /// As a shell reads it as one word.
  package var quoted: String {
    let isPlain = !isEmpty && allSatisfy { $0.isLetter || $0.isNumber || "-_./".contains($0) }
    return isPlain ? self : "'" + replacing("'", with: "'\\''") + "'"
  }
}

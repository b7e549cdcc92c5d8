import Files
import Glibc
import KeyPinning
package import Logging
package import Primitives
package import Store
import Wire

/// The file through which the teacher gets their token: one line, readable by this user alone.
package struct TeacherToken: Sendable {
  /// Why the file or the token can't be made, as a sentence for the person who started the server.
  package enum Failure: Error, Hashable, Sendable {
    /// The option asked for makes no sense here.
    case usage(String)
    /// A file can't be written or used.
    case cannotWrite(String)
  }

  private let path: String

  package init(path: String) { self.path = path }

  /// Makes a teacher where there is none yet; otherwise only says so where their token file is gone.
  ///
  /// The file comes first, then the teacher: a start that is killed in between leaves a token that nobody has, and
  /// the next start gives it to the teacher. The other way round the teacher's only token would be lost.
  package func prepare(in store: any Store, at time: Timestamp, logger: Logger) async throws {
    if try await store.hasTeacher() {
      if access(path, F_OK) != 0 {
        logger.notice(
          "the teacher's token file is not there; --new-teacher-token makes a new token",
          metadata: ["file": "\(path)"])
      }
      return
    }
    let file = PrivateFile(path: path)
    let found = BearerToken(abandoned: file)
    let token = found ?? BearerToken()
    if found == nil {
      try Self.writing(path) { () throws(SystemError) in try file.create(token.text + "\n") }
    }
    do {
      var generator = SystemRandomNumberGenerator()
      let id = UniqueID.version7(milliseconds: time.milliseconds, using: &generator)
      try await store.addTeacher(
        NewTeacher(id: id, displayName: "Teacher", token: token.hash, createdAt: time))
    } catch {
      if found == nil { unlink(path) }
      throw error
    }
    logger.notice("the teacher's token was written", metadata: ["file": "\(path)"])
  }

  /// Writes behind the token how the server proves itself, so that whoever has the file reaches this server and no other;
  /// nothing for plain HTTP.
  ///
  /// A file that is not there, or holds the token of nobody here, stays as it is.
  package func note(_ security: ServerSecurity?, in store: any Store) async throws {
    let file = PrivateFile(path: path)
    // Whoever copied it may have let others read it; whose token is in it the ledger knows.
    guard let (bytes, mode) = file.ownContents(atMost: Self.largestFile) else { return }
    let lines = bytes.split(separator: UInt8(ascii: "\n"))
    guard let first = lines.first else { return }
    let token = BearerToken(text: String(decoding: first, as: UTF8.self))
    guard try await store.accounts(for: [token.hash]).first.flatMap({ $0 }) != nil else { return }
    // A given certificate may have another key tomorrow: elsewhere its authority is asked.
    let line = security.map { security in
      "\(security.certificate.isOwn ? TokenFile.pin : TokenFile.pinHere) \(security.certificate.publicKey.pin)\n"
    }
    let text = token.text + "\n" + (line ?? "")
    guard text.split(separator: "\n").map({ Array($0.utf8)[...] }) != lines else { return }
    do throws(SystemError) {
      try file.replace(by: file.draft(text, mode: mode))
    } catch {
      throw Failure.cannotWrite("the teacher's token file \(path) can't be written (\(error.plainReason)).")
    }
  }

  private static let largestFile = 4096

  /// Gives the teacher a new token, and the file its text, replacing the file in one step.
  package func renew(in store: any Store, at time: Timestamp) async throws {
    guard try await store.hasTeacher() else {
      throw Failure.usage(
        "this database has no teacher yet; start the server without --new-teacher-token first.")
    }
    let token = BearerToken()
    // What proves the server stays what it was.
    let file = PrivateFile(path: path)
    let before = file.contents(atMost: Self.largestFile) ?? []
    let rest = String(decoding: before, as: UTF8.self).split(separator: "\n").dropFirst()
    let draft = try Self.writing(path) { () throws(SystemError) in
      try file.draft(([token.text] + rest.map(String.init)).joined(separator: "\n") + "\n")
    }
    _ = try await store.replaceTeacherTokens(with: token.hash, at: time)
    do throws(SystemError) {
      try file.replace(by: draft)
    } catch {
      throw Failure.cannotWrite(
        "the new token is in \(draft.path), for \(path) can't be replaced (\(error.plainReason)).")
    }
  }

  private static func writing<Value>(
    _ path: String, _ body: () throws(SystemError) -> Value
  ) throws(Failure) -> Value {
    do throws(SystemError) {
      return try body()
    } catch {
      if error.code == EEXIST {
        throw .cannotWrite(
          "the teacher's token file \(path) exists already, but this database has no teacher; "
            + "move that file away, or choose another with --teacher-token-file.")
      }
      throw .cannotWrite("the teacher's token file \(path) can't be written (\(error.plainReason)).")
    }
  }
}

extension BearerToken {
  /// The token in the file of a start that was killed before it made the teacher; nil where there is none. The
  /// beginning of one, which nobody can have used, is removed.
  fileprivate init?(abandoned file: PrivateFile) {
    guard let bytes = file.contents(atMost: Self.length + 1),
      bytes.prefix(Self.length).allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit })
    else { return nil }
    switch bytes.count {
    case Self.length + 1 where bytes.last == UInt8(ascii: "\n"), Self.length:
      self.init(text: String(decoding: bytes.prefix(Self.length), as: UTF8.self))
    case ..<Self.length:
      unlink(file.path)
      return nil
    default: return nil
    }
  }
}

import API
import Glibc
import Logging
import Primitives
import Store

/// The file through which the teacher gets their token: one line, readable by this user alone.
struct TeacherToken {
  let path: String

  /// Makes a teacher where there is none yet; otherwise only says so where their token file is gone.
  func prepare(in store: any Store, at time: Timestamp, logger: Logger) async throws {
    if try await store.hasTeacher() {
      if access(path, F_OK) != 0 {
        logger.notice(
          "the teacher's token file is not there; --new-teacher-token makes a new token",
          metadata: ["file": "\(path)"])
      }
      return
    }
    let token = BearerToken()
    try create(path, with: token)
    do {
      var generator = SystemRandomNumberGenerator()
      let id = UniqueID.version7(milliseconds: time.milliseconds, using: &generator)
      try await store.addTeacher(
        NewTeacher(id: id, displayName: "Teacher", token: token.hash, createdAt: time))
    } catch {
      unlink(path)
      throw error
    }
    logger.notice("the teacher's token was written", metadata: ["file": "\(path)"])
  }

  /// Gives the teacher a new token, and the file its text, replacing the file in one step.
  func renew(in store: any Store, at time: Timestamp) async throws {
    guard try await store.hasTeacher() else {
      throw Failure.usage(
        "this database has no teacher yet; start the server without --new-teacher-token first.")
    }
    let token = BearerToken()
    let draft = path + ".new"
    unlink(draft)
    try create(draft, with: token)
    _ = try await store.replaceTeacherTokens(with: token.hash, at: time)
    guard rename(draft, path) == 0 else {
      throw Failure.cannotWrite("the new token is in \(draft), for \(path) can't be replaced (\(reason)).")
    }
  }

  /// Creates the file, which must not exist in any form: a link laid there by somebody else is not followed.
  private func create(_ path: String, with token: BearerToken) throws(Failure) {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else {
      if errno == EEXIST {
        throw .cannotWrite(
          "the teacher's token file \(path) exists already, but this database has no teacher; "
            + "move that file away, or choose another with --teacher-token-file.")
      }
      throw .cannotWrite("the teacher's token file \(path) can't be created (\(reason)).")
    }
    defer { close(file) }
    let line = Array((token.text + "\n").utf8)
    guard write(file, line, line.count) == line.count, fsync(file) == 0 else {
      let failure = Failure.cannotWrite("the teacher's token file \(path) can't be written (\(reason)).")
      unlink(path)
      throw failure
    }
  }

  private var reason: String { String(cString: strerror(errno)) }
}

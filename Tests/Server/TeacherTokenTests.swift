import Foundation
import Glibc
import Primitives
import SQLiteStore
import Store
import TestScopes
import Testing

@testable import API

@Suite(.ownThread()) struct TeacherTokenTests {
  let folder: TemporaryFolder
  let store: SQLiteStore
  var path: String { folder.path + "/token" }

  init() throws {
    folder = try TemporaryFolder()
    store = try SQLiteStore(path: folder.path + "/server.sqlite")
  }

  private func write(_ text: String, mode: mode_t = 0o600) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    chmod(path, mode)
  }

  private func prepare() async throws {
    try await TeacherToken(path: path).prepare(in: store, at: TestTime.start, logger: .silent)
  }

  private func expectWorkingFile() async throws {
    var status = stat()
    #expect(stat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o600)
    let line = try String(contentsOfFile: path, encoding: .utf8)
    #expect(line.utf8.count == 65)
    guard case .teacher? = try await store.account(for: BearerToken.hash(of: line.dropLast())) else {
      Issue.record("the file's token is not the teacher's")
      return
    }
  }

  @Test("the first start writes a token that works; the next changes nothing; a new one replaces it")
  func makesTokens() async throws {
    try await prepare()
    try await expectWorkingFile()
    let first = try String(contentsOfFile: path, encoding: .utf8)
    try await prepare()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == first)
    try await TeacherToken(path: path).renew(in: store, at: TestTime.start)
    try await expectWorkingFile()
    #expect(try await store.account(for: BearerToken.hash(of: first.dropLast())) == nil)
  }

  @Test("a start that was killed between file and teacher is finished by the next one")
  func adoptsToken() async throws {
    let token = BearerToken().text
    try write(token + "\n")
    try await prepare()
    try await expectWorkingFile()
    #expect(try String(contentsOfFile: path, encoding: .utf8) == token + "\n")
  }

  @Test("a start that was killed while it wrote the file is begun anew", arguments: ["", "0123456789abcdef"])
  func replacesFragments(text: String) async throws {
    try write(text)
    try await prepare()
    try await expectWorkingFile()
  }

  @Test("a file that is something else, or that others may touch, is left alone and named")
  func keepsForeignFiles() async throws {
    let token = BearerToken().text + "\n"
    for (text, mode) in [("my notes\n", 0o600), (token + "x", 0o600), (token, 0o644), ("", 0o666)] {
      try write(text, mode: mode_t(mode))
      let failure = await #expect(throws: TeacherToken.Failure.self) { try await prepare() }
      guard case .cannotWrite(let sentence)? = failure else { continue }
      #expect(sentence.contains("exists already"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
      #expect(try await !store.hasTeacher())
    }
    unlink(path)
    symlink("/etc/hostname", path)
    await #expect(throws: TeacherToken.Failure.self) { try await prepare() }
  }
}

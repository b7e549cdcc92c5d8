import Foundation
import GRDB
import Primitives
import SQLiteStore
import Store
import TestScopes
import TestSupport
import Testing
import XP

/// What administrators do to a file that a server is using.
@Suite(.ownThread()) struct DatabasePlaceTests {
  @Test(
    "another name for the same file, a hard or symbolic link, starts no second server on it",
    arguments: [true, false])
  func links(isHard: Bool) async throws {
    let folder = try TemporaryFolder()
    let (path, other) = (folder.path + "/server.sqlite", folder.path + "/other/server.sqlite")
    let store = try SQLiteStore(path: path)
    try FileManager.default.createDirectory(atPath: folder.path + "/other", withIntermediateDirectories: true)
    if isHard {
      try FileManager.default.linkItem(atPath: path, toPath: other)
    } else {
      try FileManager.default.createSymbolicLink(atPath: other, withDestinationPath: path)
    }
    #expect(throws: OpenError.inUse(path: other)) { try SQLiteStore(path: other) }
    try await store.close()
    try await SQLiteStore(path: other).close()
  }

  enum Mishap: CaseIterable { case deleted, replaced, renamed, logDeleted }

  @Test(
    "a file that is deleted or replaced under the server: nothing more is acknowledged, and what it held is kept beside it",
    arguments: Mishap.allCases)
  func mishap(_ mishap: Mishap) async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/server.sqlite"
    let backup = folder.path + "/backup.sqlite"
    let sentences = Watched<[String]>([])
    let store = try SQLiteStore(path: path) { sentence in sentences.update { $0.append(sentence) } }
    let contract = try await StoreContract(store)
    _ = try await contract.addStudent(20)
    let student = UniqueID.test(20)
    try DatabaseQueue(path: path).backup(to: DatabaseQueue(path: backup))
    #expect(try await store.ingest(contract.batch(student, [.test(1, of: student)])).total?.totalXP == 10)
    try await store.check()
    let files = FileManager.default
    switch mishap {
    case .deleted: for end in ["", "-wal", "-shm"] { try files.removeItem(atPath: path + end) }
    case .replaced:
      try files.removeItem(atPath: path)
      try files.copyItem(atPath: backup, toPath: path)
    case .renamed: try files.moveItem(atPath: path, toPath: path + ".old")
    case .logDeleted: try files.removeItem(atPath: path + "-wal")
    }
    for number: UInt64 in 2...4 {
      await #expect(throws: StoreError.self) {
        _ = try await store.ingest(contract.batch(student, [.test(number, of: student)]))
      }
      await #expect(throws: StoreError.self) { try await store.check() }
    }
    #expect(sentences.current.count == 1)
    let sentence = try #require(sentences.current.first)
    #expect(sentence.contains("\(path) was deleted, or another file put in its place"), "\(sentence)")
    let kept = try await DatabaseQueue(path: path + ".rescued").read {
      try Set(String.fetchAll($0, sql: "SELECT id FROM xp_events"))
    }
    #expect(kept.contains(UniqueID.test(1).description), "what was acknowledged is there")
    try? await store.close()
  }

  @Test("a log that is deleted right after the start, before anything was stored")
  func logDeletedEarly() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/server.sqlite"
    let contract = try await StoreContract(SQLiteStore(path: path))
    _ = try await contract.addStudent(20)
    try await contract.store.close()
    let store = try SQLiteStore(path: path)
    try FileManager.default.removeItem(atPath: path + "-wal")
    await #expect(throws: StoreError.self) {
      _ = try await store.ingest(contract.batch(.test(20), [.test(1, of: .test(20))]))
    }
    await #expect(throws: StoreError.self) { try await store.check() }
    try? await store.close()
  }

  @Test("a backup copied over the file in place: nothing more is acknowledged, and the backup stays whole")
  func writtenOver() async throws {
    let folder = try TemporaryFolder()
    let (path, backup) = (folder.path + "/server.sqlite", folder.path + "/backup.sqlite")
    let sentences = Watched<[String]>([])
    let store = try SQLiteStore(path: path) { sentence in sentences.update { $0.append(sentence) } }
    let contract = try await StoreContract(store)
    _ = try await contract.addStudent(20)
    let student = UniqueID.test(20)
    #expect(try await store.ingest(contract.batch(student, [.test(1, of: student)])).total?.totalXP == 10)
    try DatabaseQueue(path: path).backup(to: DatabaseQueue(path: backup))
    for number: UInt64 in 2...400 {
      _ = try await store.ingest(contract.batch(student, [.test(number, of: student)]))
    }
    #expect(sentences.current.isEmpty)
    let copy = try FileHandle(forWritingTo: URL(fileURLWithPath: path))
    try copy.write(contentsOf: Data(contentsOf: URL(fileURLWithPath: backup)))
    try copy.truncate(atOffset: copy.offset())
    try copy.close()
    for number: UInt64 in 401...403 {
      await #expect(throws: StoreError.self) {
        _ = try await store.ingest(contract.batch(student, [.test(number, of: student)]))
      }
      await #expect(throws: StoreError.self) { try await store.check() }
    }
    #expect(sentences.current.count == 1 && sentences.current[0].contains("wrote over the database \(path)"))
    try await store.close()
    // As another process finds it. (This one still has the file open, which SQLite never forgets.)
    #expect(["-wal", "-shm"].allSatisfy { !FileManager.default.fileExists(atPath: path + $0) })
    let found = folder.path + "/found.sqlite"
    try FileManager.default.copyItem(atPath: path, toPath: found)
    let again = try SQLiteStore(path: found)
    #expect(try await again.total(of: student).total.totalXP == 10)
    #expect(
      try await DatabaseQueue(path: found).read {
        try String.fetchOne($0, sql: "PRAGMA integrity_check")
      } == "ok")
    // Nothing that was sent before is taken for sent: its owner sends it again.
    _ = try await again.ingest(contract.batch(student, [.test(2, of: student)]))
    #expect(try await again.total(of: student).total.totalXP == 20)
    try await again.close()
  }

  @Test(
    "whoever writes through SQLite disturbs nobody: another program's commits and checkpoints, small and large"
  )
  func writtenTogether() async throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/server.sqlite"
    let sentences = Watched<[String]>([])
    let store = try SQLiteStore(path: path) { sentence in sentences.update { $0.append(sentence) } }
    let contract = try await StoreContract(store)
    _ = try await contract.addStudent(20)
    let student = UniqueID.test(20)
    let shell = try DatabaseQueue(path: path)
    let commands = [
      "UPDATE students SET display_name = 'Ada'", "PRAGMA wal_checkpoint(PASSIVE)",
      "PRAGMA wal_checkpoint(TRUNCATE)",
      "CREATE TABLE notes (text TEXT)",
      "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 9000) INSERT INTO notes SELECT hex(randomblob(300)) FROM n",
      "PRAGMA wal_checkpoint(RESTART)", "VACUUM",
    ]
    for (number, command) in commands.enumerated() {
      try await shell.writeWithoutTransaction { _ = try Row.fetchAll($0, sql: command) }
      for more in 0..<3 {
        let event = XPEvent.test(UInt64(10 * number + more), of: student)
        #expect(try await store.ingest(contract.batch(student, [event])).total != nil, "\(command)")
      }
      try await store.check()
    }
    #expect(sentences.current.isEmpty)
    #expect(try await store.total(of: student).total.totalXP == 210)
    try shell.close()
    try await store.close()
  }
}

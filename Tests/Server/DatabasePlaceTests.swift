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
}

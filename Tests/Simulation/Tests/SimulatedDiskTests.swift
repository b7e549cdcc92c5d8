import Foundation
import GRDB
import Glibc
import Primitives
import TestScopes
import Testing

@testable import Simulation

/// What the simulation's disk keeps when the power goes.
@Suite("A simulated disk", .ownThread())
struct SimulatedDiskTests {
  private let disk: SimulatedDisk
  private let folder: String

  init() throws {
    disk = try SimulatedDisk()
    folder = disk.newFolder()
    mkdir(folder, 0o700)
  }

  private func append(_ bytes: [UInt8], to name: String, sync: Bool) {
    let file = open("\(folder)/\(name)", O_WRONLY | O_CREAT | O_APPEND, 0o600)
    #expect(write(file, bytes, bytes.count) == bytes.count)
    if sync { #expect(fsync(file) == 0) }
    close(file)
  }

  private func left(_ name: String, seed: UInt64) throws -> [UInt8]? {
    let left = try disk.losePower(in: folder, seed: seed).folder
    return FileManager.default.contents(atPath: "\(left)/\(name)").map(Array.init)
  }

  @Test("what was synced stays, and of the rest the beginning; nothing else comes to be there")
  func prefix() throws {
    let synced = [UInt8](repeating: 1, count: 1000)
    append(synced, to: "a", sync: true)
    var whole = synced
    for number in 2..<10 {
      append([UInt8](repeating: UInt8(number), count: 700), to: "a", sync: false)
      whole += [UInt8](repeating: UInt8(number), count: 700)
    }
    var sizes: Set<Int> = []
    for seed in 0..<100 as Range<UInt64> {
      let bytes = try #require(try left("a", seed: seed))
      #expect(bytes.count >= 1000 && bytes == Array(whole.prefix(bytes.count)))
      sizes.insert(bytes.count)
    }
    #expect(
      sizes.contains(1000) && sizes.contains(whole.count) && sizes.contains { ($0 - 1000) % 700 == 512 })
  }

  @Test(
    "a new name and a rename last once their folder is synced, and else perhaps; the same seed leaves the same"
  )
  func names() throws {
    append([1], to: "old", sync: true)
    append([2], to: "draft", sync: true)
    #expect(rename(folder + "/draft", folder + "/old") == 0)
    let before = try (0..<40).map { try left("old", seed: $0) }
    #expect(Set(before) == [[1], [2]])
    #expect(try before == (0..<40).map { try left("old", seed: $0) })
    let directory = open(folder, O_RDONLY | O_DIRECTORY)
    #expect(fsync(directory) == 0)
    close(directory)
    #expect(try (0..<40).allSatisfy { try left("old", seed: $0) == [2] && left("draft", seed: $0) == nil })
  }

  @Test("a full disk, one that can't be written to, and one that stops, say so and leave no trace")
  func faults() throws {
    append([1, 2, 3], to: "a", sync: true)
    for (fault, code) in [(SimulatedDisk.Fault.full, ENOSPC), (.readOnly, EROFS), (.stopped, EIO)] {
      disk.fail(folder, fault, after: 1)
      let file = open(folder + "/a", O_WRONLY)
      #expect(pwrite(file, [9], 1, 3) == 1)
      #expect(pwrite(file, [9], 1, 4) == -1 && errno == code)
      #expect(open(folder + "/b", O_WRONLY | O_CREAT, 0o600) == -1 && errno == code)
      disk.heal(folder)
      #expect(ftruncate(file, 3) == 0)
      close(file)
      #expect(FileManager.default.contents(atPath: folder + "/a").map(Array.init) == [1, 2, 3])
    }
  }

  /// How many of the rows that a database told us were stored are gone after a loss of power.
  private func lostRows(synchronous: String, seed: UInt64) throws -> Int {
    let folder = disk.newFolder()
    mkdir(folder, 0o700)
    var configuration = Configuration()
    configuration.prepareDatabase {
      try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = \(synchronous)")
    }
    let queue = try DatabaseQueue(path: folder + "/a.sqlite", configuration: configuration)
    try queue.write { try $0.execute(sql: "CREATE TABLE a (id INTEGER PRIMARY KEY)") }
    let count = Int(seed % 40) + 1
    for _ in 0..<count { try queue.write { try $0.execute(sql: "INSERT INTO a DEFAULT VALUES") } }
    let left = try disk.losePower(in: folder, seed: seed).folder
    try queue.close()
    let rows = try DatabaseQueue(path: left + "/a.sqlite").read { database -> Int in
      guard try database.tableExists("a") else { return 0 }
      return try Int.fetchOne(database, sql: "SELECT count(*) FROM a") ?? 0
    }
    return count - rows
  }

  @Test("SQLite's commits stay where they are synced, and only there")
  func commits() throws {
    #expect(try (0..<100).allSatisfy { try lostRows(synchronous: "FULL", seed: $0) == 0 })
    #expect(try (0..<20).contains { try lostRows(synchronous: "NORMAL", seed: $0) > 0 })
  }
}

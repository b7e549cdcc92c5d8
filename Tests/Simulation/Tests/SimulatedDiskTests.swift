import Files
import GRDB
import Glibc
import TestScopes
import TestSupport
import Testing

@testable import Simulation

/// What is left on a disk after a loss of power, and what goes wrong with it before.
@Suite("A simulated disk", .ownThread())
struct SimulatedDiskTests {
  private let disk = SimulatedDisk()

  /// A folder on a disk of its own that is there.
  private func makeFolder(on disk: SimulatedDisk) -> String {
    let folder = disk.newFolder()
    mkdir(folder, 0o700)
    return folder
  }

  private func bytes(_ character: Character, _ count: Int) -> [UInt8] {
    Array(String(repeating: character, count: count).utf8)
  }

  private func content(_ path: String) -> [UInt8]? { try? Files.read(path) }

  /// Makes a file whose first part is synced, and then writes the others.
  private func write(_ first: [UInt8], then others: [[UInt8]], to path: String) throws -> Int32 {
    let descriptor = open(path, O_RDWR | O_CREAT, 0o600)
    try FileSystem.write(first, to: descriptor)
    #expect(fsync(descriptor) == 0)
    for other in others { try FileSystem.write(other, to: descriptor) }
    return descriptor
  }

  /// What is left of a file at a loss of power, for each of many seeds.
  private func outcomes(
    of path: String, in folder: String, on disk: SimulatedDisk, inAnyOrder: Bool = false, seeds: UInt64 = 200
  ) throws -> [[UInt8]?] {
    try (0..<seeds).map { seed in
      let left = try disk.losePower(in: folder, seed: seed, inAnyOrder: inAnyOrder).folder
      return content(left + path.dropFirst(folder.count))
    }
  }

  @Test(
    "what was synced is there, and of the rest a first part, cut at any byte, with zeroes behind it or not")
  func prefixes() throws {
    let folder = makeFolder(on: disk)
    let (kept, first, second) = (bytes("a", 700), bytes("b", 40), bytes("c", 2000))
    let file = try write(kept, then: [first, second], to: folder + "/file")
    defer { close(file) }
    let outcomes = try outcomes(of: folder + "/file", in: folder, on: disk).compactMap(\.self)
    #expect(outcomes.count == 200)
    let whole = kept + first + second
    for outcome in outcomes {
      let solid = outcome.prefix { $0 != 0 }
      #expect(solid.count >= kept.count && solid.elementsEqual(whole.prefix(solid.count)))
      #expect(outcome[solid.count...].allSatisfy { $0 == 0 })
    }
    #expect(outcomes.contains(kept) && outcomes.contains(whole) && outcomes.contains(kept + first))
    #expect(outcomes.contains { $0.count < 740 && $0.count > 700 && $0.last != 0 }, "a torn append")
    #expect(outcomes.contains { $0.count == 740 && $0.last == 0 }, "zeroes where the size came first")
    #expect(outcomes.contains { ($0.count - 1024) % 512 == 0 && $0.count > 740 }, "cut at a sector")
  }

  @Test("a write within a file is torn at a sector, and nowhere else")
  func sectors() throws {
    let folder = makeFolder(on: disk)
    let file = try write(bytes("a", 4096), then: [], to: folder + "/file")
    defer { close(file) }
    let news = bytes("b", 2048)
    #expect(pwrite(file, news, news.count, 100) == 2048)
    let ends = try outcomes(of: folder + "/file", in: folder, on: disk).map { outcome in
      (outcome ?? []).count { $0 == UInt8(ascii: "b") }
    }
    #expect(Set(ends) == [0, 412, 924, 1436, 1948, 2048])
  }

  @Test("in any order, a later write can be there without an earlier one")
  func anyOrder() throws {
    let folder = makeFolder(on: disk)
    let file = try write(bytes("a", 1024), then: [], to: folder + "/file")
    defer { close(file) }
    #expect(pwrite(file, bytes("b", 512), 512, 0) == 512 && pwrite(file, bytes("c", 512), 512, 512) == 512)
    let late = bytes("a", 512) + bytes("c", 512)
    #expect(try outcomes(of: folder + "/file", in: folder, on: disk, inAnyOrder: true).contains(late))
    #expect(try !outcomes(of: folder + "/file", in: folder, on: disk).contains(late))
  }

  @Test("a truncation keeps its place among the writes")
  func truncations() throws {
    let folder = makeFolder(on: disk)
    let file = try write(bytes("a", 600), then: [], to: folder + "/file")
    defer { close(file) }
    #expect(ftruncate(file, 0) == 0 && pwrite(file, bytes("b", 10), 10, 0) == 10)
    let outcomes = try outcomes(of: folder + "/file", in: folder, on: disk).compactMap(\.self)
    #expect(outcomes.contains(bytes("a", 600)) && outcomes.contains([]) && outcomes.contains(bytes("b", 10)))
    #expect(!outcomes.contains { $0.contains(UInt8(ascii: "a")) && $0.count != 600 })
    #expect(fdatasync(file) == 0)
    let left = try disk.losePower(in: folder, seed: 1)
    #expect(content(left.folder + "/file") == bytes("b", 10) && left.lost == 0)
  }

  @Test("a rename lasts once the directory is synced; before, it is the one file or the other, and whole")
  func renames() throws {
    let folder = makeFolder(on: disk)
    try Files.writePrivately(bytes("a", 300), to: folder + "/file")
    try FileSystem.create(folder + "/draft", with: bytes("b", 300), mode: 0o600, over: false)
    #expect(rename(folder + "/draft", folder + "/file") == 0)
    #expect(
      Set(try outcomes(of: folder + "/file", in: folder, on: disk)) == [bytes("a", 300), bytes("b", 300)])
    FileSystem.sync(directory: folder)
    #expect(Set(try outcomes(of: folder + "/file", in: folder, on: disk)) == [bytes("b", 300)])
    #expect(unlink(folder + "/file") == 0)
    #expect(Set(try outcomes(of: folder + "/file", in: folder, on: disk)) == [bytes("b", 300), nil])
    FileSystem.sync(directory: folder)
    #expect(Set(try outcomes(of: folder + "/file", in: folder, on: disk)) == [nil])
  }

  @Test("a new file's name lasts with the file, but not by POSIX: there it takes its directory's sync")
  func strictNames() throws {
    let strict = SimulatedDisk(strictNames: true)
    for (disk, isStrict) in [(disk, false), (strict, true)] {
      let folder = makeFolder(on: disk)
      close(try write(bytes("a", 10), then: [], to: folder + "/file"))
      #expect(try outcomes(of: folder + "/file", in: folder, on: disk).contains(nil) == isStrict)
      FileSystem.sync(directory: folder)
      #expect(try !outcomes(of: folder + "/file", in: folder, on: disk).contains(nil))
    }
  }

  @Test("whatever is put in a file's place by the product is there, whichever way names last")
  func productFiles() throws {
    for disk in [disk, SimulatedDisk(strictNames: true)] {
      let folder = makeFolder(on: disk)
      let file = PrivateFile(path: folder + "/token")
      for round in 0..<60 {
        let text = "token \(round)"
        if round == 0 { try file.create(text) } else { try file.replace(by: file.draft(text)) }
        try Files.writePrivately(Array(text.utf8), to: folder + "/profile")
        let left = try disk.losePower(in: folder, seed: UInt64(round)).folder
        #expect(PrivateFile(path: left + "/token").contents(atMost: 100) == Array(text.utf8))
        #expect(content(left + "/profile") == Array(text.utf8))
      }
    }
  }

  /// How many of 500 losses of power, one after each transaction, cost a transaction, and how many broke the database.
  private func losses(synchronous: String) throws -> (lossy: Int, broken: Int) {
    let folder = makeFolder(on: disk)
    let queue = try DatabaseQueue(path: folder + "/file.sqlite")
    try queue.writeWithoutTransaction { db in
      try db.execute(
        sql: """
          PRAGMA journal_mode = WAL; PRAGMA synchronous = \(synchronous); PRAGMA wal_autocheckpoint = 40;
          CREATE TABLE event (id INTEGER PRIMARY KEY, text TEXT NOT NULL)
          """)
    }
    var (lossy, broken) = (0, 0)
    for number in 1...500 {
      try queue.write { try $0.execute(sql: "INSERT INTO event (text) VALUES (hex(randomblob(300)))") }
      let left = try disk.losePower(in: folder, seed: UInt64(number), inAnyOrder: number % 2 == 0).folder
      try DatabaseQueue(path: left + "/file.sqlite").read { db in
        let count = try db.tableExists("event") ? Int.fetchOne(db, sql: "SELECT count(*) FROM event") ?? 0 : 0
        if count < number { lossy += 1 }
        if try String.fetchOne(db, sql: "PRAGMA integrity_check") != "ok" { broken += 1 }
      }
    }
    return (lossy, broken)
  }

  @Test("with FULL every transaction is there after each of 500 losses of power; with NORMAL some are gone")
  func transactions() throws {
    let (full, normal) = (try losses(synchronous: "FULL"), try losses(synchronous: "NORMAL"))
    #expect(full.lossy == 0 && full.broken == 0)
    #expect(normal.lossy > 100 && normal.broken == 0)
  }
}

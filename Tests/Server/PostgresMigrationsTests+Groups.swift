import Foundation
import Primitives
import TestSupport
import Testing

/// Group ingest: one bad batch spoils no other.
extension PostgresMigrationsTests {
  /// What became of each batch of a group.
  private func outcomes(of batches: [String], in database: PostgresDatabase) throws -> [JSON] {
    let answer = try database.json(serviceTransaction(groupIngest(batches)), as: "glosa_server")
    return try #require(answer["answers"]?.array)
  }

  private func total(_ xp: Int, _ games: Int) -> JSON {
    ["total_xp": .integer(xp), "games_played": .integer(games), "version": .integer(games)]
  }

  @Test("a group of good batches is stored with the times that the server gave; again, it changes nothing")
  func goodGroup() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(3)
    let shared = UUID().uuidString
    let batches = [
      groupBatch(of: students[0], groupEvent(shared), groupEvent(delta: "5")),
      groupBatch(of: students[1], groupEvent(delta: "7")),
      // The same event once more, beside a new one.
      groupBatch(of: students[0], groupEvent(shared), groupEvent(delta: "1")),
    ]
    for _ in 0..<2 {
      #expect(try outcomes(of: batches, in: database) == [total(16, 3), total(7, 1), total(16, 3)])
    }
    #expect(
      try database.sql("SELECT DISTINCT received_at AT TIME ZONE 'UTC' FROM xp_events")
        == "2026-03-01 11:00:00")
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
  }

  @Test(
    "signed-out, conflicting and impossible batches are told apart, each for itself; the others are stored")
  func mixedGroup() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(8)
    let (stored, good) = (UUID().uuidString, UUID().uuidString)
    let token = String(repeating: "ab", count: 32)
    _ = try database.sql("INSERT INTO tokens VALUES ('\\x\(token)', '\(students[0])')")
    _ = try outcomes(of: [groupBatch(of: students[7], groupEvent(stored))], in: database)
    let batches = [
      groupBatch(of: students[0], token: token, groupEvent(good)),
      groupBatch(of: students[1], token: token, groupEvent()),
      groupBatch(of: students[2], token: String(repeating: "00", count: 32), groupEvent()),
      groupBatch(of: students[3], groupEvent(), groupEvent(stored)),
      groupBatch(of: students[4], groupEvent(), groupEvent(kind: "Typing")),
      groupBatch(of: students[5], groupEvent(delta: "1001")),
      groupBatch(of: UUID().uuidString, groupEvent()),
      groupBatch(of: students[7], groupEvent(stored), groupEvent()),
      groupBatch(of: students[6], groupEvent(good), groupEvent()),
      groupBatch(of: students[6], groupEvent(delta: "3")),
    ]
    for _ in 0..<2 {
      let outcomes = try outcomes(of: batches, in: database)
      #expect(
        outcomes == [
          total(10, 1), ["signed_out": true], ["signed_out": true], ["conflicts": [1]],
          ["refused": "xp_events_kind_check"], ["refused": "xp_events_check"],
          ["refused": "xp_totals_student_id_fkey"], total(20, 2), ["conflicts": [0]], total(3, 1),
        ])
    }
    #expect(try database.sql("SELECT count(*), sum(delta) FROM xp_events") == "4|33")
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
  }

  @Test("within a group an id belongs to the first batch that is stored; one that is not stored takes none")
  func conflictsWithinGroup() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(4)
    let (taken, one, two, three) = (
      UUID().uuidString, UUID().uuidString, UUID().uuidString, UUID().uuidString
    )
    _ = try outcomes(of: [groupBatch(of: students[3], groupEvent(taken))], in: database)
    let batches = [
      groupBatch(of: students[0], groupEvent(one), groupEvent(taken)),
      groupBatch(of: students[1], groupEvent(one), groupEvent(two)),
      groupBatch(of: students[2], groupEvent(), groupEvent(two)),
      groupBatch(of: students[1], groupEvent(two), groupEvent(one)),
      groupBatch(of: students[0], token: String(repeating: "00", count: 32), groupEvent(three)),
      groupBatch(of: students[3], groupEvent(three)),
    ]
    #expect(
      try outcomes(of: batches, in: database) == [
        ["conflicts": [1]], total(20, 2), ["conflicts": [1]], total(20, 2), ["signed_out": true],
        total(20, 2),
      ])
    #expect(try database.sql("SELECT count(*) FROM xp_events") == "4")
  }

  @Test("eight sessions with shuffled groups of thirty students, some of them bad: no transaction fails")
  func parallelGroups() throws {
    let database = try PostgresDatabase()
    let students = try database.addStudents(30)
    let stranger = UUID().uuidString
    var generator = SeededGenerator(seed: 20_260_302)
    let events = (0..<1200).map { (student: students[$0 % 30], event: groupEvent(delta: String($0 % 1001))) }
    // Everybody sends everything, each in an order of their own; every group also has a batch of nobody's.
    let sessions = try (0..<8).map { _ in
      let shuffled = events.shuffled(using: &generator)
      let calls = stride(from: 0, to: shuffled.count, by: 40).map { start in
        let good = shuffled[start..<start + 40].map { groupBatch(of: $0.student, $0.event) }
        return serviceTransaction(groupIngest(good + [groupBatch(of: stranger, groupEvent())]))
      }
      return try database.start(calls.joined(separator: "\n"), as: "glosa_server")
    }
    for session in sessions {
      let answer = session.finish()
      #expect(answer.status == 0, "\(answer.errors)")
      #expect(!answer.output.contains("conflicts"))
      #expect(answer.output.split(separator: "refused").count == 31)
    }
    let sum = (0..<1200).reduce(0) { $0 + $1 % 1001 }
    #expect(try database.sql("SELECT count(*), sum(delta) FROM xp_events") == "1200|\(sum)")
    #expect(
      try database.sql("SELECT sum(total_xp), min(version), max(version) FROM xp_totals") == "\(sum)|40|40")
    #expect(try database.sql("SELECT * FROM xp_total_mismatches") == "")
  }
}

import NIOCore
import Primitives
import Store
import TestScopes
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct LiveBoardsTests {
  private let pupil = UniqueID.test(10)
  private let other = UniqueID.test(11)

  private func entry(_ id: UniqueID, total: Int = 0) -> BoardEntry {
    BoardEntry(
      studentID: id, displayName: "Ada", totalXP: total, todayXP: total, lastSyncAt: nil, presence: nil)
  }

  private func boards(_ classes: [UInt64: [UniqueID]]) -> LiveBoards {
    var boards = LiveBoards()
    for (number, students) in classes {
      boards.add(
        LiveBoard(
          SchoolClass(id: .test(number), name: "7B", code: "ABCDEF"), teacher: .test(99),
          entries: students.map { entry($0) }, at: .zero))
      boards.subscribed(to: .test(number))
    }
    _ = refresh(&boards)
    return boards
  }

  private func refresh(_ boards: inout LiveBoards, uptime: Duration = .seconds(1)) -> Int {
    boards.refresh(at: TestTime.start, uptime: uptime, heartbeat: .seconds(10)) { _ in [] }
  }

  private func total(_ boards: LiveBoards, _ number: UInt64, _ student: UniqueID) -> Int? {
    boards[.test(number)]?.board(at: TestTime.start).rows.first { $0.studentID == student }?.totalXP
  }

  @Test("a pupil of two classes changes on both boards, and on no other")
  func two() {
    var boards = boards([1: [pupil, other], 2: [pupil], 3: [other]])
    boards.update(entry(pupil, total: 70))
    #expect(refresh(&boards) == 2)
    #expect(total(boards, 1, pupil) == 70)
    #expect(total(boards, 2, pupil) == 70)
    #expect(total(boards, 1, other) == 0)
    #expect(total(boards, 3, other) == 0)
  }

  @Test("a pupil matters as long as one of their boards is watched by one")
  func goes() {
    var boards = boards([1: [pupil], 2: [pupil]])
    boards.subscribed(to: .test(1))
    boards.unsubscribed(from: .test(2))
    boards.unsubscribed(from: .test(1))
    #expect(boards.has(pupil))
    #expect(boards.subscribers == 1)
    boards.unsubscribed(from: .test(1))
    #expect(!boards.has(pupil))
    #expect(boards.isEmpty)
  }

  @Test("a pupil who left the class is looked for no longer, one who came is")
  func moves() {
    var boards = boards([1: [pupil]])
    boards.reload(.test(1), [entry(other)])
    #expect(!boards.has(pupil))
    #expect(boards.has(other))
    boards.update(entry(other, total: 5))
    _ = refresh(&boards)
    #expect(total(boards, 1, other) == 5)
  }

  @Test("a silent board shows that it lives, each by its own clock")
  func heartbeat() {
    var boards = boards([1: [pupil], 2: [other]])
    _ = refresh(&boards, uptime: .seconds(5))
    boards.update(entry(pupil, total: 1))
    _ = refresh(&boards, uptime: .seconds(6))
    _ = refresh(&boards, uptime: .seconds(11))
    #expect(text(boards, 2).hasSuffix(": alive\n\n"))
    #expect(text(boards, 1).contains(#""total_xp":1"#))
    #expect(!text(boards, 1).contains(": alive"))
  }

  /// What follows on the first snapshot of a class's board.
  private func text(_ boards: LiveBoards, _ number: UInt64) -> String {
    guard case .bytes(let bytes, _, _)? = boards[.test(number)]?.next(after: 1, now: TestTime.start) else {
      return ""
    }
    return String(decoding: bytes.readableBytesView, as: UTF8.self)
  }

  @Test("what is to be read is read in parts: every pupil at once, classes a few at a time, each once")
  func parts() {
    let students = Set((1...1000).map { UniqueID.test($0) })
    let classes = Set((2001...2500).map { UniqueID.test($0) })
    var stale = StaleEntries(students: students, classes: classes)
    let first = stale.takePart()
    #expect(first.students == students)
    #expect(first.classes.count == StaleEntries.classesAtOnce)
    // Points that are stored meanwhile wait for no class.
    stale.students.insert(.test(7))
    let second = stale.takePart()
    #expect(second.students == [.test(7)])
    var read = [first, second]
    while !stale.isEmpty { read.append(stale.takePart()) }
    #expect(Set(read.flatMap(\.classes)) == classes)
    #expect(read.reduce(0) { $0 + $1.classes.count } == classes.count)
    #expect(read.allSatisfy { $0.classes.count <= StaleEntries.classesAtOnce })
  }
}

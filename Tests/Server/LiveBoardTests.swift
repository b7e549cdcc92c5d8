import NIOCore
import Primitives
import Store
import TestScopes
import Testing
import Wire

@testable import API

@Suite(.ownThread()) struct LiveBoardTests {
  private let now = TestTime.start
  private let schoolClass = SchoolClass(id: .test(1), name: "7B", code: "ABCDEF")

  private func entry(_ number: UInt64, total: Int = 0) -> BoardEntry {
    BoardEntry(
      studentID: .test(number), displayName: "S\(number)", totalXP: total, todayXP: total,
      lastSyncAt: total > 0 ? now : nil, presence: nil)
  }

  private func board(_ numbers: ClosedRange<UInt64>) -> LiveBoard {
    var board = LiveBoard(
      schoolClass, teacher: .test(2), entries: numbers.map { entry($0) }, at: .seconds(0))
    _ = board.refresh(at: now, uptime: .seconds(0)) { _ in [] }
    return board
  }

  private func text(_ next: LiveBoard.Next) -> String {
    guard case .bytes(let bytes, _, _) = next else { return "" }
    return String(decoding: bytes.readableBytesView, as: UTF8.self)
  }

  private func revision(_ next: LiveBoard.Next) -> Int {
    guard case .bytes(_, let revision, _) = next else { return -1 }
    return revision
  }

  @Test("the whole board first, then nothing, then one row that changed")
  func follows() {
    var board = board(10...12)
    let first = board.next(after: 0, now: now)
    #expect(text(first).hasPrefix("event: snapshot\ndata: {"))
    #expect(text(first).hasSuffix("}\n\n"))
    guard case .nothing = board.next(after: revision(first), now: now) else { return #expect(Bool(false)) }
    board.update(entry(11, total: 10))
    #expect(board.refresh(at: now, uptime: .seconds(1)) { _ in [] } == 1)
    #expect(board.refresh(at: now, uptime: .seconds(2)) { _ in [] } == 0, "told once")
    let second = text(board.next(after: revision(first), now: now))
    #expect(second.hasPrefix("event: student\ndata: {"))
    #expect(second.split(separator: "\n").count == 2)
    #expect(second.contains(#""total_xp":10"#))
  }

  @Test("whoever falls behind what is kept gets the whole board, and what is kept has an end")
  func startsOver() {
    var board = board(10...12)
    let first = revision(board.next(after: 0, now: now))
    for total in 1...board.keptFrames {
      board.update(entry(10, total: total))
      _ = board.refresh(at: now, uptime: .seconds(1)) { _ in [] }
    }
    let all = text(board.next(after: first, now: now))
    #expect(all.split(separator: "event: student").count == board.keptFrames)
    board.update(entry(10, total: 9999))
    _ = board.refresh(at: now, uptime: .seconds(1)) { _ in [] }
    guard case .bytes(_, _, isSnapshot: true) = board.next(after: first, now: now) else {
      return #expect(Bool(false), "no snapshot")
    }
  }

  @Test("a pupil who comes is a row, one who goes starts the board over, a class that goes ends it")
  func reloads() {
    var board = board(10...11)
    let first = revision(board.next(after: 0, now: now))
    board.reload([entry(9), entry(10), entry(11)])
    #expect(board.refresh(at: now, uptime: .seconds(1)) { _ in [] } == 1)
    let second = board.next(after: first, now: now)
    #expect(text(second).contains("S9"))
    #expect(board.board(at: now).rows.map(\.displayName) == ["S9", "S10", "S11"])
    board.reload([entry(10), entry(11)])
    _ = board.refresh(at: now, uptime: .seconds(1)) { _ in [] }
    #expect(text(board.next(after: revision(second), now: now)).hasPrefix("event: snapshot"))
    board.reload(nil)
    guard case .end = board.next(after: first, now: now) else { return #expect(Bool(false), "no end") }
  }
}

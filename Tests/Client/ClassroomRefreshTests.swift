import Primitives
import TestScopes
import Testing

@testable import Sync

@Suite(.ownThread()) struct ClassroomRefreshTests {
  private let today = CivilDate("2026-11-22")!
  private let set = UniqueID(high: 1, low: 1)

  /// The steps of a whole round, each answered at once.
  private func round(_ refresh: inout ClassroomRefresh, at now: Int64, on date: CivilDate? = nil)
    -> [ClassroomRefresh.Step]
  {
    var steps: [ClassroomRefresh.Step] = []
    while let step = refresh.next(at: now, on: date ?? today) {
      steps.append(step)
      refresh.stepAnswered(changedSets: step == .sets ? [set] : [])
    }
    return steps
  }

  @Test("A round goes from the quests over the homework to the sets and the words of those that changed")
  func steps() {
    var refresh = ClassroomRefresh(interval: 60_000)
    #expect(round(&refresh, at: 0) == [.standings(today), .homework, .sets, .set(set)])
    #expect(refresh.isAtRest)
    #expect(round(&refresh, at: 1_000_000) == [])
  }

  @Test("Another round comes after something was confirmed, at most one an interval")
  func interval() {
    var refresh = ClassroomRefresh(interval: 60_000)
    _ = round(&refresh, at: 0)
    refresh.somethingConfirmed()
    #expect(round(&refresh, at: 59_999) == [])
    #expect(round(&refresh, at: 60_000).count == 4)
    #expect(round(&refresh, at: 200_000) == [])
  }

  @Test("A new day of the pupil's does not wait")
  func newDay() {
    var refresh = ClassroomRefresh(interval: 60_000)
    _ = round(&refresh, at: 0)
    let tomorrow = CivilDate("2026-11-23")!
    #expect(round(&refresh, at: 1, on: tomorrow).first == .standings(tomorrow))
    #expect(round(&refresh, at: 2, on: tomorrow) == [])
  }

  @Test("One question at a time; one that was given up is asked again, one that failed ends the round")
  func trouble() {
    var refresh = ClassroomRefresh(interval: 60_000)
    #expect(refresh.next(at: 0, on: today) == .standings(today))
    #expect(refresh.next(at: 0, on: today) == nil)
    refresh.stepInterrupted()
    #expect(!refresh.isAtRest)
    #expect(refresh.next(at: 1, on: today) == .standings(today))
    refresh.stepFailed()
    #expect(refresh.isAtRest)
    #expect(refresh.next(at: 59_999, on: today) == nil)
    #expect(refresh.next(at: 60_000, on: today) == .standings(today))
  }
}

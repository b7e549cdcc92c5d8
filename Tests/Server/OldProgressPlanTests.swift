import Primitives
import Store
import TestScopes
import Testing

/// What becomes of the rows of an old table.
@Suite(.ownThread()) struct OldProgressPlanTests {
  private let now = TestTime.start
  private let earlier = TestTime.start.adding(seconds: -86_400)

  private func row(
    _ student: String?, _ points: Int?, _ games: Int?, kind: String? = nil, at time: Timestamp? = nil
  ) -> OldProgress {
    OldProgress(
      studentID: student, totalPoints: points, gamesPlayed: games, lastGameType: kind, lastPlayedAt: time)
  }

  private func plan(_ rows: OldProgress...) -> OldProgressPlan { OldProgressPlan(rows: rows, at: now) }

  private func id(_ number: UInt64) -> String { UniqueID.test(number).description }

  @Test("a row becomes one opening balance, with an id of the student's alone, in the order of the students")
  func carries() {
    let plan = plan(
      row(id(2).uppercased(), 20, 2, kind: "choice", at: earlier), row(id(1), 10, 1))
    #expect(
      plan.balances == [
        OpeningBalance(
          eventID: .openingBalance(student: .test(1)), studentID: .test(1), points: 10, gamesPlayed: 1,
          lastGameType: nil, createdAt: now),
        OpeningBalance(
          eventID: .openingBalance(student: .test(2)), studentID: .test(2), points: 20, gamesPlayed: 2,
          lastGameType: "choice", createdAt: earlier),
      ])
    #expect(plan.rowCount == 2)
    #expect(
      plan.rowsWithoutStudent + plan.rowsWithInvalidStudent + plan.repeatedRows + plan.negativeFigures == 0)
  }

  @Test("rows without a student are left out and counted")
  func leavesOut() {
    let plan = plan(
      row(nil, 10, 1), row("", 10, 1), row("pupil 7", 10, 1), row(nil, 1, 1), row(id(1), 1 << 31, 1))
    #expect(plan.balances == [])
    #expect(plan.rowCount == 5)
    #expect(plan.rowsWithoutStudent == 2)
    #expect(plan.rowsWithInvalidStudent == 2)
    #expect(plan.rowsTooLarge == 1)
  }

  @Test(
    "no figure is below 0",
    arguments: [
      (nil, nil, 0, 0, 0), (-5, 3, 0, 3, 1), (5, -3, 5, 0, 1), (-1, -1, 0, 0, 2), (0, 0, 0, 0, 0),
      (2_147_483_647, 1, 2_147_483_647, 1, 0),
    ] as [(Int?, Int?, Int, Int, Int)])
  func takesFigures(points: Int?, games: Int?, carriedPoints: Int, carriedGames: Int, negative: Int) {
    let plan = plan(row(id(1), points, games))
    #expect(plan.balances.map(\.points) == [carriedPoints])
    #expect(plan.balances.map(\.gamesPlayed) == [carriedGames])
    #expect(plan.negativeFigures == negative)
  }

  @Test(
    "of several rows of one student the greatest figures and the latest game count, in whatever order they come"
  )
  func joins() {
    let rows = [
      row(id(1), 30, 1, kind: "typing", at: earlier), row(id(1).uppercased(), 10, 9, kind: "choice", at: now),
      row(id(1), nil, -4, kind: "memory"),
    ]
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]
    for order in orders {
      let plan = OldProgressPlan(rows: order.map { rows[$0] }, at: now)
      #expect(
        plan.balances == [
          OpeningBalance(
            eventID: .openingBalance(student: .test(1)), studentID: .test(1), points: 30, gamesPlayed: 9,
            lastGameType: "choice", createdAt: now)
        ], "\(order)")
      #expect(plan.repeatedRows == 2)
      #expect(plan.negativeFigures == 1)
    }
  }

  @Test(
    "a time before the ledger's or after now is not believed",
    arguments: [
      ("2019-12-31T23:59:59.999Z", false), ("2020-01-01T00:00:00Z", true), ("2026-11-22T12:00:00Z", true),
      ("2026-11-22T12:00:00.001Z", false), ("0001-01-01T00:00:00Z", false),
    ])
  func bounds(text: String, isBelieved: Bool) throws {
    let time = try #require(Timestamp(text))
    #expect(plan(row(id(1), 1, 1, at: time)).balances.map(\.createdAt) == [isBelieved ? time : now])
  }
}

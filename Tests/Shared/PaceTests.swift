import Primitives
import TestScopes
import Testing
import XP

/// What is more than anybody can win, and what is not.
@Suite(.ownThread()) struct PaceTests {
  static let limits: [(kind: String, most: Int, aMinute: Int)] = [
    ("typing", 120, 120), ("choice", 60, 180), ("connect", 360, 180), ("sprint", 360, 180),
    ("a_newer_game", 1000, 120),
  ]

  @Test("an event pays a round at most, and a minute holds as many as a person can win", arguments: limits)
  func holds(kind: String, most: Int, aMinute: Int) throws {
    let pace = try #require(Pace.of(kind: kind))
    #expect(pace.milliseconds(for: most) != nil)
    #expect(pace.milliseconds(for: most + 1) == nil)
    let one = try #require(pace.milliseconds(for: pace.answerPoints))
    var day = PaceOfDay()
    for number in 1...aMinute {
      #expect(!day.isFull(for: one, minute: 5), "\(number)")
      day.add(one, minute: 5)
    }
    #expect(day.isFull(for: one, minute: 5))
    #expect(!day.isFull(for: one, minute: 6))
  }

  @Test("points take as long in one event as in many", arguments: limits)
  func pointsTakeTime(kind: String, most: Int, aMinute: Int) throws {
    let pace = try #require(Pace.of(kind: kind))
    let (one, all) = (pace.milliseconds(for: pace.answerPoints), pace.milliseconds(for: most))
    #expect(try #require(all) == most * #require(one) / pace.answerPoints)
    #expect(pace.milliseconds(for: 0) == one, "nothing takes as long as an answer")
  }

  @Test("every kind of the game has figures of its own, and those of the server's own are never unusual")
  func kinds() {
    for kind in EventKind.allCases {
      let isServers = EventKind.madeByServer.contains(kind.rawValue)
      #expect((Pace.of(kind: kind.rawValue) == nil) == isServers)
      #expect((Pace.table[kind.rawValue] == nil) == isServers)
    }
  }

  @Test("a day holds two hours at the fastest pace, whatever the minutes")
  func days() {
    var day = PaceOfDay()
    for minute: Int64 in 0..<120 {
      for _ in 0..<120 {
        #expect(!day.isFull(for: 500, minute: minute))
        day.add(500, minute: minute)
      }
    }
    #expect(day.isFull(for: 500, minute: 500))
    #expect(day.isFull(for: 500, minute: nil))
    #expect((day.lastMinute, day.playedLastMinute) == (119, Pace.minute))
    let again = PaceOfDay(played: day.played - 500, lastMinute: 119, playedLastMinute: Pace.minute)
    #expect(again.isFull(for: 500, minute: 119))
    #expect(!again.isFull(for: 500, minute: 500))
    #expect(again.isFull(for: 501, minute: 500))
  }

  @Test("a time that can't be right says nothing of a minute, and is of the day on which it came")
  func moments() {
    let (early, now) = (Timestamp("2020-01-01T00:00:00Z")!, Timestamp("2026-11-22T12:00:30Z")!)
    func moment(_ occurredAt: Timestamp) -> PaceMoment {
      PaceMoment(occurredAt: occurredAt, earliest: early, receivedAt: now)
    }
    let today = now.date().daysSince1970
    for wrong in [early, now] {
      #expect((moment(wrong).day, moment(wrong).minute) == (today, nil))
    }
    let before = moment(now.adding(seconds: -86_400))
    #expect((before.day, before.minute) == (today - 1, (now.milliseconds - 86_400_000) / 60_000))
  }

  @Test(
    "every quest can be completed within a minute at the fastest pace, and progress beyond a minute by nobody"
  )
  func quests() {
    for quest in Quest.catalogue {
      #expect(quest.milliseconds(for: quest.goal) <= Pace.minute, "\(quest.id)")
      if quest.task != .points { #expect(quest.milliseconds(for: 1000) > Pace.minute, "\(quest.id)") }
    }
  }
}

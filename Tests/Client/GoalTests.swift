import Game
import Primitives
import Screen
import TestScopes
import Testing
import XP

@Suite(.ownThread()) struct GoalTests {
  private let now = GameSamples.now

  private func app(_ quests: [DailyQuest]) -> App {
    var app = GameSamples.app()
    _ = app.update(.statusChanged(SyncStatus(state: .synced, quests: quests)), at: now)
    return app
  }

  private func tell(_ app: inout App, _ quests: [DailyQuest]) {
    _ = app.update(.statusChanged(SyncStatus(state: .pending, quests: quests)), at: now)
  }

  @Test("a game's own quest is told before those of any game, then the one nearest to its goal")
  func next() {
    let quests = [
      Play.quest("typing_20", confirmed: 19), Play.quest("choice_10", confirmed: 1),
      Play.quest("points_100", confirmed: 99), Play.quest("answers_40", confirmed: 10),
    ]
    #expect(quests.next(for: .typing)?.quest.id == "typing_20")
    #expect(quests.next(for: .choice)?.quest.id == "choice_10")
    #expect(quests.next(for: .rain)?.quest.id == "points_100")
    let done = [
      Play.quest("typing_20", confirmed: 15, pending: 5), Play.quest("choice_10", confirmed: 1),
      Play.quest("points_100", confirmed: 100),
    ]
    #expect(done.next(for: .typing) == nil)
    #expect([DailyQuest]().next(for: .typing) == nil)
  }

  @Test("a quest that is reached during a round is told once, until the next answer and in the results")
  func reached() {
    var app = app([Play.quest("typing_10", confirmed: 8)])
    app.press(.enter)
    app.answerRightly()
    tell(&app, [Play.quest("typing_10", confirmed: 8, pending: 1)])
    #expect(app.reachedNow.isEmpty)
    app.answerRightly()
    tell(&app, [Play.quest("typing_10", confirmed: 8, pending: 2)])
    let goal = Goal.quest("typing_10", Play.today)
    #expect(app.reachedNow == [goal])
    tell(&app, [Play.quest("typing_10", confirmed: 8, pending: 0)])
    tell(&app, [Play.quest("typing_10", confirmed: 10, isBonusAwarded: true)])
    #expect(app.reachedNow == [goal])
    app.answerRightly()
    #expect(app.reachedNow.isEmpty)
    app.press(.escape)
    #expect(app.reachedInRound == [goal])
    app.press(.enter)
    #expect(app.reachedInRound.isEmpty)
  }

  @Test("what was reached before it was heard of, or in the menu, is no news")
  func noNews() {
    var app = app([Play.quest("typing_10", confirmed: 8)])
    tell(&app, [Play.quest("typing_10", confirmed: 10)])
    app.press(.enter)
    tell(&app, [Play.quest("typing_10", confirmed: 10), Play.quest("points_100", confirmed: 100)])
    #expect(app.reachedNow.isEmpty)
  }
}

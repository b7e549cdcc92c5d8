import Game
import Primitives
import Screen
import TestScopes
import Testing
import Views
import XP

/// What the screens say of quests and homework, apart from where it stands.
@Suite(.ownThread()) struct ProgressTests {
  private func foot(_ status: SyncStatus, _ kind: EventKind = .typing, columns: Int) -> String {
    Play.round(kind, status: status).lines(columns, 24).last ?? ""
  }

  @Test(
    "On every width what a pupil must know of their points wins over the quest",
    arguments: [
      SyncStatus.State.local, .synced, .pending, .syncing(events: 12), .offline(nextTryAt: 8000),
      .notFound(address: "192.168.1.20"), .notTrusted(address: "192.168.1.20"), .noNetwork, .signInNeeded,
      .outboxProblem,
      .notSaving(reason: "disk full"),
    ])
  func urgent(state: SyncStatus.State) {
    var status = Play.busy
    (status.state, status.pendingXP) = (state, 37)
    var quiet = status
    quiet.quests = []
    for quarantined in [0, 2] {
      (status.quarantined, quiet.quarantined) = (quarantined, quarantined)
      for columns in 40...120 {
        let (line, without) = (foot(status, columns: columns), foot(quiet, columns: columns))
        guard line.contains("quest: 13/20") else {
          #expect(line == without)
          continue
        }
        #expect(!line.contains("…") || without.contains("…"))
        let sentence = line.prefix(while: { $0 != "q" }).trimmingSpaces
        if case .syncing = state { continue }
        #expect(without.contains(sentence), "\(columns): \(line)")
        #expect(line.contains("F1 help"))
      }
    }
  }

  @Test("The quest in the foot is the one of the game being played, and goes where none is left for it")
  func relevant() {
    var status = Play.synced
    status.quests = [
      Play.quest("typing_20", confirmed: 14), Play.quest("choice_10", confirmed: 3),
      Play.quest("points_100", confirmed: 90),
    ]
    #expect(foot(status, columns: 80).contains("quest: 14/20 typed words"))
    #expect(foot(status, .choice, columns: 80).contains("quest: 3/10 right choices"))
    status.quests[1] = Play.quest("choice_10", confirmed: 10)
    #expect(foot(status, .choice, columns: 80).contains("quest: 90/100 XP"))
    status.quests[2] = Play.quest("points_100", confirmed: 100)
    #expect(!foot(status, .choice, columns: 80).contains("quest"))
    status.quests[0] = Play.quest("typing_20", confirmed: 20)
    #expect(foot(status, .choice, columns: 80).contains("✓ all quests of today done"))
  }

  @Test("Typing a letter changes only the field, quests or not")
  func economy() {
    var play = Play.round(.typing, status: Play.busy)
    let before = play.lines(80, 24)
    play.press(.character("a"))
    let changed = zip(before, play.lines(80, 24)).filter { $0 != $1 }
    #expect(changed.count == 1 && changed[0].1.contains("│ a "))
  }

  @Test("Homework and sets can be pressed where they are drawn")
  func targets() throws {
    for (columns, rows) in [(80, 24), (40, 10), (60, 20)] {
      let play = Play(status: Play.busy)
      let frame = Views.draw(play.app, size: Size(columns: columns, rows: rows), now: 0)
      for (area, target) in frame.targets {
        let line = frame.screen.lines[area.row]
        if target == .homework(0) { #expect(line.contains("Djuren i sk")) }
        if target == .set(1) { #expect(line.contains("Mat och dryck") && line.contains("sv → en")) }
      }
      let homework = frame.targets.map(\.target).filter { if case .homework = $0 { true } else { false } }
      #expect(homework == (0..<4).map(Target.homework))
    }
  }

  @Test("A bonus is on its way until the server has awarded it, then won")
  func bonus() {
    var play = Play(status: Play.busy)
    play.progress([Play.quest("choice_10", confirmed: 4, pending: 6)])
    #expect(play.lines(80, 24).contains { $0.contains("10/10  +15 XP on its way") })
    play.progress([Play.quest("choice_10", confirmed: 10, isBonusAwarded: true)])
    #expect(play.lines(80, 24).contains { $0.contains("10/10  +15 XP won") })
  }

  @Test("Two quests reached by one answer, and homework, are told in one line")
  func several() {
    var status = Play.busy
    status.quests = [Play.quest("typing_20", confirmed: 19), Play.quest("points_100", confirmed: 95)]
    status.homework = [Play.homework(2, "Djuren i skogen", set: 1, goal: 10, due: 15, earned: 0)]
    var play = Play.round(.typing, status: status)
    play.answer(play.rightAnswer)
    #expect(play.lines(80, 24).contains { $0.contains("★ Homework done: Djuren i skogen!") })
    play.progress([
      Play.quest("typing_20", confirmed: 19, pending: 1), Play.quest("points_100", confirmed: 105),
    ])
    #expect(
      play.lines(80, 24).contains { $0.contains("★ Homework done: Djuren i skogen!  ★ 2 quests done!") })
    #expect(play.lines(40, 10).contains { $0.contains("★ Homework done!  ★ 2 quests done!") })
    play.answer(play.rightAnswer)
    #expect(!play.lines(80, 24).contains { $0.contains("★") })
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var text = self
    while text.last == " " { text.removeLast() }
    while text.first == " " { text.removeFirst() }
    return text
  }
}

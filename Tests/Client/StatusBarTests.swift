import Screen
import TestScopes
import Testing
import Views
import XP

/// What the foot of the screen says of the points.
@Suite(.ownThread()) struct StatusBarTests {
  @Test(
    "The status bar says the one thing to know",
    arguments: [
      (SyncStatus(state: .opening), "○ opening your points…"),
      (SyncStatus(state: .local, pendingXP: 12), "● saved on this computer"),
      (SyncStatus(state: .synced), "● all saved, safe to quit"),
      (SyncStatus(state: .pending, pendingXP: 30), "◐ 30 XP saved here, sending soon"),
      (SyncStatus(state: .syncing(events: 12)), "◐ sending 12…"),
      (
        SyncStatus(state: .offline(nextTryAt: 8000), pendingXP: 37),
        "○ offline: 37 XP safe on this computer, next try in 8 s"
      ),
      (
        SyncStatus(state: .notFound(address: "192.168.1.20"), pendingEvents: 3, pendingXP: 37),
        "○ not found at 192.168.1.20, ask for the new address: 37 XP safe here"
      ),
      (
        SyncStatus(state: .notFound(address: "192.168.1.20"), questPending: 2),
        "○ not found at 192.168.1.20, ask for the new address"
      ),
      (
        SyncStatus(state: .notTrusted(address: "192.168.1.20"), pendingEvents: 3, pendingXP: 37),
        "▲ not your class's server at 192.168.1.20, and told nothing: 37 XP safe here"
      ),
      (
        SyncStatus(state: .noNetwork, pendingEvents: 3, pendingXP: 37),
        "○ no network here: 37 XP safe on this computer"
      ),
      (
        SyncStatus(state: .noNetwork, questPending: 2),
        "○ no network here: quest progress safe on this computer"
      ),
      (
        SyncStatus(state: .refused(nextTryAt: 8000), pendingEvents: 3, pendingXP: 37),
        "▲ the server refuses everything: 37 XP safe here"
      ),
      (
        SyncStatus(state: .refused(nextTryAt: 0), questPending: 2),
        "▲ the server refuses everything: quest progress safe here"
      ),
      (SyncStatus(state: .signInNeeded, pendingXP: 37), "▲ sign in again: 37 XP waiting"),
      (SyncStatus(state: .pending, questPending: 2), "◐ quest progress saved here, sending soon"),
      (
        SyncStatus(state: .pending, pendingEvents: 3, pendingXP: 30, questPending: 2),
        "◐ 30 XP saved here, sending soon"
      ),
      (
        SyncStatus(state: .offline(nextTryAt: 8000), questPending: 2),
        "○ offline: quest progress safe on this computer, next try in 8 s"
      ),
      (
        SyncStatus(state: .offline(nextTryAt: 0), questPending: 2),
        "○ offline: quest progress safe on this computer, trying again…"
      ),
      (SyncStatus(state: .signInNeeded, questPending: 2), "▲ sign in again: quest progress waiting"),
      (SyncStatus(state: .notSaving(reason: "disk full")), "✕ XP is NOT being saved: disk full"),
      (SyncStatus(state: .synced, quarantined: 3), "▲ 3 events need attention: glosa status"),
      (
        SyncStatus(state: .synced, elsewhereEvents: 5, elsewhereXP: 50),
        "▲ 50 XP wait for another class or server: glosa status"
      ),
      (
        SyncStatus(state: .synced, elsewhereEvents: 2),
        "▲ quest progress waits for another class or server: glosa status"
      ),
      (SyncStatus(state: .local, quarantined: 1), "▲ 1 event needs attention: glosa status"),
      (SyncStatus(state: .synced, damaged: 2), "▲ 2 events need attention: glosa status"),
      (
        SyncStatus(state: .pending, pendingEvents: 1, pendingXP: 10, untilRestart: "disk full"),
        "▲ saved until this computer restarts: disk full"
      ),
      (
        SyncStatus(state: .local, quarantined: 1, untilRestart: "its folder is in memory"),
        "▲ saved until this computer restarts: its folder is in memory"
      ),
      (
        SyncStatus(state: .notSaving(reason: "disk full"), quarantined: 3),
        "✕ XP is NOT being saved: disk full"
      ),
    ] as [(SyncStatus, String)])
  func status(status: SyncStatus, sentence: String) {
    let line = Play(status: status).lines(80, 24).last ?? ""
    #expect((line + "  ").contains("  " + sentence + "  "))
    let narrow = Play(status: status).lines(40, 10).last ?? ""
    #expect(!narrow.contains("…") || sentence.contains("…"), "cut: \(narrow)")
  }

  @Test("Where the server is not found is said as far as there is room, and what to do on every width")
  func notFound() {
    func line(_ address: String, _ columns: Int, points: Int = 37) -> String {
      let status = SyncStatus(state: .notFound(address: address), pendingEvents: 3, pendingXP: points)
      return Play(status: status).lines(columns, 10).last ?? ""
    }
    for address in ["192.168.1.20", "[fd00::2]:9000", "glosa.gymnasium-am-stadtpark.example.org"] {
      for columns in stride(from: 40, through: 120, by: 4) {
        let line = line(address, columns, points: 1_234_567)
        #expect(
          line.contains("○ not found") && line.contains("ask for the new address"), "\(columns): \(line)")
        #expect(!line.contains("…"))
        #expect(line.contains("not found at \(address),") || !line.contains(" at "))
      }
    }
    #expect(line("192.168.1.20", 40).contains("○ not found: ask for the new address"))
    #expect(line("192.168.1.20", 56).contains("○ not found at 192.168.1.20, ask for the new address"))
    for columns in stride(from: 40, through: 120, by: 4) {
      let status = SyncStatus(state: .noNetwork, pendingEvents: 3, pendingXP: 37)
      let line = Play(status: status).lines(columns, 10).last ?? ""
      #expect(line.contains("○ no network here: 37 XP safe") && !line.contains("…"))
    }
  }
}

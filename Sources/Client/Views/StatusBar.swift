import Screen
import XP

/// The foot of the screen: the one thing a pupil must know of their points, and the keys of the moment.
struct StatusBar {
  let status: SyncStatus
  /// The keys to name, the longest list first; the first that fits beside the status is shown.
  let hints: [[Hint]]

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let sentence = canvas.fitting(sentences(on: &canvas), in: rect.width)
    let used = canvas.screen.put(
      sentence, column: rect.column, row: rect.row, style: style, maxWidth: rect.width)
    for list in hints {
      let spans = Hint.spans(list)
      let width = canvas.look.columns(of: spans)
      guard used + 3 + width <= rect.width else { continue }
      canvas.screen.put(spans, column: rect.column + rect.width - width, row: rect.row)
      return
    }
  }

  /// Refused events are worth a word whenever nothing worse is.
  private var hasQuarantine: Bool {
    guard status.quarantined > 0 else { return false }
    switch status.state {
    case .local, .synced, .pending, .syncing: return true
    case .offline, .signInNeeded, .outboxProblem, .notSaving: return false
    }
  }

  private var style: Style {
    if hasQuarantine { return .statusAttention }
    switch status.state {
    case .local, .synced: return .statusGood
    case .pending, .syncing: return .statusBusy
    case .offline: return .statusOffline
    case .signInNeeded, .outboxProblem: return .statusAttention
    case .notSaving: return .statusBad
    }
  }

  private func sentences(on canvas: inout Canvas) -> [String] {
    if hasQuarantine { return Phrases.quarantined(events: status.quarantined) }
    switch status.state {
    case .local: return Phrases.savedHere
    case .synced: return Phrases.allSaved
    case .pending: return Phrases.sendingSoon(points: status.pendingXP)
    case .syncing(let events): return Phrases.sending(events: events)
    case .offline(let nextTryAt):
      let seconds = (nextTryAt - canvas.now + 999) / 1000
      guard nextTryAt > canvas.now else { return Phrases.tryingAgain(points: status.pendingXP) }
      canvas.changes(at: nextTryAt - (seconds - 1) * 1000)
      return Phrases.offline(points: status.pendingXP, seconds: Int(seconds))
    case .signInNeeded: return Phrases.signInNeeded(points: status.pendingXP)
    case .outboxProblem: return Phrases.outboxProblem
    case .notSaving(let reason): return Phrases.notSaving(reason: reason)
    }
  }
}

/// A key with what it does, in the status bar.
enum Hint {
  case start, next, help, back, quit, goOn

  private var texts: (key: String, meaning: String) {
    switch self {
    case .start: Phrases.hintStart
    case .next: Phrases.hintNext
    case .help: Phrases.hintHelp
    case .back: Phrases.hintBack
    case .quit: Phrases.hintQuit
    case .goOn: Phrases.hintGoOn
    }
  }

  static func spans(_ hints: [Hint]) -> [Span] {
    hints.enumerated().flatMap { index, hint in
      [Span(index == 0 ? "" : "   "), Span(hint.texts.key, .key), Span(" "), Span(hint.texts.meaning, .dim)]
    }
  }
}

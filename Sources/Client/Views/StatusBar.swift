import Game
import Screen
import XP

/// The foot of the screen: the one thing a pupil must know of their points, how far a quest has come where there is
/// room, and the keys of the moment.
struct StatusBar {
  let status: SyncStatus
  /// How far a quest has come; nil where there is nothing to say.
  let quest: String?
  /// The keys to name, as many as fit beside the status.
  let hints: [KeyHint]
  /// A key that did nothing: why, in the place of the keys.
  var refusal: KeyRefusal?
  /// How to sign in again, where that is needed.
  var signIn = SignIn.inTerminal

  enum SignIn {
    /// By the command, by a key here, by a key in the menu.
    case inTerminal, here, fromMenu
  }

  func draw(on canvas: inout Canvas, in rect: Rect) {
    let sentences = sentences(on: &canvas)
    let longest = canvas.fitting(sentences, in: rect.width)
    if let refusal, drawRefusal(refusal, beside: sentences, on: &canvas, in: rect) { return }
    if drawWithQuest(isUrgent ? [longest] : sentences, on: &canvas, in: rect) { return }
    draw(longest, beside: Hints.variants(hints), on: &canvas, in: rect)
  }

  /// Says why a key did nothing, beside the longest sentence that leaves room for it; false where none does.
  private func drawRefusal(
    _ refusal: KeyRefusal, beside sentences: [String], on canvas: inout Canvas, in rect: Rect
  ) -> Bool {
    let look = canvas.look
    for spans in Hints.variants([], unless: refusal) {
      for sentence in sentences
      where look.columns(of: sentence) + 3 + look.columns(of: spans) <= rect.width {
        draw(sentence, beside: [spans], on: &canvas, in: rect)
        return true
      }
    }
    return false
  }

  /// The sentence at the left and, at the right, the first of those that fits.
  private func draw(_ sentence: String, beside variants: [[Span]], on canvas: inout Canvas, in rect: Rect) {
    let used = canvas.screen.put(
      sentence, column: rect.column, row: rect.row, style: style, maxWidth: rect.width)
    for spans in variants {
      let width = canvas.look.columns(of: spans)
      guard used + 3 + width <= rect.width else { continue }
      canvas.screen.put(spans, column: rect.column + rect.width - width, row: rect.row)
      return
    }
  }

  /// The sentence, if need be a shorter one, with the quest in the middle and the keys; false where they don't fit.
  private func drawWithQuest(_ sentences: [String], on canvas: inout Canvas, in rect: Rect) -> Bool {
    guard let quest else { return false }
    let (look, gap) = (canvas.look, 3)
    let width = look.columns(of: quest)
    for spans in Hints.variants(hints) {
      let keys = look.columns(of: spans)
      for sentence in sentences {
        let used = look.columns(of: sentence)
        guard used + gap + width + gap + keys <= rect.width else { continue }
        // Behind the usual sentence, so that it stays where it is while sentences come and go.
        let usual = Phrases.allSaved.first.map { look.columns(of: $0) } ?? 0
        let wanted = max((rect.width - width) / 2, max(used, usual) + gap)
        let column = min(wanted, rect.width - keys - gap - width)
        draw(sentence, beside: [spans], on: &canvas, in: rect)
        canvas.screen.put(quest, column: rect.column + column, row: rect.row, style: .dim)
        return true
      }
    }
    return false
  }

  /// True for what a pupil has to read whole.
  private var isUrgent: Bool {
    if untilRestart != nil || needsAttention || waitsElsewhere { return true }
    switch status.state {
    case .opening, .local, .synced, .pending, .syncing: return false
    case .offline, .notFound, .notTrusted, .noNetwork, .refused, .signInNeeded, .outboxProblem, .notSaving:
      return true
    }
  }

  /// Points that a restart of the computer would lose are worth a word before all but those that are not saved at all.
  private var untilRestart: String? {
    if case .notSaving = status.state { nil } else { status.untilRestart }
  }

  /// Refused and damaged events are worth a word whenever nothing worse is.
  private var needsAttention: Bool {
    guard status.quarantined + status.damaged > 0 else { return false }
    switch status.state {
    case .opening, .local, .synced, .pending, .syncing: return true
    case .offline, .notFound, .notTrusted, .noNetwork, .refused, .signInNeeded, .outboxProblem, .notSaving:
      return false
    }
  }

  /// Points of this pupil under another class or server are worth a word where all would be said to be saved.
  private var waitsElsewhere: Bool { status.elsewhereEvents > 0 && status.state == .synced }

  private var style: Style {
    if untilRestart != nil || needsAttention || waitsElsewhere { return .statusAttention }
    switch status.state {
    case .opening: return .dim
    case .local, .synced: return .statusGood
    case .pending, .syncing: return .statusBusy
    case .offline, .notFound, .noNetwork: return .statusOffline
    case .notTrusted, .refused, .signInNeeded, .outboxProblem: return .statusAttention
    case .notSaving: return .statusBad
    }
  }

  /// True where every point is confirmed, and progress on quests is not.
  private var onlyQuests: Bool { status.pendingEvents == 0 && status.questPending > 0 }

  private func sentences(on canvas: inout Canvas) -> [String] {
    if let untilRestart { return Phrases.untilRestart(reason: untilRestart) }
    if needsAttention { return Phrases.needsAttention(events: status.quarantined + status.damaged) }
    if waitsElsewhere { return Phrases.waitingElsewhere(points: status.elsewhereXP) }
    switch status.state {
    case .opening: return Phrases.opening
    case .local: return Phrases.savedHere
    case .synced: return Phrases.allSaved
    case .pending:
      return onlyQuests ? Phrases.questsSendingSoon : Phrases.sendingSoon(points: status.pendingXP)
    case .syncing(let events): return Phrases.sending(events: events)
    case .offline(let nextTryAt):
      let seconds = (nextTryAt - canvas.now + 999) / 1000
      guard nextTryAt > canvas.now else {
        return onlyQuests ? Phrases.questsTryingAgain : Phrases.tryingAgain(points: status.pendingXP)
      }
      canvas.changes(at: nextTryAt - (seconds - 1) * 1000)
      return onlyQuests
        ? Phrases.questsOffline(seconds: Int(seconds))
        : Phrases.offline(points: status.pendingXP, seconds: Int(seconds))
    case .notFound(let address): return Phrases.notFound(at: address, points: status.pendingXP)
    case .notTrusted(let address): return Phrases.notTrusted(at: address, points: status.pendingXP)
    case .noNetwork: return Phrases.noNetwork(points: status.pendingXP)
    case .refused(let nextTryAt):
      let seconds = max(0, (nextTryAt - canvas.now + 999) / 1000)
      if seconds > 0 { canvas.changes(at: nextTryAt - (seconds - 1) * 1000) }
      return Phrases.refused(points: status.pendingXP, seconds: Int(seconds))
    case .signInNeeded:
      switch signIn {
      case .inTerminal:
        return onlyQuests ? Phrases.questsSignInNeeded : Phrases.signInNeeded(points: status.pendingXP)
      case .here: return Phrases.signInHere(points: status.pendingXP)
      case .fromMenu:
        return onlyQuests ? Phrases.questsSignInNeeded : Phrases.signInFromMenu(points: status.pendingXP)
      }
    case .outboxProblem: return Phrases.outboxProblem
    case .notSaving(let reason): return Phrases.notSaving(reason: reason)
    }
  }
}

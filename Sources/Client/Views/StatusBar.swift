import Game
import Languages
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
    draw(longest, beside: Hints.variants(hints, in: canvas.language), on: &canvas, in: rect)
  }

  /// Says why a key did nothing, beside the longest sentence that leaves room for it; false where none does.
  private func drawRefusal(
    _ refusal: KeyRefusal, beside sentences: [String], on canvas: inout Canvas, in rect: Rect
  ) -> Bool {
    let glyphSet = canvas.glyphSet
    for spans in Hints.variants([], unless: refusal, in: canvas.language) {
      for sentence in sentences
      where glyphSet.columns(of: sentence) + 3 + glyphSet.columns(of: spans) <= rect.width {
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
      let width = canvas.glyphSet.columns(of: spans)
      guard used + 3 + width <= rect.width else { continue }
      canvas.screen.put(spans, column: rect.column + rect.width - width, row: rect.row)
      return
    }
  }

  /// The sentence, if need be a shorter one, with the quest in the middle and the keys; false where they don't fit.
  private func drawWithQuest(_ sentences: [String], on canvas: inout Canvas, in rect: Rect) -> Bool {
    guard let quest else { return false }
    let (glyphSet, gap) = (canvas.glyphSet, 3)
    let width = glyphSet.columns(of: quest)
    for spans in Hints.variants(hints, in: canvas.language) {
      let keys = glyphSet.columns(of: spans)
      for sentence in sentences {
        let used = glyphSet.columns(of: sentence)
        guard used + gap + width + gap + keys <= rect.width else { continue }
        // Behind the usual sentence, so that it stays where it is while sentences come and go.
        let usual = canvas.language.barAllSaved.first.map { glyphSet.columns(of: $0) } ?? 0
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

  /// What waits for a server that nobody reaches; nil where that is progress on quests.
  private var points: Int? { status.pendingXP > 0 ? status.pendingXP : nil }

  private func sentences(on canvas: inout Canvas) -> [String] {
    if let untilRestart { return canvas.language.barUntilRestart(reason: untilRestart) }
    if needsAttention {
      return canvas.language.barNeedsAttention(events: status.quarantined + status.damaged)
    }
    if waitsElsewhere { return canvas.language.barWaitsElsewhere(points: status.elsewhereXP) }
    switch status.state {
    case .opening: return canvas.language.barOpening
    case .local: return canvas.language.barSavedHere
    case .synced: return canvas.language.barAllSaved
    case .pending: return canvas.language.barSendingSoon(points: onlyQuests ? nil : status.pendingXP)
    case .syncing(let events): return canvas.language.barSending(events: events)
    case .offline(let nextTryAt):
      let seconds = (nextTryAt - canvas.now + 999) / 1000
      guard nextTryAt > canvas.now else {
        return canvas.language.barTryingAgain(points: onlyQuests ? nil : status.pendingXP)
      }
      canvas.changes(at: nextTryAt - (seconds - 1) * 1000)
      return canvas.language.barOffline(points: onlyQuests ? nil : status.pendingXP, seconds: Int(seconds))
    case .notFound(let address): return canvas.language.barNotFound(at: address, points: points)
    case .notTrusted(let address): return canvas.language.barNotTrusted(at: address, points: points)
    case .noNetwork: return canvas.language.barNoNetwork(points: points)
    case .refused(let nextTryAt):
      let seconds = max(0, (nextTryAt - canvas.now + 999) / 1000)
      if seconds > 0 { canvas.changes(at: nextTryAt - (seconds - 1) * 1000) }
      return canvas.language.barRefused(points: points, seconds: Int(seconds))
    case .signInNeeded:
      switch signIn {
      case .inTerminal:
        return onlyQuests
          ? canvas.language.barSignInForQuests : canvas.language.barSignIn(points: status.pendingXP)
      case .here: return canvas.language.barSignInHere(points: status.pendingXP)
      case .fromMenu:
        return onlyQuests
          ? canvas.language.barSignInForQuests : canvas.language.barSignInFromMenu(points: status.pendingXP)
      }
    case .outboxProblem: return canvas.language.barOutboxProblem
    case .notSaving(let reason): return canvas.language.barNotSaving(reason: reason)
    }
  }
}

import Primitives
import Screen
import Vocabulary
import XP

extension App {
  mutating func roundKey(_ key: Key, at now: Timestamp) -> [Effect] {
    guard case .round(var round) = scene else { return [] }
    if key == .escape { return finish(round) }
    var outcome: Outcome?
    switch (round.phase, round.kind) {
    case (.showing, _): continueRound(&round, with: key)
    case (_, .choice): outcome = choose(in: &round, with: key)
    default:
      if key == .enter {
        if isSlipOfTheFinger(in: round, at: now) { return [] }
        outcome = round.answered(round.field.text)
      } else {
        _ = round.field.take(key)
      }
    }
    return carryOn(round, after: outcome, at: now)
  }

  mutating func roundPressed(_ target: Target, at now: Timestamp) -> [Effect] {
    guard case .round(var round) = scene, case .choice(let index) = target else { return [] }
    if case .showing = round.phase {
      round.continued()
      return carryOn(round, after: nil, at: now)
    }
    let outcome = round.chose(index)
    return carryOn(round, after: outcome, at: now)
  }

  mutating func roundPasted(_ text: String, at now: Timestamp) -> [Effect] {
    guard case .round(var round) = scene, round.phase == .asking else { return [] }
    round.field.insert(text)
    return carryOn(round, after: nil, at: now)
  }

  /// Enter goes on; where options are chosen, so do Space and the options' digits. Letters do not: whoever types the
  /// right answer after a miss, to learn it, must not be answering the next question with it.
  private func continueRound(_ round: inout Round, with key: Key) {
    switch key {
    case .enter: round.continued()
    case .character(" ") where round.kind == .choice: round.continued()
    case .character(let character) where round.kind == .choice:
      if let digit = character.wholeNumberValue, 1...Choices.limit ~= digit { round.continued() }
    default: break
    }
  }

  /// A second Enter soon after a right answer, which goes on by itself: nobody has read the new question yet, so it is
  /// not giving up.
  private func isSlipOfTheFinger(in round: Round, at now: Timestamp) -> Bool {
    guard let wentOnAt, round.field.text.allSatisfy(\.isWhitespace) else { return false }
    return now >= wentOnAt && now.microseconds - wentOnAt.microseconds < Self.reactionTime
  }

  /// Nobody reads a question and gives it up in less time, in microseconds.
  private static let reactionTime: Int64 = 1_000_000

  private func choose(in round: inout Round, with key: Key) -> Outcome? {
    switch key {
    case .up, .left: round.highlightMoved(by: -1)
    case .down, .right, .tab: round.highlightMoved(by: 1)
    case .backTab: round.highlightMoved(by: -1)
    case .enter, .character(" "): return round.highlighted.flatMap { round.chose($0) }
    case .character(let character):
      return character.wholeNumberValue.flatMap { round.chose($0 - 1) }
    default: break
    }
    return nil
  }

  /// Shows the round as it is now, asks for the points of the answer, and goes to the results at the end.
  private mutating func carryOn(_ round: Round, after outcome: Outcome?, at now: Timestamp) -> [Effect] {
    scene = .round(round)
    if let outcome {
      wentOnAt = outcome.verdict.isAccepted ? now : nil
      awards.forgetSettled(isLocal: status.state == .local)
      reachedNow = []
    }
    var effects: [Effect] = []
    if let outcome, outcome.award.points > 0 {
      let (id, award) = (ids.next(at: now), outcome.award)
      awards.began(id, points: award.points)
      if let homework = round.homeworkID { homeworkLog.began(id, points: award.points, for: homework) }
      effects.append(.award(id, award, kind: round.kind, context: round.context(at: now)))
    }
    if round.phase == .finished { effects += finish(round) }
    return effects
  }

  /// Leaves the round as it stands: for its results or, where nothing was answered, the menu.
  private mutating func finish(_ round: Round) -> [Effect] {
    lastRound = round
    let words = (seen[round.wordSet.id] ?? []).union(round.asked)
    // Once every word has been asked, only those just asked are kept back from the next round.
    seen[round.wordSet.id] = words.count < round.wordSet.words.count ? words : round.asked
    scene = round.tally.answered > 0 ? .results(Results(of: round)) : .menu(menu)
    return [.playing(nil)]
  }
}

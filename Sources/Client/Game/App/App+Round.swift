import Primitives
import Screen
import Vocabulary
import XP

extension App {
  mutating func round(_ command: RoundCommand, at now: Timestamp) -> [Effect] {
    guard case .round(var round) = scene else { return [] }
    if command == .end { return finish(round) }
    let outcome = round.take(command, at: now)
    return carryOn(round, after: outcome, at: now)
  }

  mutating func roundPressed(_ target: Target, at now: Timestamp) -> [Effect] {
    guard case .choice(let index) = target else { return [] }
    return round(.choose(index), at: now)
  }

  /// Shows the round as it is now, asks for the points of the answer, and goes to the results at the end.
  private mutating func carryOn(_ round: Round, after outcome: Outcome?, at now: Timestamp) -> [Effect] {
    scene = .round(round)
    if outcome != nil {
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

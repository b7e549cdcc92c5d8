import Primitives
import Screen
import Vocabulary
import XP

extension App {
  mutating func results(_ command: Results.Command, at now: Timestamp) -> [Effect] {
    guard case .results(var results) = scene else { return [] }
    switch command {
    case .act: return act(results.focus, at: now)
    case .actNumber(let number): return act(results.actions[number - 1], at: now)
    case .toMenu: return act(.toMenu, at: now)
    case .move(let distance): results.moveFocus(by: distance)
    }
    scene = .results(results)
    return []
  }

  mutating func resultsPressed(_ target: Target, at now: Timestamp) -> [Effect] {
    guard case .results(let results) = scene else { return [] }
    let action: Results.Action
    switch target {
    case .playMissed: action = .playMissed
    case .playAgain: action = .playAgain
    case .toMenu: action = .toMenu
    default: return []
    }
    return results.actions.contains(action) ? act(action, at: now) : []
  }

  private mutating func act(_ action: Results.Action, at now: Timestamp) -> [Effect] {
    guard action != .toMenu, let last = lastRound else {
      scene = .menu(menu)
      return []
    }
    return begin(
      Round(
        of: last.game, wordSet: last.wordSet, direction: last.direction, isOwn: last.isOwn,
        seed: generator.next(), startedAt: now, words: action == .playMissed ? last.tally.missed : nil,
        seen: seen[last.wordSet.id] ?? [],
        homeworkID: homework.counting(for: last.wordSet.id, wished: last.homeworkID)?.id))
  }
}

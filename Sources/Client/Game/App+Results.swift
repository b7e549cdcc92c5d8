import Primitives
import Screen
import Vocabulary
import XP

extension App {
  mutating func resultsKey(_ key: Key, at now: Timestamp) -> [Effect] {
    guard case .results(var results) = scene else { return [] }
    switch key {
    case .escape: return act(.toMenu, at: now)
    case .enter, .character(" "): return act(results.focus, at: now)
    case .up, .left, .backTab: results.moveFocus(by: -1)
    case .down, .right, .tab: results.moveFocus(by: 1)
    case .character(let character):
      guard let number = character.wholeNumberValue, results.actions.indices.contains(number - 1) else {
        break
      }
      return act(results.actions[number - 1], at: now)
    default: break
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
        wordSet: last.wordSet, kind: last.kind, direction: last.direction, isOwn: last.isOwn,
        seed: generator.next(), startedAt: now, words: action == .playMissed ? last.tally.missed : nil,
        seen: seen[last.wordSet.id] ?? [],
        homeworkID: homework.counting(for: last.wordSet.id, wished: last.homeworkID)?.id))
  }
}

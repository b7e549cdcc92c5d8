package import Primitives
import Screen
package import Vocabulary
package import XP

extension App {
  /// Sets what the menu has chosen, as the command line wishes; nil leaves a choice as it is.
  package mutating func preselect(set: Int? = nil, game: EventKind? = nil, direction: Direction? = nil) {
    if let set, menu.entries.indices.contains(set) {
      menu.row = .set(set)
      menu.isTouched = true
    }
    if let game, let index = Menu.games.firstIndex(of: game) { menu.gameIndex = index }
    if let direction { menu.direction = direction }
    if case .menu = scene { scene = .menu(menu) }
  }

  /// The game and the direction that are chosen.
  package var chosen: (game: EventKind, direction: Direction) { (menu.game, menu.direction) }

  /// Starts a round of what the menu has chosen, or stays in the menu with a notice that says why not.
  package mutating func start(at now: Timestamp) -> [Effect] {
    guard let index = menu.setIndex else {
      return refuse(menu.problem ?? Phrases.noSets)
    }
    if let problem = menu.entries[index].problem { return refuse(problem) }
    let file = files[index]
    do throws(WordSetError) {
      let wordSet = try file.wordSet()
      if let obstacle = Round.obstacle(to: menu.game, with: wordSet) { return refuse(obstacle) }
      let round = Round(
        wordSet: wordSet, kind: menu.game, direction: menu.direction, isOwn: file.isOwn,
        seed: generator.next(), startedAt: now, seen: seen[wordSet.id] ?? [],
        homeworkID: homework.counting(for: wordSet.id, wished: menu.assignment?.homework.id)?.id)
      return begin(round)
    } catch {
      menu.entries[index].problem = error.description
      return refuse(error.description)
    }
  }

  private mutating func refuse(_ reason: String) -> [Effect] {
    menu.notice = reason
    scene = .menu(menu)
    return []
  }

  mutating func begin(_ round: Round) -> [Effect] {
    lastIDBeforeRound = ids.last
    lastRound = round
    (reachedNow, reachedInRound) = ([], [])
    scene = .round(round)
    return [.playing(round.kind)]
  }

  mutating func menuKey(_ key: Key, at now: Timestamp) -> [Effect] {
    menu.notice = nil
    menu.isTouched = true
    if key == .enter || (key == .character(" ") && menu.focus == .start) { return start(at: now) }
    menu.take(key)
    scene = .menu(menu)
    if key == .character("j") { openJoining() }
    return []
  }

  mutating func menuPressed(_ target: Target, at now: Timestamp) -> [Effect] {
    menu.notice = nil
    menu.isTouched = true
    if target == .start { return start(at: now) }
    menu.take(target)
    scene = .menu(menu)
    if target == .join { openJoining() }
    return []
  }
}

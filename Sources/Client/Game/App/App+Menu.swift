import Languages
package import Primitives
import Screen
package import Vocabulary
import XP

extension App {
  /// Sets what the menu has chosen, as the command line wishes; nil leaves a choice as it is.
  package mutating func preselect(set: Int? = nil, game: GameEntry? = nil, direction: Direction? = nil) {
    if let set, menu.entries.indices.contains(set) {
      menu.row = .set(set)
      menu.isTouched = true
    }
    if let game, let index = Games.all.firstIndex(where: { $0.kind == game.kind }) { menu.gameIndex = index }
    if let direction { menu.direction = direction }
    if case .menu = scene { scene = .menu(menu) }
  }

  /// The game and the direction that are chosen.
  package var chosen: (game: GameEntry, direction: Direction) { (menu.game, menu.direction) }

  /// Starts a round of what the menu has chosen, or stays in the menu with a notice that says why not.
  package mutating func start(at now: Timestamp) -> [Effect] {
    guard let index = menu.setIndex else {
      return refuse(menu.problem ?? .noSets)
    }
    if let problem = menu.entries[index].problem { return refuse(problem) }
    let file = files[index]
    do throws(WordSetError) {
      let wordSet = try file.wordSet()
      if let obstacle = menu.game.obstacle(with: wordSet) { return refuse(obstacle) }
      let round = Round(
        of: menu.game, wordSet: wordSet, direction: menu.direction, isOwn: file.isOwn, seed: generator.next(),
        startedAt: now, seen: seen[wordSet.id] ?? [],
        homeworkID: homework.counting(for: wordSet.id, wished: menu.assignment?.homework.id)?.id)
      return begin(round)
    } catch {
      menu.entries[index].problem = .file(error)
      return refuse(.file(error))
    }
  }

  private mutating func refuse(_ reason: MenuProblem) -> [Effect] {
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

  mutating func menu(_ command: MenuCommand, at now: Timestamp) -> [Effect] {
    menu.isTouched = true
    switch command {
    case .start: return start(at: now)
    case .join: openJoining()
    case .quit: return leave()
    default:
      menu.take(command)
      scene = .menu(menu)
    }
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

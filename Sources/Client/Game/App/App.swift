import Languages
package import Primitives
import Screen
package import Vocabulary
package import XP

/// The model of everything on the screen.
///
/// `update` is how it changes, and its only inputs are what happened and when: the same inputs, seed and ids give the
/// same game.
package struct App: Sendable {
  /// What the screen is about.
  package internal(set) var scene: Scene
  /// Who plays; the main loop changes it when a class is joined.
  package var player: Player
  /// What the sync manager published last.
  package internal(set) var status: SyncStatus
  /// True where a class can be joined from the menu.
  package var offersJoining = false
  /// True while the help lies over the scene; any key takes it away.
  package internal(set) var isHelpShown = false
  /// The last key, where it did nothing; nil after one that did something.
  package internal(set) var refusal: KeyRefusal?
  /// True from the wish to leave on: the flush is under way and nothing is played any more.
  package internal(set) var isLeaving = false

  /// When something last happened.
  package private(set) var moment: Timestamp
  /// How the clocks stand here.
  package let place: LocalTime
  /// What was reached since the last answer.
  package internal(set) var reachedNow: [Goal] = []
  /// What was reached since the round on the screen, or in the results, began.
  package internal(set) var reachedInRound: [Goal] = []

  /// The menu as it was left.
  var menu: Menu
  var files: [WordSetFile]
  var generator: SeededGenerator
  /// The ids of awards.
  var ids: EventIDs
  var awards = AwardLog()
  var homeworkLog = HomeworkLog()
  /// The last award before the round on the screen.
  var lastIDBeforeRound = UniqueID(high: 0, low: 0)
  /// The round on the screen or, in the results, the one just played.
  var lastRound: Round?
  /// Words asked since the program began, by set: the others come first in the next round.
  var seen: [UniqueID: Set<Int>] = [:]

  /// The game at its menu.
  ///
  /// - Parameters:
  ///   - files: The word sets, in the order of the list. Own files are checked whole, built-in ones when played.
  ///   - status: What is known of the points: nothing, before the sync manager has published.
  ///   - seed: Decides everything that looks like chance, the ids of rounds included: random in real play.
  ///   - ids: Makes the ids of awards, which no two computers may make alike: never from the seed in real play.
  ///   - now: The wall clock.
  ///   - place: How the clocks stand here, to say when homework is due.
  package init(
    player: Player, files: [WordSetFile], status: SyncStatus = SyncStatus(state: .opening), seed: UInt64,
    ids: EventIDs, now: Timestamp, place: LocalTime
  ) {
    self.player = player
    self.files = files
    self.status = status
    (generator, self.ids) = (SeededGenerator(seed: seed), ids)
    moment = now
    self.place = place
    menu = Menu(entries: files.map(Menu.Entry.init(of:)))
    menu.list(Assignment.list(of: status.homework, at: now, entries: menu.entries))
    scene = .menu(menu)
  }

  /// The last awards, oldest first.
  package var marks: [AwardMark] { awards.marks }

  /// Open homework, what is to be done first.
  package var homework: [Assignment] { menu.homework }

  /// Takes in what happened and says what is to be done about it, in order.
  ///
  /// - Parameters:
  ///   - now: The wall clock, for the records of rounds, and for telling a slip of the finger from an answer.
  ///   - ledgerTime: The time by the ledger's clock, where it is known: by it homework is due.
  package mutating func update(_ input: Input, at now: Timestamp, ledgerTime: Timestamp? = nil) -> [Effect] {
    moment = ledgerTime ?? now
    if homework.contains(where: { $0.homework.dueAt.map { $0 <= moment } ?? false }) { listHomework() }
    switch input {
    case .key(let key): return keyPressed(key, at: now)
    case .pasted(let text): return pasted(text, at: now)
    case .pressed(let target): return pressed(target, at: now)
    case .awardStored(let id):
      awards.stored(id)
      countForHomework(id)
    case .awardFailed(let id, let reason):
      takeBack(awards.failed(id, reason: reason), of: id)
      homeworkLog.failed(id)
    case .awardConfirmed(let id):
      awards.confirmed(id)
      // What the server has is on the disk, whether that was told yet or not; the next status has it in the server's word.
      countForHomework(id)
    case .statusChanged(let status): statusChanged(to: status)
    case .joining(let news): return joiningHeard(news)
    case .filesChanged(let files):
      self.files = files
      menu.list(files.map(Menu.Entry.init(of:)))
      listHomework()
    }
    return []
  }
}

extension App {
  private mutating func pressed(_ target: Target, at now: Timestamp) -> [Effect] {
    guard !isLeaving else { return [] }
    refusal = nil
    if isHelpShown {
      isHelpShown = false
      return []
    }
    switch scene {
    case .menu: return menuPressed(target, at: now)
    case .round: return roundPressed(target, at: now)
    case .results: return resultsPressed(target, at: now)
    case .joining: return joiningPressed(target)
    }
  }

  private mutating func pasted(_ text: String, at now: Timestamp) -> [Effect] {
    guard !isLeaving, !isHelpShown else { return [] }
    switch scene {
    case .round: return round(.edit(.insert(text)), at: now)
    case .joining: joiningPasted(text)
    case .menu, .results: break
    }
    return []
  }

  /// Points that could not be stored are no longer counted as won.
  private mutating func takeBack(_ points: Int, of id: UniqueID) {
    guard id > lastIDBeforeRound else { return }
    switch scene {
    case .menu, .joining: break
    case .round(var round):
      round.takeBack(points)
      scene = .round(round)
    case .results(var results):
      results.tally.takeBack(points)
      scene = .results(results)
    }
  }
}

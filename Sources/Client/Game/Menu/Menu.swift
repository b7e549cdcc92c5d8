import Languages
package import Vocabulary
import XP

/// The choice of what to play: homework or a set, a game, a direction.
package struct Menu: Hashable, Sendable {
  /// A set as the list shows it.
  package struct Entry: Hashable, Sendable {
    /// The set's own title, or the file's name where the file can't be read.
    package let title: String
    /// What is known of the set; nil where the file is broken.
    package let summary: WordSetSummary?
    /// True for a pupil's own file.
    package let isOwn: Bool
    /// What is wrong with the file; nil where it can be played.
    package internal(set) var problem: MenuProblem?

    /// The entry of a file. An own file is read whole, so that a mistake in it shows before it is chosen.
    init(of file: WordSetFile) {
      isOwn = file.isOwn
      do throws(WordSetError) {
        let summary = try file.isOwn ? file.wordSet().summary : file.summary()
        self.summary = summary
        title = summary.title
      } catch {
        summary = nil
        title = file.name
        problem = .file(error)
      }
    }
  }

  /// A line of the list.
  package enum Row: Hashable, Sendable {
    /// An index into `homework`.
    case homework(Int)
    /// An index into `entries`.
    case set(Int)
  }

  /// The part of the menu that the arrow keys act on.
  package enum Focus: Int, Hashable, Sendable, CaseIterable {
    case set, game, direction, start
  }

  /// The sets, in the order of the list.
  package internal(set) var entries: [Entry]
  /// Open homework, what is to be done first; it stands before the sets.
  package private(set) var homework: [Assignment] = []
  /// The part that the arrow keys act on.
  package internal(set) var focus: Focus = .set
  /// The chosen line of the list.
  package internal(set) var row: Row = .set(0)
  /// The chosen game, an index into `Games.all`.
  package internal(set) var gameIndex = 0
  /// The chosen direction.
  package internal(set) var direction: Direction = .fromTo
  /// Why the last try to start did not; nil after any other key.
  package internal(set) var notice: MenuProblem?
  /// True once the pupil or the command line has chosen anything: from then on nothing else moves the choice.
  var isTouched = false

  /// A menu of those entries.
  package init(entries: [Entry]) {
    self.entries = entries
  }

  /// The lines of the list, in order.
  package var rows: [Row] { homework.indices.map(Row.homework) + entries.indices.map(Row.set) }

  /// The set that would be played, an index into `entries`: the chosen one or the chosen homework's; nil where this
  /// computer does not have it.
  package var setIndex: Int? {
    switch row {
    case .homework(let index): homework[index].setIndex
    case .set(let index): entries.indices.contains(index) ? index : nil
    }
  }

  /// The set that would be played; nil where this computer does not have it.
  package var entry: Entry? { setIndex.map { entries[$0] } }

  /// Why what is chosen can't be played; nil where nothing is known against it.
  package var problem: MenuProblem? {
    if let entry { return entry.problem }
    return assignment.map { .noWordsYet(homework: $0.homework.title) }
  }

  /// The chosen homework; nil where a set is chosen.
  package var assignment: Assignment? {
    if case .homework(let index) = row { homework[index] } else { nil }
  }

  /// The chosen game.
  package var game: GameEntry { Games.all[gameIndex] }
}

extension Menu {
  /// Lists that homework. The choice stays where it was; where its homework is gone it goes to the set. Homework that
  /// comes before anything was chosen is chosen.
  mutating func list(_ homework: [Assignment]) {
    let chosen = assignment
    let isNew = self.homework.isEmpty
    self.homework = homework
    if let chosen {
      row =
        homework.firstIndex { $0.homework.id == chosen.homework.id }.map(Row.homework)
        ?? .set(min(chosen.setIndex ?? 0, max(0, entries.count - 1)))
    } else if isNew, !isTouched, let first = homework.first, !first.isReached {
      row = .homework(0)
    }
  }

  /// Lists those sets; homework has to be listed anew after it. The choice stays with its set, by id or, where a file
  /// can't be read, by title.
  mutating func list(_ entries: [Entry]) {
    let old = self.entries
    self.entries = entries
    guard case .set(let index) = row, old.indices.contains(index) else { return }
    let chosen = old[index]
    let place =
      entries.firstIndex { $0.summary != nil && $0.summary?.id == chosen.summary?.id }
      ?? entries.firstIndex { $0.title == chosen.title }
    row = .set(place ?? max(0, min(index, entries.count - 1)))
  }
}

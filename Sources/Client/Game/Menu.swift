public import Vocabulary
public import XP

/// The choice of what to play: a set, a game, a direction.
public struct Menu: Hashable, Sendable {
  /// A set as the list shows it.
  public struct Entry: Hashable, Sendable {
    /// The set's own title, or the file's name where the file can't be read.
    public let title: String
    /// What is known of the set; nil where the file is broken.
    public let summary: WordSetSummary?
    /// True for a pupil's own file.
    public let isOwn: Bool
    /// What is wrong with the file, as a sentence; nil where it can be played.
    public internal(set) var problem: String?

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
        problem = error.description
      }
    }
  }

  /// The part of the menu that the arrow keys act on.
  public enum Focus: Int, Hashable, Sendable, CaseIterable {
    case set, game, direction, start
  }

  /// The games that can be chosen, in order.
  public static let games: [EventKind] = [.typing, .choice]

  /// The sets, in the order of the list.
  public internal(set) var entries: [Entry]
  /// The part that the arrow keys act on.
  public internal(set) var focus: Focus = .set
  /// The chosen entry, an index into `entries`; 0 where there is none.
  public internal(set) var setIndex = 0
  /// The chosen game, an index into `games`.
  public internal(set) var gameIndex = 0
  /// The chosen direction.
  public internal(set) var direction: Direction = .fromTo
  /// Why the last try to start did not, as a sentence; nil after any other key.
  public internal(set) var notice: String?

  /// A menu of those entries.
  public init(entries: [Entry]) {
    self.entries = entries
  }

  /// The chosen entry; nil where there are no sets at all.
  public var entry: Entry? { entries.indices.contains(setIndex) ? entries[setIndex] : nil }

  /// The chosen game.
  public var game: EventKind { Self.games[gameIndex] }
}

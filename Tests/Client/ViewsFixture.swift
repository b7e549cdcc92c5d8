import Game
import Primitives
import Screen
import Views
import Vocabulary
import XP

/// A game in a certain place, reached as a pupil would reach it.
struct Play {
  var app: App

  /// At the menu, with two good sets and a broken one.
  init(status: SyncStatus = Play.synced, className: String? = "7B") {
    let files = [
      Play.file("djur.tsv", Play.animals, id: 1), Play.file("mat.tsv", Play.food, id: 2),
      WordSetFile(
        name: "trasig.tsv", bytes: Array("# glosa word set\n# from: sv\nterm\n".utf8),
        fallbackID: UniqueID(high: 0, low: 3), isOwn: true),
    ]
    app = App(
      player: Player(name: "Ada", className: className), files: files, status: status, seed: 7,
      ids: GameSamples.ids(),
      now: Timestamp(milliseconds: 0), place: LocalTime(offsetSeconds: 3600))
  }

  init(of app: App) { self.app = app }

  static let synced = SyncStatus(
    state: .synced, total: LedgerTotal(totalXP: 1250, gamesPlayed: 9, version: 1))

  static func offline(until moment: Int64) -> SyncStatus {
    var status = synced
    status.state = .offline(nextTryAt: moment)
    (status.pendingXP, status.pendingEvents) = (37, 4)
    return status
  }

  /// At the first question of a round.
  static func round(_ kind: EventKind, status: SyncStatus = Play.synced) -> Play {
    var play = Play(status: status)
    play.app.preselect(set: 0, game: Games.entry(kind))
    play.press(.enter)
    return play
  }

  mutating func press(_ keys: Key...) {
    for key in keys { _ = app.update(.key(key), at: Timestamp(milliseconds: 0)) }
  }

  /// Types an answer and stores its points.
  mutating func answer(_ text: String) {
    for character in text { press(.character(character)) }
    settle(app.update(.key(.enter), at: Timestamp(milliseconds: 0)))
  }

  /// The right answer to the question on the screen.
  var rightAnswer: String {
    guard case .round(let round) = app.scene, let question = round.question else { return "" }
    return round.wordSet.words[question.word].translations[0]
  }

  /// The number key of the right or, where wished, a wrong option.
  func choiceKey(right: Bool) -> Key {
    guard case .round(let round) = app.scene, let choices = round.question?.choices else { return .enter }
    let place = choices.firstIndex { ($0 == rightAnswer) == right } ?? 0
    return .character(Character(String(place + 1)))
  }

  mutating func settle(_ effects: [Effect]) {
    for case .award(let id, let award, _, _) in effects {
      var status = app.status
      status.state = .pending
      status.pendingXP += award.points
      status.pendingEvents += 1
      _ = app.update(.awardStored(id), at: Timestamp(milliseconds: 0))
      _ = app.update(.statusChanged(status), at: Timestamp(milliseconds: 0))
    }
  }

  func lines(_ columns: Int, _ rows: Int, glyphSet: GlyphSet = .unicode, now: Int64 = 0) -> [String] {
    Views.draw(app, size: Size(columns: columns, rows: rows), now: now, glyphSet: glyphSet).screen.lines
  }

  /// One of every kind of screen, by name.
  static var all: [(name: String, play: Play)] {
    var wrong = round(.typing)
    wrong.answer("a butter")
    var right = round(.typing)
    right.answer(right.rightAnswer)
    right.press(.character("a"), .character(" "))
    var almost = round(.typing)
    almost.answer("a baer")
    var choiceWrong = round(.choice)
    choiceWrong.press(choiceWrong.choiceKey(right: false))
    var results = round(.typing)
    results.answer(results.rightAnswer)
    results.answer("x")
    results.press(.enter)
    results.answer(results.rightAnswer)
    results.press(.escape)
    var help = right
    help.press(.function(1))
    var leaving = right
    leaving.press(.control("c"))
    var broken = Play()
    broken.press(.down, .down)
    return [
      ("menu", Play()), ("menu, broken set", broken), ("typing", round(.typing)), ("typing, right", right),
      ("typing, wrong", wrong), ("typing, almost", almost), ("choice", round(.choice)),
      ("choice, wrong", choiceWrong),
      ("results", results),
      ("help", help), ("leaving", leaving), ("offline", round(.typing, status: offline(until: 8000))),
    ] + busyScreens + joining
  }

  private static func file(_ name: String, _ text: String, id: UInt64) -> WordSetFile {
    WordSetFile(name: name, bytes: Array(text.utf8), fallbackID: UniqueID(high: 0, low: id), isOwn: false)
  }

  private static let animals = """
    # glosa word set
    # title: Djur
    # from: sv
    # to: en
    # level: A1
    term\ttranslations\texample
    en fjäril\ta butterfly\tEn fjäril flyger över ängen.
    en räv\ta fox\tEn räv springer över vägen.
    en björn\ta bear\tEn björn sover hela vintern.
    en älg\tan elk / a moose\tEn älg stod på vägen.

    """

  private static let food = """
    # glosa word set
    # title: Mat och dryck
    # from: sv
    # to: en
    # level: A2
    term\ttranslations\texample
    en smörgås\ta sandwich
    en soppa\ta soup

    """
}

extension Play {
  /// The screen of that name at a size, compared line by line with how it should be.
  static func shows(_ name: String, _ columns: Int, _ rows: Int, glyphSet: GlyphSet = .unicode) -> [String] {
    all.first { $0.name == name }?.play.lines(columns, rows, glyphSet: glyphSet) ?? []
  }
}

extension String {
  /// The lines of a picture in a test.
  var picture: [String] { split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
}

import HTTPTypes
import Primitives
import Wire
import XP

extension StoreComparison {
  /// A pupil as the generator remembers them.
  struct Pupil {
    let id: UniqueID
    let name: String
    let pin: String
    let classIndex: Int
    var token: Pair
  }

  /// What the generator knows of what it has made, so that requests meet each other.
  struct World {
    let teachers: [Pair]
    var classes: [(id: UniqueID, code: String, teacher: Int)] = []
    /// Those who left a class stay here: their tokens are dead, and somebody will try them.
    var pupils: [Pupil] = []
    var xpEvents: [JSON] = []
    var questEvents: [JSON] = []
    var homework: [UniqueID] = []
    var wordSets: [UniqueID] = (0..<6).map { .test(9000 + $0) }
    var cursors: [Pair] = []
    var nextEvent: UInt64 = 1_000_000

    init(teachers: [Pair]) { self.teachers = teachers }
  }

  // MARK: Choosing

  func chance(_ one: Int, in many: Int) -> Bool { Int.random(in: 0..<many, using: &random) < one }

  func pick<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &random)]
  }

  /// One of those made before, or something that nobody has made.
  func pickID(_ ids: [UniqueID]) -> UniqueID {
    ids.isEmpty || chance(1, in: 12) ? .test(UInt64(pick([77, 78]))) : pick(ids)
  }

  func teacherToken() -> Pair { pick(world.teachers) }

  func pupil() -> Pupil? { world.pupils.isEmpty ? nil : pick(world.pupils) }

  /// Mostly a token that may do what is asked, else somebody's or nobody's.
  func token(mostly wanted: Pair?) -> Pair? {
    guard chance(1, in: 10) else { return wanted }
    return pick([
      nil, .same("nonsense"), .same(String(repeating: "a", count: 64)), teacherToken(), pupil()?.token,
    ])
  }

  func path(_ base: String, query: [String?] = []) -> String {
    let parts = query.compactMap(\.self)
    return parts.isEmpty ? base : base + "?" + parts.joined(separator: "&")
  }

  /// A time around the server's, rarely a strange one.
  func time() -> JSON {
    if chance(1, in: 12) {
      return pick([
        .null, 5, "infinity", "-infinity", "2026-02-30T00:00:00Z", "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59.999999Z", "2019-12-31T23:59:59Z", "2020-01-01T00:00:00Z",
        .time(now.adding(seconds: 600)), .time(now.adding(seconds: 601)), "2026-11-22T12:00:60Z",
        "2026-11-22 12:00:00.1234567+02:00",
      ])
    }
    return .time(Timestamp(microseconds: now.microseconds - .random(in: 0..<90_000_000_000, using: &random)))
  }

  /// Names that some program has choked on.
  static let names = [
    "Ada", "ada", "Åsa", "a\u{30A}sa", "Bo", "Cy", "Zoë", "ZOË", "Eve", "Ed", "Ö", "O'Neil", "李雷", "Ίρις",
    "\u{1F469}\u{200D}\u{1F680}", "=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "a,\"b\";c", "null", "%s%n",
    "'; DROP TABLE students; --", "\\", "$$", "a b", "İ", "ß", "ﬁ", "0", "true", "{}",
  ]

  static let badNames = [
    "", " ", "\u{0}", "a\u{0}b", "\u{202E}abc", "a\nb", "\u{200B}", "\u{2800}",
    String(repeating: "x", count: 41), String(repeating: "e\u{301}", count: 40), "\t",
  ]

  func name() -> String { chance(1, in: 8) ? pick(Self.badNames) : pick(Self.names) }

  func title() -> JSON {
    chance(1, in: 10) ? pick([.null, 7, .string(pick(Self.badNames))]) : .string(pick(Self.names))
  }
}

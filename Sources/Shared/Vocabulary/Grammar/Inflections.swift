/// The endings by which one form of a word differs from another.
struct Inflections: Sendable {
  /// What the longer form says that the other one does not.
  enum Kind: Hashable, Sendable {
    case plural
    case definite(Gender)
    /// Another gender's form of an adjective, or its plural.
    case gender
  }

  private struct Rule: Sendable {
    let kind: Kind
    let base: [Character]
    let inflected: [Character]
  }

  /// The fewest letters that two forms of a word have in common, where a rule names no whole ending.
  private static let stemLength = 2

  private let rules: [Rule]

  /// The rules of a table: `kind: base>inflected …`, a line a kind, `-` for no ending. A plural is `p`, a definite form
  /// `d` with its gender, another gender's form `g`.
  init(_ table: String) {
    rules = table.split(separator: "\n").flatMap { line -> [Rule] in
      let parts = line.split(separator: ":")
      guard parts.count == 2, let kind = Self.kind(parts[0]) else { return [] }
      return parts[1].split(separator: " ").compactMap { pair in
        let sides = pair.split(separator: ">").map { $0 == "-" ? [] : Array($0) }
        return sides.count == 2 ? Rule(kind: kind, base: sides[0], inflected: sides[1]) : nil
      }
    }
  }

  /// The kinds of which `inflected` is a form of `base`.
  func kinds(_ inflected: [Character], of base: [Character]) -> [Kind] {
    guard !rules.isEmpty, inflected != base else { return [] }
    let common = zip(inflected, base).prefix { $0 == $1 }.count
    return rules.compactMap { rule in
      let stem = inflected.count - rule.inflected.count
      guard stem == base.count - rule.base.count, stem <= common,
        stem >= Self.stemLength || stem >= 0 && rule.base.count >= 3,
        inflected[stem...].elementsEqual(rule.inflected), base[stem...].elementsEqual(rule.base)
      else { return nil }
      return rule.kind
    }
  }

  private static func kind(_ name: Substring) -> Kind? {
    switch name {
    case "p": .plural
    case "g": .gender
    case "dc": .definite(.common)
    case "dm": .definite(.masculine)
    case "df": .definite(.feminine)
    case "dn": .definite(.neuter)
    case "dp": .definite(.plural)
    case "d": .definite(.all)
    default: nil
    }
  }
}

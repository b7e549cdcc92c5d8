/// Genders and number, as far as articles tell them apart.
struct Gender: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let masculine = Gender(rawValue: 1)
  static let feminine = Gender(rawValue: 2)
  static let neuter = Gender(rawValue: 4)
  static let plural = Gender(rawValue: 8)
  /// What is neither neuter nor plural, in languages with two genders.
  static let common: Gender = [.masculine, .feminine]
  static let singular: Gender = [.masculine, .feminine, .neuter]
  static let all: Gender = [.singular, .plural]

  /// The gender that a letter of a table or a mark in braces names: `m`, `f`, `n`, `c`, `pl`; nil for others.
  init?(mark: some StringProtocol) {
    switch String(mark) {
    case "m", "m.", "nm", "masc", "mask": self = .masculine
    case "f", "f.", "nf", "fem": self = .feminine
    case "n", "n.", "nt", "neut", "neutr": self = .neuter
    case "c", "c.", "u", "mf", "utr": self = .common
    case "p", "pl", "pl.", "plur": self = .plural
    case "s", "sg", "sing": self = .singular
    case "a": self = .all
    default: return nil
    }
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }
}

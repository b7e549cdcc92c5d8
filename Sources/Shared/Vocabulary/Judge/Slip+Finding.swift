extension Slip {
  /// The one insertion, deletion, substitution or swap of neighbours that makes `typed` of `right`; nil where they
  /// are equal or further apart. This is the restricted Damerau–Levenshtein distance of 1, found in linear time.
  static func between(typed: [Character], right: [Character]) -> Slip? {
    guard abs(typed.count - right.count) <= 1 else { return nil }
    let common = zip(typed, right).prefix { $0 == $1 }.count
    let typedRest = typed[common...]
    let rightRest = right[common...]
    switch typed.count - right.count {
    case -1:
      return typedRest.elementsEqual(rightRest.dropFirst()) ? .missing(right[common]) : nil
    case 1:
      return typedRest.dropFirst().elementsEqual(rightRest) ? .extra(typed[common]) : nil
    default:
      guard !typedRest.isEmpty else { return nil }
      if typedRest.dropFirst().elementsEqual(rightRest.dropFirst()) {
        return .replaced(typed: typed[common], right: right[common])
      }
      guard typedRest.count > 1, typed[common] == right[common + 1], typed[common + 1] == right[common],
        typedRest.dropFirst(2).elementsEqual(rightRest.dropFirst(2))
      else { return nil }
      return .swapped(right[common], right[common + 1])
    }
  }
}

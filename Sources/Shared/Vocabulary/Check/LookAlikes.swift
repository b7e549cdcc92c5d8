/// Finds words that are spelled alike, as far as that is more likely a slip of the author than chance.
enum LookAlikes {
  /// Forms of different words that are the same but for hyphens, spaces and marks; and words both sides of which are the
  /// same or one slip apart, which is one word that was written twice and once misspelt.
  static func findings(in rows: [WordSetCheck.Row]) -> [WordSetFinding] {
    var findings: [WordSetFinding] = []
    var named: Set<Int> = []
    for direction in Direction.allCases {
      for (left, right) in neighbours(in: rows, direction) where left.word != right.word {
        let (earlier, later) = left.word < right.word ? (left, right) : (right, left)
        guard !named.contains(later.word) else { continue }
        let isSameWord =
          earlier.letters == later.letters
          ? earlier.form.core != later.form.core
          : areAlike(
            rows[earlier.word].prompt(direction.reversed), rows[later.word].prompt(direction.reversed))
        guard isSameWord else { continue }
        named.insert(later.word)
        findings.append(
          WordSetFinding(
            word: later.word, kind: .alike(later.form.text, earlier.form.text, at: earlier.word)))
      }
    }
    return findings
  }

  private struct Entry {
    let word: Int
    let form: WordSetCheck.Form
    let letters: [Character]
  }

  /// Pairs of forms that are at most one slip apart: those that are equal once a letter of each is left out.
  private static func neighbours(
    in rows: [WordSetCheck.Row], _ direction: Direction
  ) -> [(Entry, Entry)] {
    var pairs: [(Entry, Entry)] = []
    var buckets: [String: [Entry]] = [:]
    for (index, row) in rows.enumerated() {
      for form in row.prompt(direction) {
        let entry = Entry(word: index, form: form, letters: letters(of: form))
        guard lengths.contains(entry.letters.count) else { continue }
        let shortened = entry.letters.indices.map { place in
          String(entry.letters[..<place] + entry.letters[(place + 1)...])
        }
        var seen: Set<String> = []
        for key in [String(entry.letters)] + shortened {
          for other in buckets[key] ?? [] where seen.insert("\(other.word) \(other.form.text)").inserted {
            if other.letters == entry.letters
              || Slip.between(typed: entry.letters, right: other.letters) != nil
            {
              pairs.append((other, entry))
            }
          }
          if buckets[key, default: []].count < WordSetCheck.comparisonLimit {
            buckets[key, default: []].append(entry)
          }
        }
      }
    }
    return pairs
  }

  private static func areAlike(_ left: [WordSetCheck.Form], _ right: [WordSetCheck.Form]) -> Bool {
    left.contains { one in
      let letters = letters(of: one)
      return right.contains { other in
        let others = Self.letters(of: other)
        return letters == others
          || lengths.contains(letters.count) && Slip.between(typed: letters, right: others) != nil
      }
    }
  }

  private static func letters(of form: WordSetCheck.Form) -> [Character] {
    form.core.filter { $0.isLetter || $0.isNumber }
  }

  /// Shorter words are alike by chance; longer texts are no words.
  private static let lengths = 5...40
}

/// The tone marks of Vietnamese, which older and newer spelling set on different vowels of a syllable: hòa, hoà.
enum VietnameseTones {
  /// Each vowel and its form with each of the five tones.
  private static let rows = [
    "aàảãáạ", "ăằẳẵắặ", "âầẩẫấậ", "eèẻẽéẹ", "êềểễếệ", "iìỉĩíị", "oòỏõóọ", "ôồổỗốộ", "ơờởỡớợ", "uùủũúụ",
    "ưừửữứự", "yỳỷỹýỵ",
  ].map(Array.init)

  /// The row and the tone of each vowel; tone 0 is none.
  private static let vowels: [Character: (row: Int, tone: Int)] = {
    var vowels: [Character: (row: Int, tone: Int)] = [:]
    for (row, letters) in rows.enumerated() {
      for (tone, letter) in letters.enumerated() { vowels[letter] = (row, tone) }
    }
    return vowels
  }()

  /// The vowel without its tone; nil for what is no vowel.
  static func toneless(_ character: Character) -> Character? { vowels[character].map { rows[$0.row][0] } }

  /// Moves the tone of each group of vowels to its last one. A group with several tones stays as it is.
  static func move(in folded: inout [Character]) {
    var group: [(row: Int, tone: Int)] = []
    for index in 0...folded.count {
      if index < folded.count, let vowel = vowels[folded[index]] {
        group.append(vowel)
      } else if !group.isEmpty {
        let tones = group.map(\.tone).filter { $0 != 0 }
        if tones.count == 1, group.count > 1, let last = group.last {
          for (offset, vowel) in group.enumerated() {
            folded[index - group.count + offset] = rows[vowel.row][0]
          }
          folded[index - 1] = rows[last.row][tones[0]]
        }
        group = []
      }
    }
  }
}

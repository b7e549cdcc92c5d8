/// Letters of the Latin, Greek and Cyrillic scripts that look like a letter of ASCII.
///
/// From the confusables of Unicode Technical Standard 39, as Debian's python3-confusable-homoglyphs has them: those that
/// are one letter for one letter. (Not "rn" for "m": Erna and Ema are two pupils.) `.ci/lookalikes` prints the table.
enum Lookalikes {
  /// The letter of ASCII that this one looks like; the character itself where there is none.
  static func plain(_ scalar: Unicode.Scalar) -> Unicode.Scalar { plainLetters[scalar] ?? scalar }

  private static let plainLetters: [Unicode.Scalar: Unicode.Scalar] = table.reduce(into: [:]) {
    letters, entry in
    for scalar in entry.alike.unicodeScalars { letters[scalar] = entry.letter }
  }

  private static let table: [(letter: Unicode.Scalar, alike: String)] = [
    ("A", "\u{391}\u{410}"),
    ("B", "\u{392}\u{412}\u{A7B4}"),
    ("C", "\u{421}"),
    ("E", "\u{395}\u{415}"),
    ("F", "\u{3DC}\u{A798}\u{1D213}"),
    ("G", "\u{50C}"),
    ("H", "\u{397}\u{41D}"),
    ("I", "\u{196}\u{399}\u{406}\u{4C0}"),
    ("J", "\u{37F}\u{408}\u{A7B2}"),
    ("K", "\u{39A}\u{41A}"),
    ("L", "\u{1D22A}"),
    ("M", "\u{39C}\u{3FA}\u{41C}"),
    ("N", "\u{39D}"),
    ("O", "\u{39F}\u{41E}"),
    ("P", "\u{3A1}\u{420}"),
    ("R", "\u{1A6}\u{1D216}"),
    ("S", "\u{405}"),
    ("T", "\u{3A4}\u{422}"),
    ("V", "\u{474}\u{1D20D}"),
    ("W", "\u{51C}"),
    ("X", "\u{3A7}\u{425}\u{A7B3}"),
    ("Y", "\u{3A5}\u{423}\u{4AE}"),
    ("Z", "\u{396}"),
    ("a", "\u{251}\u{3B1}\u{430}"),
    ("b", "\u{184}\u{42C}"),
    ("c", "\u{441}\u{1D04}"),
    ("d", "\u{501}"),
    ("e", "\u{435}\u{4BD}\u{AB32}"),
    ("f", "\u{1E9D}\u{A799}\u{AB35}"),
    ("g", "\u{18D}\u{261}\u{1D83}"),
    ("h", "\u{4BB}"),
    ("i", "\u{131}\u{269}\u{26A}\u{3B9}\u{456}\u{4CF}\u{A647}"),
    ("j", "\u{3F3}\u{458}"),
    ("l", "\u{1C0}"),
    ("o", "\u{3BF}\u{3C3}\u{43E}\u{1D0F}\u{1D11}\u{AB3D}"),
    ("p", "\u{3C1}\u{440}"),
    ("q", "\u{51B}"),
    ("r", "\u{433}\u{1D26}\u{AB47}\u{AB48}"),
    ("s", "\u{1BD}\u{455}\u{A731}"),
    ("u", "\u{28B}\u{3C5}\u{1D1C}\u{A79F}\u{AB4E}\u{AB52}"),
    ("v", "\u{3BD}\u{475}\u{1D20}"),
    ("w", "\u{26F}\u{461}\u{51D}\u{1D21}"),
    ("x", "\u{445}"),
    ("y", "\u{263}\u{28F}\u{3B3}\u{443}\u{4AF}\u{1D8C}\u{1EFF}\u{AB5A}"),
    ("z", "\u{1D22}"),
  ]
}

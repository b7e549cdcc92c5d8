/// Names in the order of a Swedish register: å, ä and ö come after z, and a letter with another accent stands with the
/// letter without it.
enum NameOrder {
  /// What names are compared by, as strings; the same for names that differ in case or accents alone.
  static func key(of name: String) -> String {
    var key = ""
    for character in name.lowercased() { key += letters[character] ?? String(character) }
    return key
  }

  /// What is not sorted as it is: the three characters after z in ASCII are not otherwise found in names.
  private static let letters: [Character: String] = {
    var letters: [Character: String] = ["å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "ß": "ss"]
    for (plain, accented) in [
      ("a", "áàâãą"), ("c", "çćč"), ("d", "ðď"), ("e", "éèêëęě"), ("i", "íìîïı"), ("l", "ł"), ("n", "ñńň"),
      ("o", "óòôõ"), ("r", "ř"), ("s", "śšş"), ("t", "ťţ"), ("u", "úùûů"), ("y", "üýÿ"), ("z", "źżž"),
    ] {
      for character in accented { letters[character] = plain }
    }
    return letters
  }()
}

/// The short forms of English and what they stand for.
enum EnglishContractions {
  /// By the short form in lower case, with an apostrophe.
  static let table: [String: String] = {
    var table = ["can't": "can not", "won't": "will not", "shan't": "shall not", "let's": "let us"]
    for verb in [
      "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "could", "would", "should",
      "must", "might", "need",
    ] {
      table[verb + "n't"] = verb + " not"
    }
    for pronoun in ["i", "you", "he", "she", "it", "we", "they", "who", "that", "there"] {
      for (ending, verb) in ["'ll": "will", "'d": "would", "'ve": "have"] {
        table[pronoun + ending] = pronoun + " " + verb
      }
    }
    for pronoun in ["you", "we", "they"] { table[pronoun + "'re"] = pronoun + " are" }
    for pronoun in [
      "he", "she", "it", "that", "there", "here", "what", "who", "where", "how", "when", "this",
    ] {
      table[pronoun + "'s"] = pronoun + " is"
    }
    table["i'm"] = "i am"
    return table
  }()
}

import TestScopes
import Testing
import Vocabulary

/// Each kind of answer that a good teacher knows, by further examples: what is asked for, what is listed, what is typed,
/// and the verdict. The languages are those before the words, Swedish and English where none are named.
@Suite(.ownThread()) struct AnswerKindsTests {
  @Test("several answers at once: all have to be right")
  func several() {
    checkAnswers([
      ("en soffa", "a sofa / a couch", "sofa, couch", "right"),
      ("en soffa", "a sofa / a couch", "a sofa; a couch", "right"),
      ("en soffa", "a sofa / a couch", "sofa or couch", "right"),
      ("en soffa", "a sofa / a couch", "sofa/couch", "right"),
      ("en soffa", "a sofa / a couch", "sofa (couch)", "right"),
      ("en soffa", "a sofa / a couch", "a sofa eller a couch", "right"),
      ("en soffa", "a sofa / a couch", "sofa, table", "wrong"),
      ("en soffa", "a sofa / a couch", "sofa, sofas", "almost"),
      ("en soffa", "a sofa / a couch", "sofas, couches", "wrong"),
      ("en hund", "a dog", "a dog, a dog", "right"),
      ("ja visst", "yes, of course", "yes of course", "right"),
      ("ja visst", "yes, of course", "yes", "wrong"),
    ])
    checkAnswers([("a dog", "en hund / en vovve", "hund eller vovve", "right")], to: "sv")
    checkAnswers([("en bil", "das Auto / der Wagen", "Auto oder Wagen", "right")], to: "de")
    checkAnswers([("en bil", "la voiture / l'auto", "voiture ou auto", "right")], to: "fr")
    checkAnswers([("en bil", "el coche / el carro", "coche o carro", "right")], to: "es")
  }

  @Test("what stands around an answer does not matter")
  func around() {
    for typed in [
      "\"dog\"", "'dog'", "„dog“", "«dog»", "- dog", "– dog", "• dog", "* dog", "= dog", "(dog)", "[dog]",
      "{dog}", "dog?", "dog。", "dog！", "dog;", "dog…", "dog...", " dog ,", "*dog*", "dog 🐶", "（dog）",
    ] {
      checkAnswers([("hund", "dog", typed, "right")])
    }
  }

  @Test("slashes between little words bind their neighbours")
  func boundSlashes() {
    checkAnswers([
      ("är", "he/she/it is", "he is", "right"), ("är", "he/she/it is", "it is", "right"),
      ("är", "he/she/it is", "she's", "right"), ("är", "he/she/it is", "he", "wrong"),
      ("är", "he/she/it is", "he/she/it is", "right"), ("är", "he/she/it is", "he/she is", "right"),
      ("klä", "to put on/off", "to put off", "right"), ("klä", "to put on/off", "off", "wrong"),
      ("städa", "to clean/tidy", "tidy", "right"), ("bil", "car/automobile", "automobile", "right"),
    ])
    checkAnswers(
      [
        ("lärare", "le/la professeur", "la professeur", "right"),
        ("lärare", "le/la professeur", "professeur", "right"),
        ("lärare", "le/la professeur", "le professeur", "right"),
        ("lärare", "le/la professeur", "la", "wrong"),
      ], to: "fr")
  }

  @Test("hints at a word's inflection are no part of it")
  func inflectionHints() {
    checkAnswers(
      [
        ("dörr", "die Tür, -en", "die Tür", "right"), ("dörr", "die Tür, -en", "Tür", "right"),
        ("äpple", "der Apfel, die Äpfel", "der Apfel", "right"),
        ("äpple", "der Apfel, die Äpfel", "Apfel", "right"),
        ("äpple", "der Apfel, die Äpfel", "die Äpfel", "almost"),
        ("hund", "der Hund (-e)", "der Hund", "right"), ("hus", "das Haus, ¨-er", "Haus", "right"),
        ("hund", "Hund {m}", "der Hund", "right"), ("hund", "Hund {m}", "die Hund", "almost"),
        ("hund", "Hund m.", "Hund", "right"),
      ], to: "de")
    checkAnswers(
      [
        ("röd", "rojo, -a", "rojo", "right"), ("röd", "rojo, -a", "roja", "almost"),
        ("katt", "el gato, -s", "el gato", "right"),
      ],
      to: "es")
    checkAnswers([("flicka", "puella, -ae f.", "puella", "right")], to: "la")
    checkAnswers(
      [("dog", "hund -en -ar", "hund", "right"), ("dog", "en hund, -en, -ar", "en hund", "right")], to: "sv")
    checkAnswers([
      ("barn", "child, pl. children", "child", "right"),
      ("barn", "child, pl. children", "children", "almost"),
    ])
  }

  @Test("marks are optional, senses and synonyms are alternatives")
  func marksAndSenses() {
    checkAnswers([
      ("kille", "guy [informal]", "guy", "right"), ("kille", "guy [informal]", "guy [informal]", "right"),
      ("djur", "animal [ˈænɪml]", "animal", "right"), ("hund", "*dog*", "dog", "right"),
      ("hund", "dog 🐶", "dog", "right"), ("hund", "1. dog 2. hound", "hound", "right"),
      ("hund", "1. dog 2. hound", "dog", "right"), ("hund", "1) dog; 2) hound", "hound", "right"),
      ("hund", "a) dog b) hound", "hound", "right"),
      ("bil", "car | automobile", "automobile", "right"), ("stor", "big, large", "large", "right"),
      ("soffa", "a sofa, a couch", "couch", "right"), ("hund", "dog", "hound", "wrong"),
    ])
  }

  @Test("parentheses are read by what is in them")
  func parentheses() {
    checkAnswers([
      ("mamma", "mum (mom)", "mom", "right"), ("mamma", "mum (mom)", "mum", "right"),
      ("vakna", "to wake (up)", "wake", "right"), ("vakna", "to wake (up)", "to wake up", "right"),
      ("vakna", "to wake (up)", "up", "wrong"), ("leta", "to look (for)", "look for", "right"),
      ("glas", "a glass (of water)", "a glass", "right"),
      ("glas", "a glass (of water)", "a glass of water", "right"),
      ("glas", "a glass (of water)", "water", "wrong"), ("färg", "colo(u)r", "color", "right"),
    ])
    checkAnswers([("to listen", "att lyssna (på)", "lyssna på", "right")], to: "sv")
    checkAnswers([("tvätta sig", "(sich) waschen", "sich waschen", "right")], to: "de")
  }

  @Test("where most rows have a parenthesis, it only says which word is meant")
  func hints() {
    let set = WordSetSamples.set(
      "was = var (vara)", "had = hade (ha)", "came = kom (komma)", from: "en", to: "sv")
    let judge = AnswerJudge(wordSet: set, direction: .fromTo)
    #expect(judge.judge("var", word: 0) == .right && judge.judge("var (vara)", word: 0) == .right)
    #expect(judge.judge("vara", word: 0).isAccepted == false)
    #expect(judge.judge("han kom", word: 2) == .right)
    #expect(judge.judge("att kom", word: 2) == .almost(answer: "kom (komma)", slip: .infinitiveMark("att")))
  }

  @Test("spacing, hyphens, apostrophes and short forms")
  func spacing() {
    checkAnswers([
      ("glass", "ice cream", "icecream", "right"), ("tvåa", "twenty-two", "twentytwo", "right"),
      ("e-post", "e-mail", "email", "right"), ("lärobok", "a textbook", "text-book", "right"),
      ("svärmor", "mother-in-law", "mother in law", "right"), ("jag är", "I'm", "I am", "right"),
      ("jag är", "I am", "I'm", "right"), ("gör inte", "don't", "do not", "right"),
      ("kan inte", "can't", "cannot", "right"), ("ska inte", "won't", "will not", "right"),
      ("gör inte", "don't", "dont", "almost"), ("jag är", "I'm", "Im", "almost"),
      ("klockan", "o'clock", "oclock", "almost"),
    ])
    checkAnswers(
      [
        ("ice cream", "glasstrut", "glass trut", "almost"),
        ("car", "en personbil", "en person bil", "almost"),
        ("today", "i dag", "idag", "right"), ("today", "idag", "i dag", "right"),
        ("e-mail", "e-post", "e post", "right"), ("car", "en personbil", "ett person bil", "wrong"),
        ("red-haired", "rödhårig", "röd hårig", "almost"),
        ("school bag", "en skolväska", "skol väska", "almost"),
      ], to: "sv")
    checkAnswers([("vattnet", "l'eau", "leau", "almost"), ("vattnet", "l'eau", "eau", "right")], to: "fr")
  }

  @Test("a subject before a verb form is right, another little word is almost")
  func littleWords() {
    checkAnswers([
      ("sa (säga)", "said", "she said", "right"), ("gick (gå)", "went", "they went", "right"),
      ("var (vara)", "was", "to was", "almost"), ("gick (gå)", "went", "to went", "almost"),
      ("en hund", "a dog", "to dog", "almost"), ("en hund", "a dog", "my dog", "almost"),
      ("att äta", "to eat", "a eat", "almost"), ("att äta", "to eat", "he eat", "almost"),
      ("hungrig", "hungry", "the hungry", "almost"), ("hungrig", "hungry", "a hungry", "almost"),
      ("mjölk {en}", "milk", "to milk", "almost"), ("en apa", "an ape", "a ape", "almost"),
      ("en hund", "a dog", "an dog", "almost"), ("en hund", "a dog", "dog at", "wrong"),
    ])
    checkAnswers(
      [
        ("hungry", "hungrig", "en hungrig", "almost"), ("a dog", "en hund", "att hund", "almost"),
        ("milk", "mjölk {en}", "ett mjölk", "almost"), ("milk", "mjölk {en}", "en mjölk", "right"),
        ("prawns", "räkor {pl}", "en räkor", "almost"), ("butter", "smör {ett}", "en smör", "almost"),
      ], to: "sv")
  }

  @Test("another form of the right word is almost")
  func forms() {
    checkAnswers([
      ("ett barn", "a child", "children", "almost"), ("en låda", "a box", "boxes", "almost"),
      ("en bebis", "a baby", "babies", "almost"), ("en kniv", "a knife", "knives", "almost"),
      ("fötter", "feet", "foot", "almost"), ("en man", "a man", "men", "almost"),
      ("att äta", "to eat", "eats", "wrong"), ("en hund", "a dog", "doggy", "wrong"),
    ])
    checkAnswers(
      [
        ("a girl", "en flicka", "flickor", "almost"), ("a girl", "en flicka", "flickan", "almost"),
        ("a book", "en bok", "böcker", "almost"), ("a house", "ett hus", "huset", "almost"),
        ("big", "stor", "stort", "almost"), ("red", "röd", "rött", "almost"), ("new", "ny", "nya", "almost"),
        ("the sun", "solen", "sol", "right"), ("the sun", "solen", "en sol", "right"),
        ("the sun", "solen", "ett sol", "almost"), ("the sky", "himlen", "en himmel", "right"),
        ("the sea", "havet", "hav", "right"), ("a dog", "en hund", "ett hunden", "wrong"),
        ("a dog", "en hund", "hundarna", "wrong"),
      ], to: "sv")
    checkAnswers(
      [
        ("en hund", "der Hund", "die Hunde", "almost"), ("ett hus", "das Haus", "Häuser", "almost"),
        ("en katt", "die Katze", "Katzen", "almost"), ("god", "gut", "gute", "almost"),
      ], to: "de")
    checkAnswers(
      [
        ("stor", "grand", "grande", "almost"), ("en häst", "le cheval", "chevaux", "almost"),
        ("ett hus", "une maison", "maisons", "almost"),
      ], to: "fr")
    checkAnswers(
      [
        ("röd", "rojo", "roja", "almost"), ("ett ljus", "la luz", "luces", "almost"),
        ("ett hus", "la casa", "casas", "almost"),
      ], to: "es")
    checkAnswers([("en bok", "il libro", "libri", "almost")], to: "it")
    checkAnswers([("en katt", "de kat", "katten", "almost")], to: "nl")
  }
}

import TestScopes
import Testing
import Vocabulary

/// Further answers of all kinds, in sets of one word and in the built-in sets.
@Suite(.ownThread()) struct AnswerSamplesTests {
  @Test("in a set of one word", arguments: rows(of: samples))
  func alone(row: [String]) {
    let set = WordSetSamples.set(
      "\(row[1]) = \(row[2])", from: row[0] == "sv" ? "en" : "sv", to: row[0])
    let verdict = AnswerJudge(wordSet: set, direction: .fromTo).judge(row[3], word: 0)
    #expect(verdict.name == row[4], "\(verdict)")
  }

  @Test("in the built-in sets", arguments: rows(of: builtInSamples))
  func builtIn(row: [String]) throws {
    let set = try #require(try WordSetSamples.builtInFiles().first { $0.name == row[0] + ".tsv" }).wordSet()
    let direction = try #require(Direction(rawValue: row[1]))
    let word = try #require(set.words.firstIndex { $0.terms.contains(row[2]) })
    let verdict = AnswerJudge(wordSet: set, direction: direction).judge(row[3], word: word)
    #expect(verdict.name == row[4], "\(verdict)")
  }

  static func rows(of table: String) -> [[String]] {
    table.split(separator: "\n").map { line in
      line.split(separator: "¦", omittingEmptySubsequences: false).map {
        String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
      }
    }
  }

  /// Language, prompt, what is listed, what is typed, verdict.
  static let samples = """
    en ¦ att titta på ¦ to look at / to watch ¦ look at, watch ¦ right
    en ¦ att titta på ¦ to look at / to watch ¦ to look at or watch ¦ right
    en ¦ att titta på ¦ to look at ¦ to look ¦ wrong
    en ¦ att titta på ¦ to look at ¦ look on ¦ wrong
    en ¦ kläder ¦ clothes ¦ cloths ¦ almost
    en ¦ en penna ¦ a pen / a pencil ¦ a pen (pencil) ¦ right
    en ¦ en penna ¦ a pen / a pencil ¦ pen; ruler ¦ wrong
    en ¦ jag ¦ I ¦ i ¦ right
    en ¦ en fot ¦ a foot ¦ feet ¦ almost
    en ¦ en fot ¦ a foot ¦ foots ¦ almost
    en ¦ ett hjärta ¦ a heart ¦ hart ¦ almost
    en ¦ ord ¦ word ¦ “word” ¦ right
    en ¦ ord ¦ word ¦ ‚word‘ ¦ right
    en ¦ ord ¦ word ¦ -> word ¦ right
    en ¦ ord ¦ word ¦ word - ¦ right
    en ¦ ord ¦ word ¦ 1. word ¦ right
    en ¦ ord ¦ word ¦ word,  ¦ right
    en ¦ ord ¦ word ¦ /word/ ¦ right
    en ¦ ord ¦ word ¦ <word> ¦ right
    en ¦ ord ¦ word ¦ word ;-) ¦ right
    en ¦ ord ¦ word ¦ a word ¦ right
    en ¦ ord ¦ word ¦ words ¦ almost
    en ¦ ord ¦ word ¦ wordd ¦ almost
    en ¦ hon är ¦ she is ¦ she’s ¦ right
    en ¦ de är ¦ they're ¦ they are ¦ right
    en ¦ de är ¦ they're ¦ their ¦ wrong
    en ¦ de är ¦ they're ¦ theyre ¦ almost
    en ¦ jag är inte ¦ I'm not ¦ I am not ¦ right
    en ¦ får inte ¦ must not ¦ mustn't ¦ right
    en ¦ kan inte ¦ cannot ¦ can't ¦ right
    en ¦ vi ses ¦ see you (later) ¦ see you later ¦ right
    en ¦ vi ses ¦ see you (later) ¦ see you ¦ right
    en ¦ att ge upp ¦ to give up ¦ give-up ¦ right
    en ¦ att ge upp ¦ to give up ¦ give it up ¦ wrong
    en ¦ flygplan ¦ aeroplane ¦ airplane ¦ right
    en ¦ matte ¦ maths ¦ math ¦ right
    en ¦ han/hon ¦ he/she ¦ he ¦ right
    en ¦ min/mitt ¦ my ¦ my ¦ right
    en ¦ är ¦ am/is/are ¦ is ¦ right
    en ¦ är ¦ am / is / are ¦ am, is, are ¦ right
    en ¦ hans/hennes bok ¦ his/her book ¦ her book ¦ right
    en ¦ jag/du äter ¦ I/you eat ¦ you eat ¦ right
    en ¦ jag/du äter ¦ I/you eat ¦ you ¦ wrong
    en ¦ barn ¦ child (pl. children) ¦ child ¦ right
    en ¦ barn ¦ child (children) ¦ child ¦ right
    en ¦ gå ¦ go, went, gone ¦ go ¦ right
    en ¦ get ¦ goat 🐐 ¦ goat ¦ right
    en ¦ get ¦ goat (animal) ¦ goat ¦ right
    en ¦ get ¦ goat [gəʊt] ¦ goat ¦ right
    en ¦ get ¦ _goat_ ¦ goat ¦ right
    en ¦ get ¦ goat (n.) ¦ goat ¦ right
    en ¦ get ¦ goat, billy goat ¦ billy goat ¦ right
    en ¦ get ¦ 1: goat, 2: ram ¦ ram ¦ right
    en ¦ get ¦ (1) goat (2) ram ¦ ram ¦ right
    sv ¦ cup ¦ kopp -en -ar ¦ kopp ¦ right
    sv ¦ cup ¦ kopp (-en, -ar, -arna) ¦ kopp ¦ right
    sv ¦ cup ¦ kopp, koppen, koppar ¦ kopp ¦ right
    sv ¦ cup ¦ en kopp (pl. koppar) ¦ en kopp ¦ right
    sv ¦ goat ¦ en get ¦ getter ¦ almost
    sv ¦ foot ¦ en fot ¦ fötter ¦ almost
    sv ¦ fast ¦ snabb ¦ snabbt ¦ almost
    sv ¦ fast ¦ snabb ¦ snabba ¦ almost
    sv ¦ blue ¦ blå ¦ blått ¦ almost
    sv ¦ open ¦ öppen ¦ öppet ¦ almost
    sv ¦ old ¦ gammal ¦ gamla ¦ almost
    sv ¦ happy ¦ glad ¦ glada ¦ almost
    sv ¦ to be happy ¦ att vara glad ¦ vara glad ¦ right
    sv ¦ you ¦ du / ni ¦ du/ni ¦ right
    sv ¦ me ¦ mig / mej ¦ mej ¦ right
    sv ¦ a girl ¦ en flicka ¦ flicka n ¦ wrong
    sv ¦ island ¦ en ö ¦ o ¦ almost
    sv ¦ river ¦ en å ¦ a ¦ almost
    sv ¦ horses ¦ hästar ¦ häst ¦ almost
    sv ¦ horses ¦ hästar ¦ hästarna ¦ almost
    sv ¦ the dog ¦ hunden ¦ hund ¦ right
    sv ¦ the children ¦ barnen ¦ barn ¦ right
    sv ¦ the house ¦ huset ¦ ett hus ¦ right
    sv ¦ the house ¦ huset ¦ en hus ¦ almost
    sv ¦ the apples ¦ äpplena ¦ äpplen ¦ right
    sv ¦ he eats ¦ han äter ¦ äter ¦ almost
    sv ¦ bus driver ¦ busschaufför ¦ buss chaufför ¦ almost
    sv ¦ bus driver ¦ busschaufför ¦ buss-chaufför ¦ right
    sv ¦ TV ¦ tv ¦ TV ¦ right
    sv ¦ good morning ¦ god morgon ¦ godmorgon ¦ right
    sv ¦ to pick up ¦ att plocka upp ¦ plocka ¦ wrong
    de ¦ sova ¦ schlafen ¦ zu schlafen ¦ right
    de ¦ hund ¦ Hund, der ¦ der Hund ¦ right
    de ¦ hund ¦ der Hund ¦ den Hund ¦ almost
    de ¦ jag är ¦ ich bin ¦ bin ¦ almost
    de ¦ barn ¦ das Kind (-er) ¦ Kind ¦ right
    de ¦ barn ¦ das Kind, Pl. die Kinder ¦ das Kind ¦ right
    de ¦ dörr ¦ die Tür / -en ¦ die Tür ¦ right
    fr ¦ barn ¦ l'enfant (m/f) ¦ enfant ¦ right
    fr ¦ barn ¦ un(e) enfant ¦ une enfant ¦ right
    fr ¦ barn ¦ un/une enfant ¦ une enfant ¦ right
    fr ¦ glad ¦ content(e) ¦ contente ¦ right
    fr ¦ glad ¦ heureux, -euse ¦ heureux ¦ right
    fr ¦ glad ¦ heureux, -euse ¦ heureuse ¦ almost
    fr ¦ äta ¦ manger ¦ manger qc ¦ wrong
    fr ¦ bröd ¦ le pain ¦ du pain ¦ right
    fr ¦ bröd ¦ du pain ¦ pain ¦ right
    es ¦ lärare ¦ el/la profesor ¦ la profesor ¦ right
    es ¦ lärare ¦ el profesor, la profesora ¦ la profesora ¦ right
    es ¦ lärare ¦ profesor(a) ¦ profesora ¦ right
    es ¦ måndag ¦ el lunes ¦ lunes ¦ right
    es ¦ de är ¦ (ellos) son ¦ son ¦ right
    es ¦ de är ¦ (ellos) son ¦ ellos son ¦ right
    es ¦ pingvin ¦ el pingüino ¦ pinguino ¦ almost
    tr ¦ hus ¦ ev / konut ¦ EV ¦ right
    el ¦ god morgon ¦ καλημέρα ¦ ΚΑΛΗΜΕΡΑ ¦ right
    he ¦ hund ¦ כֶּלֶב ¦ כלב ¦ right
    ar ¦ hus ¦ بيت / منزل ¦ بيت، منزل ¦ right
    ja ¦ hund ¦ 犬 / いぬ ¦ 犬、いぬ ¦ right
    zh ¦ hund ¦ 狗 ¦ 狗。 ¦ right
    """

  /// Set, direction, term, what is typed, verdict.
  static let builtInSamples = """
    food ¦ to-from ¦ hungrig ¦ en hungrig ¦ almost
    food ¦ from-to ¦ hungrig ¦ the hungry ¦ almost
    food ¦ from-to ¦ hungrig ¦ a hungry ¦ almost
    food ¦ from-to ¦ smör ¦ a butter ¦ almost
    food ¦ from-to ¦ smör ¦ the butter ¦ right
    food ¦ to-from ¦ smör ¦ smöret ¦ almost
    food ¦ to-from ¦ räkor ¦ räka ¦ almost
    food ¦ from-to ¦ räkor ¦ prawn ¦ almost
    irregular-verbs ¦ from-to ¦ var (vara) ¦ to was ¦ almost
    irregular-verbs ¦ from-to ¦ var (vara) ¦ he was ¦ right
    irregular-verbs ¦ from-to ¦ var (vara) ¦ is ¦ wrong
    irregular-verbs ¦ from-to ¦ gick (gå) ¦ go ¦ wrong
    irregular-verbs ¦ from-to ¦ gick (gå) ¦ goed ¦ wrong
    irregular-verbs ¦ to-from ¦ gick (gå) ¦ gå ¦ wrong
    irregular-verbs ¦ to-from ¦ gick (gå) ¦ jag gick ¦ right
    irregular-verbs ¦ to-from ¦ gick (gå) ¦ att gick ¦ almost
    irregular-verbs ¦ to-from ¦ hade (ha) ¦ hade ¦ right
    irregular-verbs ¦ to-from ¦ hade (ha) ¦ hadde ¦ almost
    nature ¦ to-from ¦ himlen ¦ en himmel ¦ right
    nature ¦ to-from ¦ solen ¦ ett sol ¦ almost
    nature ¦ from-to ¦ solen ¦ sun ¦ right
    nature ¦ from-to ¦ solen ¦ a sun ¦ right
    feelings ¦ to-from ¦ rädd ¦ rädda ¦ almost
    feelings ¦ from-to ¦ arg ¦ to angry ¦ almost
    feelings ¦ to-from ¦ arg ¦ argt ¦ almost
    home ¦ from-to ¦ ett hus ¦ houses ¦ almost
    animals ¦ from-to ¦ en katt ¦ the cats ¦ almost
    animals ¦ to-from ¦ en katt ¦ ett katten ¦ wrong
    animals ¦ from-to ¦ en hund ¦ god ¦ wrong
    animals ¦ from-to ¦ en mus ¦ mice ¦ almost
    clothes ¦ from-to ¦ en pyjamas ¦ a pyjamas ¦ almost
    school ¦ from-to ¦ matematik ¦ math ¦ right
    travel ¦ from-to ¦ vänster ¦ the left ¦ right
    body ¦ to-from ¦ ett öga ¦ ögon ¦ almost
    body ¦ from-to ¦ en tand ¦ teeth ¦ almost
    """
}

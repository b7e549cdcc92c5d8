import TestScopes
import Testing

@testable import Vocabulary

/// Texts that differ only in how they are written, by language.
@Suite(.ownThread()) struct FoldingTests {
  private func fold(_ text: String, _ language: String) -> [Character] {
    Folding.fold(text, language: language)
  }

  private func bare(_ text: String, _ language: String) -> [Character] {
    Folding.bare(fold(text, language), language: language)
  }

  private func isLacking(_ typed: String, _ right: String, _ language: String) -> Bool {
    Folding.lacksAccents(fold(typed, language), of: fold(right, language), language: language)
  }

  @Test(
    "the same answer",
    arguments: [
      // Case.
      ("tr", "ılık ILIK"), ("tr", "iyi İYİ"), ("tr", "iyi I\u{307}YI\u{307}"), ("az", "qızıl QIZIL"),
      ("tr-TR", "istanbul İstanbul"),
      ("en", "istanbul İstanbul"), ("de", "straße STRASSE"), ("de", "straße STRAẞE"), ("fr", "été ÉTÉ"),
      ("ru", "дом ДОМ"), ("el", "σκύλος σκύλοσ"), ("el", "λόγος ΛΌΓΟΣ"), ("sv", "å Å"), ("sv", "å \u{212B}"),
      ("sv", "a\u{30A} Å"), ("sv-SE", "idé IDE"), ("nb-NO", "ØL øl"), ("pl", "łódź ŁÓDŹ"),
      // Width and kana.
      ("ja", "コーヒー ｺｰﾋｰ"), ("ja", "ガム ｶﾞﾑ"), ("ja", "パン ﾊﾟﾝ"), ("ja", "Tシャツ Ｔｼｬﾂ"), ("ja", "犬 犬。"),
      ("en", "dog ｄｏｇ"), ("en", "3 ３"), ("ja", "が か\u{3099}"),
      // Ligatures and presentation forms.
      ("fr", "cœur coeur"), ("fr", "sœur SŒUR"), ("en", "encyclopædia encyclopaedia"), ("fr", "œuf Oeuf"),
      ("en", "ﬁsh fish"), ("en", "oﬀer offer"), ("nl", "ĳs ijs"), ("hr", "ǆep džep"),
      ("la", "æternus aeternus"),
      ("ar", "ﺳﻼم سلام"), ("he", "אָב \u{FB2F}ב"),
      // German.
      ("de", "tür tuer"), ("de", "tür tu\u{308}r"), ("de", "schön schoen"), ("de", "Bär baer"),
      ("de", "weiß weiss"), ("de", "Öl Oel"),
      // Arabic script.
      ("ar", "كِتَابٌ كتاب"), ("ar", "كتـــاب كتاب"), ("ar", "أحمد احمد"), ("ar", "إسلام اسلام"),
      ("ar", "آسف اسف"),
      ("ar", "كتاب؟ كتاب"), ("ar", "ا\u{654}حمد أحمد"), ("fa", "كتاب کتاب"), ("fa", "ياد یاد"),
      ("fa", "یاد ىاد"),
      ("fa", "می‌خواهم میخواهم"), ("fa", "خانه‌ها خانهها"), ("fa", "۵ ٥"), ("ur", "کتاب كتاب۔"),
      // Hebrew.
      ("he", "שָׁלוֹם שלום"), ("he", "סֵפֶר ספר"), ("he", "כֶּלֶב כלב"), ("he", "תֵּל־אָבִיב תל-אביב"),
      ("he", "צה״ל צה\"ל"),
      // Cyrillic.
      ("ru", "ёлка елка"), ("ru", "ЁЖ еж"), ("ru", "е\u{308}лка ёлка"), ("ru", "молоко\u{301} молоко"),
      ("uk", "ма\u{301}ма мама"), ("bg", "вода\u{301} вода"), ("uk", "п’ять п'ять"), ("uk", "пʼять п`ять"),
      // Vietnamese.
      ("vi", "hoà hòa"), ("vi", "thuý thúy"), ("vi", "khoẻ khỏe"), ("vi", "HOÀ hòa"),
      ("vi", "tiếng tie\u{302}\u{301}ng"),
      ("vi", "loà lòa"),
      // Letters that may be others.
      ("sv", "idé ide"), ("en", "café cafe"), ("en", "naïve naive"), ("en", "façade facade"),
      ("en", "jalapeño jalapeno"),
      ("sv", "armé arme\u{301}"), ("la", "puellā puella"), ("la", "rēx rex"), ("ro", "ţară țară"),
      ("ro", "şase șase"),
      // Punctuation and what is not seen.
      ("en", "¿what? what"), ("zh", "狗。 狗"), ("hi", "कुत्ता। कुत्ता"), ("el", "τι; τι\u{37E}"), ("ja", "「犬」 犬"),
      ("en", "dog: dog"), ("en", "“chair” chair"), ("fr", "«chien» chien"), ("en", "=dog dog"),
      ("en", "•dog dog"),
      ("en", "'dog' dog"), ("en", "t‑shirt T-shirt"), ("en", "butter\u{AD}fly butterfly"),
      ("en", "\u{202B}dog\u{202C} dog"),
      ("en", "❤\u{FE0F} ❤"), ("en", "do\u{0}g dog"), ("zh", "（狗） 狗"), ("hy", "ինչո՞ւ ինչու։"),
    ])
  func same(language: String, pair: String) {
    let texts = pair.split(separator: " ").map(String.init)
    #expect(fold(texts[0], language) == fold(texts[1], language), "\(language): \(pair)")
  }

  @Test(
    "not the same answer",
    arguments: [
      ("sv", "får far"), ("sv", "väg vag"), ("fi", "näin nain"), ("es", "año ano"), ("es", "sofá sofa"),
      ("fr", "été ete"), ("da", "én en"), ("no", "bønner bonner"), ("sv", "tuer tür"), ("fi", "aeti äti"),
      ("nl", "ruen rün"), ("en", "hörse horse"), ("en", "båll ball"), ("tr", "ılık ilik"),
      ("tr", "ILIK ilik"),
      ("uk", "їжа іжа"), ("ru", "мой мои"), ("be", "ёсць есць"), ("mk", "ќе ке"), ("el", "γάτα γατα"),
      ("ar", "مدرسة مدرسه"), ("ar", "على علي"), ("ar", "سؤال سوال"), ("he", "אב בא"), ("vi", "ma má"),
      ("vi", "cà cá"), ("vi", "đa da"), ("ja", "か が"), ("ja", "いぬ イヌ"), ("ja", "コーヒー コヒ"), ("zh", "图 圖"),
      ("hi", "कि की"), ("th", "มา ม้า"), ("ko", "가 나"), ("en", "don't dont"), ("pl", "laska łaska"),
      ("fa", "كتاب كتابی"),
    ])
  func different(language: String, pair: String) {
    let texts = pair.split(separator: " ").map(String.init)
    #expect(fold(texts[0], language) != fold(texts[1], language), "\(language): \(pair)")
  }

  @Test(
    "only the accents are missing",
    arguments: [
      ("sv", "stada|städa"), ("sv", "far|får"), ("sv", "faar|får"), ("sv", "faagel|fågel"),
      ("sv", "traedgaard|trädgård"),
      ("sv", "foenster|fönster"), ("sv", "fonster|fönster"), ("da", "oel|øl"), ("da", "kobenhavn|københavn"),
      ("no", "baere|bære"), ("no", "aar|år"), ("de", "schon|schön"), ("de", "hauser|Häuser"),
      ("de", "uber|über"),
      ("fr", "ou|où"), ("fr", "a cote de|à côté de"), ("fr", "etre|être"), ("fr", "garcon|garçon"),
      ("fr", "Noel|Noël"),
      ("es", "el sofa|el sofá"), ("es", "pinguino|pingüino"), ("it", "citta|città"), ("pt", "irmao|irmão"),
      ("pl", "lodz|łódź"), ("cs", "prilis|příliš"), ("hr", "dak|đak"), ("hu", "no|nő"), ("ro", "sase|șase"),
      ("is", "thad|það"), ("tr", "isik|ışık"), ("tr", "cocuk|çocuk"), ("az", "gece|gecə"),
      ("vi", "ca phe|cà phê"),
      ("vi", "da|đá"), ("vi", "tiêng viêt|tiếng Việt"), ("vi", "phô|phố"), ("el", "προϊον|προϊόν"),
      ("vi", "hoa|hòa"), ("el", "γατα|γάτα"), ("el", "και|καϊ"), ("el", "σκυλος|σκύλος"),
      ("ar", "مدرسه|مدرسة"), ("ar", "سوال|سؤال"), ("ar", "علي|على"), ("fa", "می خواهم|می‌خواهم"),
      ("fa", "خانه ها|خانه‌ها"),
      ("zh", "ni hao|nǐ hǎo"), ("zh", "ni3 hao3|nǐ hǎo"), ("zh", "lv4|lǜ"), ("zh", "nü3|nǚ"),
      ("zh-Hans", "lu:4|lǜ"),
      ("zh", "ma|mā"), ("yue", "nei hou|nei5 hou2"), ("sv", "fa\u{30A}r|får"),
    ])
  func lacking(language: String, pair: String) {
    let texts = pair.split(separator: "|").map(String.init)
    #expect(isLacking(texts[0], texts[1], language), "\(language): \(pair)")
    #expect(bare(texts[0], language) == bare(texts[1], language), "\(language): \(pair)")
  }

  @Test(
    "more is wrong than missing accents",
    arguments: [
      ("es", "ano|año"), ("es", "el ano|el an\u{303}o"), ("ru", "мои|мой"), ("uk", "іжа|їжа"),
      ("sv", "fär|får"),
      ("sv", "får|far"), ("fr", "pére|père"), ("vi", "má|mà"), ("zh", "nì hǎo|nǐ hǎo"), ("sv", "fer|får"),
      ("fi", "maa|mä"), ("nl", "maan|man"),

      ("ja", "か|が"), ("hi", "क|कि"), ("th", "มา|ม้า"), ("en", "v|u"), ("en", "ni3|ni"), ("de", "treu|treü"),
      ("sv", "a b|ab"),
      ("zh", "3|5"), ("ar", "باب|تاب"),
    ])
  func lackingMore(language: String, pair: String) {
    let texts = pair.split(separator: "|").map(String.init)
    #expect(!isLacking(texts[0], texts[1], language), "\(language): \(pair)")
  }

  @Test("swapped letters of German are no umlaut")
  func umlauts() {
    #expect(String(fold("Fruend", "de")) == "fruend")
    #expect(String(bare("neue", "de")) == "neue")
    #expect(String(bare("bauen", "de")) == "bauen")
    #expect(String(bare("Quelle", "de")) == "quelle")
    #expect(String(bare("Säue", "de")) == "saue")
  }

  @Test("Greek in capitals rightly has no accents, other capitals do")
  func capitals() {
    for text in ["ΣΚΥΛΟΣ", "ΓΑΤΑ 2", "Α", "ΤΟ ΠΑΙΔΙ", "ΚΑΙ;"] {
      #expect(Folding.omitsAccents(text), "\(text)")
    }
    for text in ["σκυλος", "Γατα", "ETRE", "", "МАМА"] { #expect(!Folding.omitsAccents(text), "\(text)") }
    #expect(bare("ΣΚΥΛΟΣ", "el") == bare("σκύλος", "el"))
  }

  @Test(
    "separators and brackets of other scripts",
    arguments: [
      ("犬（いぬ）", "犬(いぬ)"), ("狗／犬", "狗/犬"), ("a；b", "a;b"), ("猫、犬", "猫,犬"), ("كلب، قط", "كلب, قط"),
      ("كلب؛ قط", "كلب; قط"),
      ("【名】犬", "[名]犬"), ("Ａ　Ｂ", "A B"), ("don’t / är", "don’t / är"), ("plain", "plain"),
    ])
  func marks(text: String, plain: String) {
    #expect(Folding.plainMarks(text) == plain)
  }

  @Test(
    "nothing is left of what has no character that counts",
    arguments: ["", "  ", "?!", "。", "\u{0}\u{200B}", "()", "\"\""])
  func nothing(text: String) {
    #expect(fold(text, "en").isEmpty)
  }

  @Test("bad input is folded, and long input is not made longer than twice itself")
  func bad() {
    let marks = "a" + String(repeating: "\u{301}", count: 10_000)
    #expect(fold(marks, "fr").count == 1)
    #expect(fold(marks, "fr").first?.unicodeScalars.count ?? 0 < 20)
    #expect(bare(marks, "fr") == ["a"])
    #expect(fold(String(repeating: "ß", count: 10_000), "de").count == 20_000)
    #expect(fold(String(repeating: "oà", count: 5_000), "vi").count == 10_000)
    #expect(fold(String(repeating: "\u{0}", count: 10_000), "sv").isEmpty)
    #expect(
      fold(String(repeating: "👨‍👩‍👧", count: 2_000), "en") == fold(String(repeating: "👨‍👩‍👧", count: 2_000), "en"))
    #expect(fold("\u{202E}\u{5D0}\u{5B8}\u{202C}", "he") == ["א"])
    #expect(fold(String(decoding: [0xED, 0xA0, 0x80], as: UTF8.self), "en").count == 3)
    #expect(bare(String(repeating: "ni3 ", count: 3_000), "zh").count == 8_999)
  }
}

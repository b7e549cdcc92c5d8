import TestScopes
import Testing

@testable import Vocabulary

@Suite(.ownThread()) struct FoldingFuriganaTests {
  @Test(
    "the writing and the reading",
    arguments: [
      ("食[た]べる", ["食べる", "たべる"]), ("犬（いぬ）", ["犬", "いぬ"]), ("犬(いぬ)", ["犬", "いぬ"]), ("犬 (いぬ)", ["犬", "いぬ"]),
      ("日本[にほん] 語[ご]", ["日本語", "にほんご"]), ("食べる（たべる）", ["食べる", "たべる"]), ("お 茶[ちゃ]", ["お茶", "おちゃ"]),
      ("時々［ときどき］", ["時々", "ときどき"]), ("珈琲（コーヒー）", ["珈琲", "コーヒー"]), ("元気[げんき]な", ["元気な", "げんきな"]),
      ("飲[の]み 物[もの]", ["飲み物", "のみもの"]),
    ])
  func readings(text: String, readings: [String]) {
    #expect(Furigana.readings(of: text) == readings)
  }

  @Test(
    "the text alone",
    arguments: [
      "犬", "いぬ", "guy [informal]", "var (vara)", "元気（な）", "勉強（する）", "犬（dog）", "お願い（します）", "（いぬ）", "犬（", "犬［］",
      "",
      "（いぬ）犬",
    ])
  func none(text: String) {
    #expect(Furigana.readings(of: text) == [text])
  }

  @Test("brackets without end")
  func brackets() {
    let text = "犬" + String(repeating: "（", count: 10_000)
    #expect(Furigana.readings(of: text) == [text])
  }
}

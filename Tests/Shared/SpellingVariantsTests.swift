import TestScopes
import Testing

@testable import Vocabulary

@Suite(.ownThread()) struct SpellingVariantsTests {
  @Test(
    "an American spelling and the British one are one word",
    arguments: [
      "color colour", "favorites favourites", "neighborhood neighbourhood", "behavior behaviour",
      "humor humour",
      "center centre", "theaters theatres", "fiber fibre", "kilometers kilometres", "centered centred",
      "organize organise", "organizing organising", "realized realised", "apologizes apologises",
      "globalized globalised", "civilization civilisation", "traveled travelled", "canceling cancelling",
      "jeweler jeweller", "marvelous marvellous", "counselors counsellors", "gray grey", "grayish greyish",
      "defense defence", "licenses licences", "pretense pretence", "offenses offences", "analyze analyse",
      "paralyzed paralysed", "catalog catalogue", "dialog dialogue", "analog analogue",
      "cataloging cataloguing",
      "anemia anaemia", "pediatrician paediatrician", "diarrhea diarrhoea", "esophagus oesophagus",
      "archeology archaeology", "enroll enrol", "fulfillment fulfilment", "skillful skilful",
      "installment instalment",
      "plow plough", "draftsman draughtsman", "mustache moustache", "pajamas pyjamas", "jewelry jewellery",
      "airplane aeroplane", "aluminum aluminium", "math maths", "mom mum", "donut doughnut",
      "skeptical sceptical",
      "mold mould", "cozy cosy", "maneuver manoeuvre", "ax axe", "whiskey whisky", "judgment judgement",
      "aging ageing",
      "yogurt yoghurt", "practice practise", "program programme", "neighbor's neighbour's",
    ])
  func variants(pair: String) {
    let words = pair.split(separator: " ").map(String.init)
    #expect(SpellingVariants.canonical(words[0]) == SpellingVariants.canonical(words[1]))
    #expect(SpellingVariants.canonical(words[0]) == words[1])
  }

  @Test(
    "other words are other words",
    arguments: [
      "story storey", "check cheque", "draft draught", "size sise", "prize prise", "capsize capsise",
      "for four",
      "tor tour", "metal metall", "advice advise", "seize seise", "exercise exercize", "later latre",
      "water watre",
      "for fore", "vise vice", "advertise advertize", "quarrel quarell",
    ])
  func others(pair: String) {
    let words = pair.split(separator: " ").map(String.init)
    #expect(SpellingVariants.canonical(words[0]) != SpellingVariants.canonical(words[1]))
    #expect(words.map(SpellingVariants.canonical) == words)
  }

  @Test("no spelling is both a British and an American one, and there are more than 400 pairs")
  func table() {
    let pairs = SpellingPairs.text.split(separator: " ").map { $0.split(separator: ":").map(String.init) }
    #expect(pairs.count > 400)
    #expect(pairs.allSatisfy { $0.count == 2 && $0[0] != $0[1] })
    for pair in pairs where pair.count == 2 {
      #expect(SpellingVariants.canonical(pair[0]) == pair[1])
      #expect(SpellingVariants.canonical(pair[1]) == pair[1])
    }
  }

  @Test("what is no word stays", arguments: ["", "'s", " ", "color colour", "färg", "\u{0}", "cent:er"])
  func identity(text: String) {
    #expect(SpellingVariants.canonical(text) == text)
  }
}

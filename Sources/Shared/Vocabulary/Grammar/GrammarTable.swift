/// The little words of a language as they are written down, separated by spaces.
///
/// Behind an article stands a colon and the genders it has: m, f, n, c for common, p for plural, a for all.
struct GrammarTable: Sendable {
  var indefiniteArticles = ""
  var definiteArticles = ""
  var attached = ""
  var infinitiveMarks = ""
  var pronouns = ""
  var determiners = ""
  /// Prepositions, particles, conjunctions and auxiliaries.
  var others = ""
  var dropsPronouns = false
  var joinsCompounds = false
  var capitalizesNouns = false
  var adjectiveEndings = ""
  var pastEndings = ""
  var pastForms = ""
  var contractions: [String: String] = [:]

  /// By the codes of the languages, separated by spaces.
  static let all: [String: GrammarTable] = [
    "sv": GrammarTable(
      indefiniteArticles: "en:c ett:n", infinitiveMarks: "att",
      pronouns: "jag du han hon hen den det vi ni de dom man",
      determiners:
        "min mitt mina din ditt dina sin sitt sina hans hennes vår vårt våra er ert era deras någon något några denna detta dessa",
      others:
        "mig mej dig dej honom henne oss dem sig sej i på till av för med om under över från hos vid mot bland efter före genom mellan utan åt ur upp ner ned in ut bort fram hem igen av att och eller som är inte så ihåg emot igång",
      joinsCompounds: true, adjectiveEndings: "ig lig isk full lös sam bar ad", pastEndings: "ade de te"),
    "en": GrammarTable(
      indefiniteArticles: "a:s an:s", definiteArticles: "the:a", infinitiveMarks: "to",
      pronouns: "i you he she it we they one there",
      determiners:
        "my your his her its our their one's someone's somebody's some any this that these those",
      others:
        "me him us them myself yourself himself herself oneself somebody someone something sb sth at in on of for with about under over from by up down off out away back into onto through around along after before against between without and or as be is are not than together",
      adjectiveEndings: "ful less ous able ible", pastEndings: "ed",
      pastForms: EnglishPastForms.text, contractions: EnglishContractions.table),
    "de": GrammarTable(
      indefiniteArticles: "ein:mn eine:f einen:m einem:mn einer:f",
      definiteArticles: "der:m die:fp das:n den:m dem:mn", infinitiveMarks: "zu",
      pronouns: "ich du er sie es wir ihr man",
      determiners: "mein meine dein deine sein seine unser unsere euer eure ihre sich dieser diese dieses",
      others:
        "mich mir dich dir ihn ihm uns euch ihnen jdn jdm etw an auf aus bei in im am um mit nach von vor zu zum zur über unter für gegen ohne durch ab ein und oder als nicht wie hin her los weg",
      capitalizesNouns: true, adjectiveEndings: "ig lich isch los voll bar sam"),
    "fr": GrammarTable(
      indefiniteArticles: "un:m une:f des:p du:m", definiteArticles: "le:m la:f les:p l':mf",
      infinitiveMarks: "",
      pronouns: "je j' tu il elle on nous vous ils elles",
      determiners:
        "mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs ce cet cette ces se s' d' me te",
      others:
        "à au aux de en dans sur sous pour par avec sans chez vers qc qn que qui et ou ne pas y lui moi toi eux comme"
    ),
    "es": GrammarTable(
      indefiniteArticles: "un:m una:f unos:p unas:p", definiteArticles: "el:m la:f los:p las:p lo:m",
      pronouns: "yo tú él ella ello usted nosotros nosotras vosotros vosotras ellos ellas ustedes",
      determiners:
        "mi mis tu tus su sus nuestro nuestra vuestro vuestra este esta estos estas se me te nos os",
      others: "a al de del en con por para sin sobre entre hasta desde y o e u que no como algo alguien",
      dropsPronouns: true),
    "it": GrammarTable(
      indefiniteArticles: "un:m uno:m una:f un':f",
      definiteArticles: "il:m lo:m la:f l':mf i:p gli:p le:p",
      pronouns: "io tu lui lei noi voi loro egli ella essi esse",
      determiners:
        "mio mia miei mie tuo tua suo sua nostro nostra vostro vostra questo questa si mi ti ci vi",
      others:
        "a ad al alla allo di del della dello da dal in nel nella con su sul per tra fra senza e o che non come qc qcn",
      dropsPronouns: true),
    "nl": GrammarTable(
      indefiniteArticles: "een:cn 'n:cn", definiteArticles: "de:cp het:n 't:n", infinitiveMarks: "te",
      pronouns: "ik jij je hij zij ze wij we jullie u",
      determiners: "mijn jouw zijn haar ons onze hun uw deze dit die zich",
      others:
        "mij jou hem aan op in uit bij met naar van voor tegen om over onder door na tot zonder en of als niet terug weg mee"
    ),
    "da": GrammarTable(
      indefiniteArticles: "en:c et:n", infinitiveMarks: "at", pronouns: "jeg du han hun den det vi de man",
      determiners: "min mit mine din dit dine sin sit sine hans hendes vores jeres deres denne dette disse",
      others:
        "mig dig ham hende os dem sig i på til af for med om under over fra hos ved mod efter før gennem mellem uden op ned ind ud hjem og eller som er ikke"
    ),
    "no nb nn": GrammarTable(
      indefiniteArticles: "en:mf ei:f et:n ein:m eit:n", infinitiveMarks: "å",
      pronouns: "jeg eg du han hun ho den det vi dere de man",
      determiners:
        "min mitt mine din ditt dine sin sitt sine hans hennes vår vårt våre deres denne dette disse",
      others:
        "meg deg ham henne oss dem seg i på til av for med om under over fra hos ved mot etter før gjennom mellom uten opp ned inn ut hjem og eller som er ikke"
    ),
    "pt": GrammarTable(
      indefiniteArticles: "um:m uma:f uns:p umas:p", definiteArticles: "o:m a:f os:p as:p",
      pronouns: "eu tu ele ela você nós vós eles elas vocês", dropsPronouns: true),
    "ar fa ur ps": GrammarTable(attached: "ال"),
    "so": GrammarTable(),
  ]
}

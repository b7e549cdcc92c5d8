import Game
import Primitives
import TestScopes
import Testing
import Vocabulary

@Suite(.ownThread()) struct MenuViewTests {
  @Test("The menu: sets with level, words and languages, beside the game and the direction")
  func menu() {
    #expect(
      Play.shows("menu", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────


          ╭─ Word set ─────────────────────────────────────╮  ╭─ Game ───────────────╮
          │ ▸ Djur                   A1   4 words  sv → en │  │ ▸ Typing             │
          │   Mat och dryck          A2   2 words  sv → en │  │   Multiple choice    │
          │   trasig.tsv                    ✗ not readable │  ╰──────────────────────╯
          │                                                │
          │                                                │  ╭─ Direction ──────────╮
          │                                                │  │ ▸ Swedish → English  │
          │                                                │  │   English → Swedish  │
          │                                                │  ╰──────────────────────╯
          │                                                │
          │                                                │  ╭──────────────────────╮
          │                                                │  │        Start         │
          ╰────────────────────────────────────────────────╯  ╰──────────────────────╯




          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit          Enter start   Tab next   F1 help   q quit
        """.picture)
  }

  @Test("The menu on the smallest screen")
  func smallMenu() {
    #expect(
      Play.shows("menu", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
          ▸ Djur                       sv → en
            Mat och dryck              sv → en
            trasig.tsv          ✗ not readable

          ▸ Typing     Multiple choice
          ▸ sv → en     en → sv

                         Start
         ● all saved, safe to quit      F1 help
        """.picture)
  }

  @Test("The menu on a wide screen stays in the middle")
  func wideMenu() {
    #expect(
      Play.shows("menu", 120, 40)
        == """

                    glosa   Ada · 7B                                     Level 7 █████████▏░░░░░░ 200/350   1 250 XP
                    ────────────────────────────────────────────────────────────────────────────────────────────────









                    ╭─ Word set ───────────────────────────────────────────────────╮  ╭─ Game ─────────────────────╮
                    │ ▸ Djur                                 A1   4 words  sv → en │  │ ▸ Typing                   │
                    │   Mat och dryck                        A2   2 words  sv → en │  │   Multiple choice          │
                    │   trasig.tsv                                  ✗ not readable │  ╰────────────────────────────╯
                    │                                                              │
                    │                                                              │  ╭─ Direction ────────────────╮
                    │                                                              │  │ ▸ Swedish → English        │
                    │                                                              │  │   English → Swedish        │
                    │                                                              │  ╰────────────────────────────╯
                    │                                                              │
                    │                                                              │  ╭────────────────────────────╮
                    │                                                              │  │           Start            │
                    ╰──────────────────────────────────────────────────────────────╯  ╰────────────────────────────╯













                    ────────────────────────────────────────────────────────────────────────────────────────────────
                    ● all saved, safe to quit                              Enter start   Tab next   F1 help   q quit
        """.picture)
  }

  @Test("A broken set is marked, and says what is wrong when chosen")
  func broken() {
    #expect(
      Play.shows("menu, broken set", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────


          ╭─ Word set ─────────────────────────────────────╮  ╭─ Game ───────────────╮
          │   Djur                   A1   4 words  sv → en │  │ ▸ Typing             │
          │   Mat och dryck          A2   2 words  sv → en │  │   Multiple choice    │
          │ ▸ trasig.tsv                    ✗ not readable │  ╰──────────────────────╯
          │                                                │
          │                                                │  ╭─ Direction ──────────╮
          │                                                │  │ ▸ Word → translation │
          │                                                │  │   Translation → word │
          │                                                │  ╰──────────────────────╯
          │                                                │
          │ trasig.tsv, line 3: no tab between the word    │  ╭──────────────────────╮
          │ and its translation; put one there             │  │        Start         │
          ╰────────────────────────────────────────────────╯  ╰──────────────────────╯




          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit          Enter start   Tab next   F1 help   q quit
        """.picture)
    #expect(
      Play.shows("menu, broken set", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
          ▸ trasig.tsv          ✗ not readable▴
          trasig.tsv, line 3: no tab between
          the word and its translation; put
          one there
          ▸ Typing     Multiple choice
          ▸ word first     translation first

                         Start
         ● all saved, safe to quit      F1 help
        """.picture)
  }

  @Test("Languages are told by the first part of their tags: a list has no room for more")
  func languages() {
    let text = "# title: Egna\n# from: sv-SE\n# to: en-GB\nen ko\ta cow\n"
    let file = WordSetFile(
      name: "egna.tsv", bytes: Array(text.utf8), fallbackID: UniqueID(high: 0, low: 5), isOwn: true)
    var play = Play()
    _ = play.app.update(.filesChanged([file]), at: Timestamp(milliseconds: 0))
    #expect(play.lines(80, 24).contains { $0.contains("▸ Egna                  own    1 word  sv → en │") })
  }
}

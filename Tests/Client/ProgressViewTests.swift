import Screen
import TestScopes
import Testing

@Suite(.ownThread()) struct ProgressViewTests {
  @Test("The menu: the quests of the day, then homework with goal, progress and end, then the sets")
  func menu() {
    #expect(
      Play.shows("busy menu", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────

           Today      Type 20 words right      ━━━━━━━────    13/20  +30 XP
                   ✓  Choose 10 right answers  ━━━━━━━━━━━    10/10  +15 XP won
                   ✓  Win 100 XP               ━━━━━━━━━━━  100/100  +25 XP on its way

          ╭─ Homework ─────────────────────────────────────╮  ╭─ Game ───────────────╮
          │ ▸ Djuren i skogen    20/50 XP  due today 16:00 │  │ ▸ Typing             │
          │   Mat till fredag   45/120 XP  due tomorrow    │  │   Multiple choice    │
          │   Kapitel 3           0/30 XP  not here yet    │  ╰──────────────────────╯
          │   Kroppen            30/30 XP  ✓ done          │
          ├─ Word set ─────────────────────────────────────┤  ╭─ Direction ──────────╮
          │   Djur                   A1   4 words  sv → en │  │ ▸ Swedish → English  │
          │   Mat och dryck          A2   2 words  sv → en │  │   English → Swedish  │
          │   trasig.tsv                    ✗ not readable │  ╰──────────────────────╯
          │                                                │
          │                                                │  ╭──────────────────────╮
          │                                                │  │        Start         │
          ╰────────────────────────────────────────────────╯  ╰──────────────────────╯

          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit          Enter start   Tab next   F1 help   q quit
        """.picture)
    #expect(
      Play.shows("busy menu", 120, 40)
        == """

                    glosa   Ada · 7B                                     Level 7 █████████▏░░░░░░ 200/350   1 250 XP
                    ────────────────────────────────────────────────────────────────────────────────────────────────







                     Today      Type 20 words right      ━━━━━━━━━━━━━━━━━━━━───────────    13/20  +30 XP
                             ✓  Choose 10 right answers  ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━    10/10  +15 XP won
                             ✓  Win 100 XP               ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━  100/100  +25 XP on its way

                    ╭─ Homework ───────────────────────────────────────────────────╮  ╭─ Game ─────────────────────╮
                    │ ▸ Djuren i skogen     ━━━━──────   20/50 XP  due today 16:00 │  │ ▸ Typing                   │
                    │   Mat till fredag     ━━━───────  45/120 XP  due tomorrow    │  │   Multiple choice          │
                    │   Kapitel 3           ──────────    0/30 XP  not here yet    │  ╰────────────────────────────╯
                    │   Kroppen             ━━━━━━━━━━   30/30 XP  ✓ done          │
                    ├─ Word set ───────────────────────────────────────────────────┤  ╭─ Direction ────────────────╮
                    │   Djur                                 A1   4 words  sv → en │  │ ▸ Swedish → English        │
                    │   Mat och dryck                        A2   2 words  sv → en │  │   English → Swedish        │
                    │   trasig.tsv                                  ✗ not readable │  ╰────────────────────────────╯
                    │                                                              │
                    │                                                              │  ╭────────────────────────────╮
                    │                                                              │  │           Start            │
                    ╰──────────────────────────────────────────────────────────────╯  ╰────────────────────────────╯











                    ────────────────────────────────────────────────────────────────────────────────────────────────
                    ● all saved, safe to quit                              Enter start   Tab next   F1 help   q quit
        """.picture)
  }

  @Test("On small screens homework is told shorter, and one quest")
  func smallMenu() {
    #expect(
      Play.shows("busy menu", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
          ▸ Djuren i skog…  20/50  today 16:00
            Mat till fred… 45/120  tomorrow
            Kapitel 3        0/30  not here
            Kroppen         30/30  ✓ done     ▾
          ▸ Typing     Multiple choice
          ▸ sv → en     en → sv
            quest: 13/20 typed words · +30 XP
                         Start
         ● all saved, safe to quit      F1 help
        """.picture)
    #expect(
      Play.shows("busy menu", 60, 20)
        == """
          glosa   Ada · 7B   Level 7 █████▋░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────

          Homework
           ▸ Djuren i skogen            20/50 XP  due today 16:00
             Mat till fredag           45/120 XP  due tomorrow
             Kapitel 3                   0/30 XP  not here yet
             Kroppen                    30/30 XP  ✓ done
          Word set
             Djur                           A1   4 words  sv → en
             Mat och dryck                  A2   2 words  sv → en
             trasig.tsv                            ✗ not readable

           ▸ Typing     Multiple choice
           ▸ sv → en     en → sv
             quest: 13/20 typed words · +30 XP
                                   Start

          ────────────────────────────────────────────────────────
          ● all saved, safe to quit               F1 help   q quit
        """.picture)
  }

  @Test("Homework whose words are not here says so")
  func wordsMissing() {
    #expect(
      Play.shows("busy menu, words missing", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────

           Today      Type 20 words right      ━━━━━━━────    13/20  +30 XP
                   ✓  Choose 10 right answers  ━━━━━━━━━━━    10/10  +15 XP won
                   ✓  Win 100 XP               ━━━━━━━━━━━  100/100  +25 XP on its way

          ╭─ Homework ─────────────────────────────────────╮  ╭─ Game ───────────────╮
          │   Djuren i skogen    20/50 XP  due today 16:00 │  │ ▸ Typing             │
          │   Mat till fredag   45/120 XP  due tomorrow    │  │   Multiple choice    │
          │ ▸ Kapitel 3           0/30 XP  not here yet    │  ╰──────────────────────╯
          │   Kroppen            30/30 XP  ✓ done          │
          ├─ Word set ─────────────────────────────────────┤  ╭─ Direction ──────────╮
          │   Djur                   A1   4 words  sv → en │  │ ▸ Word → translation │
          │   Mat och dryck          A2   2 words  sv → en │  │   Translation → word │
          │   trasig.tsv                    ✗ not readable │  ╰──────────────────────╯
          │ The words of 'Kapitel 3' are not on this       │
          │ computer yet: they come as soon as the server  │  ╭──────────────────────╮
          │ can be reached.                                │  │        Start         │
          ╰────────────────────────────────────────────────╯  ╰──────────────────────╯

          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit          Enter start   Tab next   F1 help   q quit
        """.picture)
    #expect(
      Play.shows("busy menu, words missing", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
          ▸ Kapitel 3        0/30  not here   ▾
          The words of 'Kapitel 3' are not on
          this computer yet: they come as soon
          as the server can be reached.
          ▸ Typing     Multiple choice
          ▸ word first     translation first
            quest: 13/20 typed words · +30 XP
                         Start
         ● all saved, safe to quit      F1 help
        """.picture)
  }

  @Test("A round tells of its homework above and of a quest below")
  func round() {
    #expect(
      Play.shows("busy typing", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────

          Djur · Typing · homework 20/50 XP                                        1/4
          ────────────────────────────────────────────────────────────────────────────


                                            en björn
                                  En björn sover hela vintern.

                         ╭─ English ──────────────────────────────────╮
                         │                                            │
                         ╰────────────────────────────────────────────╯








          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit   quest: 13/20 typed words      F1 help   Esc back
        """.picture)
  }

  @Test("A quest that is reached is told under the answer")
  func reached() {
    #expect(
      Play.shows("quest reached", 80, 24)
        == """

          glosa   Ada · 7B             Level 7 █████████▌░░░░░░ 210/350   1 250 XP +10
          ────────────────────────────────────────────────────────────────────────────

          Djur · Typing · homework 30/50 XP                                        2/4
          ━━━━━━━━━━━━━━━━━━━─────────────────────────────────────────────────────────


                                             en älg
                                     En älg stod på vägen.

                         ╭─ English ──────────────────────────────────╮
                         │                                            │
                         ╰────────────────────────────────────────────╯

                                    ✓ en björn = a bear  +10

                        ★ Quest done: 20 typed words!  +30 XP on its way

                                          +10 pending


          ────────────────────────────────────────────────────────────────────────────
          ◐ 10 XP saved here          ✓ all quests of today done    F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("quest reached", 40, 10)
        == """
         Ada · 7B        Level 7   1 250 XP +10
         Djur · Typing · homework 30/50 XP  2/4
                         en älg
         ╭─ English ──────────────────────────╮
         │                                    │
         ╰────────────────────────────────────╯
                ✓ en björn = a bear  +10
            ★ Quest done!  +30 XP on its way
                      +10 pending
         ◐ 10 XP saved here, sending soon
        """.picture)
  }

  @Test("The results show what the round did for homework and quests")
  func results() {
    #expect(
      Play.shows("busy results", 80, 24)
        == """

          glosa   Ada · 7B             Level 7 ██████████░░░░░░ 220/350   1 250 XP +20
          ────────────────────────────────────────────────────────────────────────────

                                     Djur: round left early

                 20 XP             2 of 3              66 %                ×1
                  won        right at first try      accuracy          best combo
                                   +10 pending   +10 pending

             Homework: Djuren i skogen  ━━━━━━━━━━━━━────  40/50 XP  due today 16:00
          ★  Type 20 words right        ━━━━━━━━━━━━━━━━━     20/20  +30 XP on its way
          ✓  Win 100 XP                 ━━━━━━━━━━━━━━━━━   100/100  +25 XP on its way

                ╭─ 1 word missed ──────────────────────────────────────────────╮
                │ en älg                        an elk / a moose               │
                ╰──────────────────────────────────────────────────────────────╯

                        Play that one again       Play again       Menu



          ────────────────────────────────────────────────────────────────────────────
          ◐ 20 XP saved here          ✓ all quests of today done    F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("busy results", 40, 10)
        == """
         Ada · 7B        Level 7   1 250 XP +20
                 Djur: round left early
                    20 XP  won
                   2 of 3  right at first try
               +10 pending   +10 pending
            ★ Quest done!  +30 XP on its way
                  Play that one again
                       Play again
                          Menu
         ◐ 20 XP saved here, sending soon
        """.picture)
  }

  @Test("Where the locale is not UTF-8 the same picture is of ASCII")
  func ascii() {
    #expect(
      Play.shows("busy menu", 80, 24, glyphSet: .ascii)
        == """

          glosa   Ada - 7B                 Level 7 #########------- 200/350   1 250 XP
          ----------------------------------------------------------------------------

           Today      Type 20 words right      =======----    13/20  +30 XP
                   ok Choose 10 right answers  ===========    10/10  +15 XP won
                   ok Win 100 XP               ===========  100/100  +25 XP on its way

          +- Homework -------------------------------------+  +- Game ---------------+
          | > Djuren i skogen    20/50 XP  due today 16:00 |  | > Typing             |
          |   Mat till fredag   45/120 XP  due tomorrow    |  |   Multiple choice    |
          |   Kapitel 3           0/30 XP  not here yet    |  +----------------------+
          |   Kroppen            30/30 XP  ok done         |
          +- Word set -------------------------------------+  +- Direction ----------+
          |   Djur                   A1   4 words  sv > en |  | > Swedish > English  |
          |   Mat och dryck          A2   2 words  sv > en |  |   English > Swedish  |
          |   trasig.tsv                    x not readable |  +----------------------+
          |                                                |
          |                                                |  +----------------------+
          |                                                |  |        Start         |
          +------------------------------------------------+  +----------------------+

          ----------------------------------------------------------------------------
          * all saved, safe to quit          Enter start   Tab next   F1 help   q quit
        """.picture)
  }
}

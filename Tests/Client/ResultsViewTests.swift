import Screen
import TestScopes
import Testing

@Suite(.ownThread()) struct ResultsViewTests {
  @Test("The figures, the missed words and what to do next")
  func results() {
    #expect(
      Play.shows("results", 80, 24)
        == """

          glosa   Ada · 7B             Level 7 ██████████░░░░░░ 220/350   1 250 XP +20
          ────────────────────────────────────────────────────────────────────────────



                                     Djur: round left early

                 20 XP             2 of 3              66 %                ×1
                  won        right at first try      accuracy          best combo
                                   +10 pending   +10 pending

                ╭─ 1 word missed ──────────────────────────────────────────────╮
                │ en älg                        an elk / a moose               │
                ╰──────────────────────────────────────────────────────────────╯

                        Play that one again       Play again       Menu





          ────────────────────────────────────────────────────────────────────────────
          ◐ 20 XP saved here, sending soon                          F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("results", 40, 10)
        == """
         Ada · 7B        Level 7   1 250 XP +20
                 Djur: round left early
                    20 XP  won
                   2 of 3  right at first try
                     66 %  accuracy
               +10 pending   +10 pending
                  Play that one again
                       Play again
                          Menu
         ◐ 20 XP saved here, sending soon
        """.picture)
  }

  @Test("The help lists all keys; on the smallest screen those of the place")
  func help() {
    #expect(
      Play.shows("help", 80, 24)
        == """

         ╭─ Keys ─────────────────────────────────────────────────────────────────────╮
         │  Everywhere                           Menu                                 │
         │  F1 ?       this help                 Enter      start                     │
         │  Esc        back                      ↑ ↓        choose in a list          │
         │  q          leave (not when typing)   Tab        next part                 │
         │  Ctrl-C     leave                     ← →        change game, direction    │
         │  Ctrl-Z     to the shell; fg returns  1–3        choose by number          │
         │                                                                            │
         │  Typing                               Multiple choice                      │
         │  Enter      answer; empty: show       1–4        answer; or click it       │
         │  ← →        move in the field         ↑ ↓        choose                    │
         │  Home End   to start, end             Enter      answer with it            │
         │  Ctrl-A -E  to start, end             Esc        end the round             │
         │  Ctrl-W     delete a word                                                  │
         │  Ctrl-U -K  delete to start, end      Results                              │
         │  Esc        end the round             ← → Enter  choose what next          │
         │                                       1–3        the same by number        │
         │  Quests and homework                  Esc        menu                      │
         │  Quests     three new ones a day                                           │
         │  Bonus      comes from the server                                          │
         │  Homework   first in the menu                                              │
         ╰─────────────────────────────────────────────────────────── any key closes ─╯
          ◐ 10 XP saved here, sending soon                          F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("help", 40, 10)
        == """
         ╭─ Keys ─────────────────────────────╮
         │  Typing                            │
         │  Enter      answer; empty: show    │
         │  ← →        move in the field      │
         │  Home End   to start, end          │
         │  Ctrl-A -E  to start, end          │
         │  Ctrl-W     delete a word          │
         │  Ctrl-U -K  delete to start, end   │
         │  Esc        end the round          │
         ╰─────────────────── any key closes ─╯
        """.picture)
  }

  @Test("Leaving says what is sent and that it is safe")
  func leaving() {
    #expect(
      Play.shows("leaving", 80, 24)
        == """

          glosa   Ada · 7B             Level 7 █████████▌░░░░░░ 210/350   1 250 XP +10
          ────────────────────────────────────────────────────────────────────────────

          Djur · Typing                                                            2/4
          ━━━━━━━━━━━━━━━━━━━─────────────────────────────────────────────────────────


                                             en älg
                       ╭───────────────────────────────────────────────╮
                       │                                               │
                       │  Sending the last event… (Ctrl-C leaves now;  │
                       │     everything is safe on this computer)      │
                       │                                               │
                       ╰───────────────────────────────────────────────╯
                                    ✓ en björn = a bear  +10



                                          +10 pending


          ────────────────────────────────────────────────────────────────────────────
          ◐ 10 XP saved here, sending soon
        """.picture)
    #expect(
      Play.shows("leaving", 40, 10)
        == """
         Ada · 7B        Level 7   1 250 XP +10
         Djur · Typing                      2/4
         ╭───────────────────────────────────╮
         │  Sending the last event… (Ctrl-C  │
         │  leaves now; everything is safe   │
         │         on this computer)         │
         ╰───────────────────────────────────╯

                      +10 pending
         ◐ 10 XP saved here, sending soon
        """.picture)
  }

  @Test("Offline is said in words, shorter on the smallest screen")
  func offline() {
    #expect(
      Play.shows("offline", 80, 24)
        == """

          glosa   Ada · 7B             Level 7 ██████████▊░░░░░ 237/350   1 250 XP +37
          ────────────────────────────────────────────────────────────────────────────

          Djur · Typing                                                            1/4
          ────────────────────────────────────────────────────────────────────────────


                                            en björn
                                  En björn sover hela vintern.

                         ╭─ English ──────────────────────────────────╮
                         │                                            │
                         ╰────────────────────────────────────────────╯








          ────────────────────────────────────────────────────────────────────────────
          ○ offline: 37 XP safe on this computer, next try in 8 s   F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("offline", 40, 10)
        == """
         Ada · 7B        Level 7   1 250 XP +37
         Djur · Typing                      1/4
                        en björn
         ╭─ English ──────────────────────────╮
         │                                    │
         ╰────────────────────────────────────╯



         ○ offline: 37 XP safe, next try in 8 s
        """.picture)
  }

  @Test("Below the smallest size a notice")
  func tooSmall() {
    #expect(
      Play.shows("menu", 30, 8)
        == """



        Window too small: 40×10 is the
             smallest (now 30×8)



        """.picture)
    #expect(
      Play.shows("menu", 30, 8, glyphSet: .ascii)
        == """



        Window too small: 40x10 is the
             smallest (now 30x8)



        """.picture)
  }
}

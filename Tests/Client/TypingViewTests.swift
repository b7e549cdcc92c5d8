import Screen
import TestScopes
import Testing

@Suite(.ownThread()) struct TypingViewTests {
  @Test("A word is asked")
  func asking() {
    #expect(
      Play.shows("typing", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────

          Djur · Typing                                                            1/4
          ────────────────────────────────────────────────────────────────────────────


                                            en björn
                                  En björn sover hela vintern.

                         ╭─ English ──────────────────────────────────╮
                         │                                            │
                         ╰────────────────────────────────────────────╯








          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit                                 F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("typing", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
         Djur · Typing                      1/4
                        en björn
         ╭─ English ──────────────────────────╮
         │                                    │
         ╰────────────────────────────────────╯



         ● all saved, safe to quit      F1 help
        """.picture)
  }

  @Test(
    "After a right answer the next word stands there with the verdict of the last, and what was typed is there"
  )
  func right() {
    #expect(
      Play.shows("typing, right", 80, 24)
        == """

          glosa   Ada · 7B             Level 7 █████████▌░░░░░░ 210/350   1 250 XP +10
          ────────────────────────────────────────────────────────────────────────────

          Djur · Typing                                                            2/4
          ━━━━━━━━━━━━━━━━━━━─────────────────────────────────────────────────────────


                                             en älg
                                     En älg stod på vägen.

                         ╭─ English ──────────────────────────────────╮
                         │ a                                          │
                         ╰────────────────────────────────────────────╯

                                    ✓ en björn = a bear  +10



                                          +10 pending


          ────────────────────────────────────────────────────────────────────────────
          ◐ 10 XP saved here, sending soon                          F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("typing, right", 40, 10)
        == """
         Ada · 7B        Level 7   1 250 XP +10
         Djur · Typing                      2/4
                         en älg
         ╭─ English ──────────────────────────╮
         │ a                                  │
         ╰────────────────────────────────────╯
                ✓ en björn = a bear  +10

                      +10 pending
         ◐ 10 XP saved here, sending soon
        """.picture)
  }

  @Test("After a wrong answer the right one stays until Enter")
  func wrong() {
    #expect(
      Play.shows("typing, wrong", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────

          Djur · Typing                                                            1/5
          ────────────────────────────────────────────────────────────────────────────


                                            en björn
                                  En björn sover hela vintern.

                         ╭─ English ──────────────────────────────────╮
                         │ ✗ a butter                                 │
                         ╰──────────────────────────── Enter goes on ─╯

                                 ✗ Not quite. The right answer:
                                             a bear





          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit                   Enter go on   F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("typing, wrong", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
         Djur · Typing                      1/5
                        en björn
         ╭─ English ──────────────────────────╮
         │ ✗ a butter                         │
         ╰──────────────────── Enter goes on ─╯
             ✗ Not quite. The right answer:
                         a bear

         ● all saved, safe to quit      F1 help
        """.picture)
  }

  @Test(
    "After an answer that is almost right stands what was typed, with the reason; only the reason where it is narrow"
  )
  func almost() {
    let wide = Play.shows("typing, almost", 80, 24)
    #expect(wide.contains { $0.hasSuffix("≈ almost: en björn = a bear  +5") })
    #expect(wide.contains { $0.hasSuffix("you typed: a baer · 'ea', not 'ae'") })
    #expect(Play.shows("typing, almost", 40, 10).contains { $0.hasSuffix("'ea', not 'ae'") })
  }

  @Test("On a wide screen everything stays in the middle")
  func wide() {
    #expect(
      Play.shows("typing, right", 120, 40)
        == """

                    glosa   Ada · 7B                                 Level 7 █████████▌░░░░░░ 210/350   1 250 XP +10
                    ────────────────────────────────────────────────────────────────────────────────────────────────

                    Djur · Typing                                                                                2/4
                    ━━━━━━━━━━━━━━━━━━━━━━━━────────────────────────────────────────────────────────────────────────








                                                                 en älg
                                                         En älg stod på vägen.

                                             ╭─ English ──────────────────────────────────╮
                                             │ a                                          │
                                             ╰────────────────────────────────────────────╯

                                                        ✓ en björn = a bear  +10



                                                              +10 pending












                    ────────────────────────────────────────────────────────────────────────────────────────────────
                    ◐ 10 XP saved here, sending soon                                              F1 help   Esc back
        """.picture)
  }

  @Test("Where the locale is not UTF-8 the same picture is of ASCII")
  func ascii() {
    #expect(
      Play.shows("typing, wrong", 80, 24, glyphSet: .ascii)
        == """

          glosa   Ada - 7B                 Level 7 #########------- 200/350   1 250 XP
          ----------------------------------------------------------------------------

          Djur - Typing                                                            1/5
          ----------------------------------------------------------------------------


                                            en bjorn
                                  En bjorn sover hela vintern.

                         +- English ----------------------------------+
                         | x a butter                                 |
                         +---------------------------- Enter goes on -+

                                 x Not quite. The right answer:
                                             a bear





          ----------------------------------------------------------------------------
          * all saved, safe to quit                   Enter go on   F1 help   Esc back
        """.picture)
  }
}

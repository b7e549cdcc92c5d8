import TestScopes
import Testing

@Suite(.ownThread()) struct ChoiceViewTests {
  @Test("Four options with their numbers")
  func asking() {
    #expect(
      Play.shows("choice", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────

          Djur · Multiple choice                                                   1/4
          ────────────────────────────────────────────────────────────────────────────


                                            en björn
                                  En björn sover hela vintern.

                             ╭─ English ──────────────────────────╮
                             │ 1  an elk                          │
                             │ 2  a butterfly                     │
                             │ 3  a fox                           │
                             │ 4  a bear                          │
                             ╰────────────────────────────────────╯





          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit                                 F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("choice", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
         Djur · Multiple choice             1/4
                        en björn
           1  an elk
           2  a butterfly
           3  a fox
           4  a bear


         ● all saved, safe to quit      F1 help
        """.picture)
  }

  @Test("After a wrong choice both are marked, by signs too")
  func wrong() {
    #expect(
      Play.shows("choice, wrong", 80, 24)
        == """

          glosa   Ada · 7B                 Level 7 █████████▏░░░░░░ 200/350   1 250 XP
          ────────────────────────────────────────────────────────────────────────────

          Djur · Multiple choice                                                   1/5
          ────────────────────────────────────────────────────────────────────────────


                                            en björn
                                  En björn sover hela vintern.

                             ╭─ English ──────────────────────────╮
                             │ 1  an elk                       ✗  │
                             │ 2  a butterfly                     │
                             │ 3  a fox                           │
                             │ 4  a bear                       ✓  │
                             ╰──────────────────── Enter goes on ─╯
                                 ✗ Not quite. The right answer:
                                             a bear



          ────────────────────────────────────────────────────────────────────────────
          ● all saved, safe to quit                   Enter go on   F1 help   Esc back
        """.picture)
    #expect(
      Play.shows("choice, wrong", 40, 10)
        == """
         Ada · 7B     Level 7 ███▍░░   1 250 XP
         Djur · Multiple choice             1/5
                        en björn
           1  an elk                       ✗
           2  a butterfly
           3  a fox
           4  a bear                       ✓
             ✗ Not quite. The right answer:
                         a bear
         ● all saved, safe to quit      F1 help
        """.picture)
  }
}

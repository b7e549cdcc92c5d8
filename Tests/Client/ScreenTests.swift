import Screen
import TestScopes
import Testing

@Suite(.ownThread()) struct ScreenTests {
  @Test(
    "A character takes as many columns as a terminal gives it",
    arguments: [
      ("a", 1), ("å", 1), ("a\u{30A}", 1), ("é", 1), ("—", 1), ("█", 1), ("●", 1), ("漢", 2), ("한", 2),
      ("ｱ", 1),
      ("Ａ", 2), ("😀", 2), ("⚡", 2), ("👩‍👧", 2), ("❤", 1), ("\u{200B}", 0), ("\u{AD}", 0), ("ไ", 1),
    ] as [(Character, Int)])
  func columns(character: Character, columns: Int) {
    #expect(character.columns == columns)
  }

  @Test("Text is cut off by columns with an ellipsis, and at the edges without")
  func clipping() {
    var screen = Screen(size: Size(columns: 8, rows: 4))
    #expect(screen.put("fjärilar", column: 0, row: 0, maxWidth: 5) == 5)
    screen.put("fjäril", column: 5, row: 1)
    screen.put("fjäril", column: -3, row: 2)
    screen.put("unseen", column: 0, row: 4)
    screen.put("unseen", column: 0, row: -1)
    #expect(screen.lines == ["fjär…", "     fjä", "ril", ""])
  }

  @Test("A wide character is drawn whole or not at all")
  func wide() {
    var screen = Screen(size: Size(columns: 5, rows: 3))
    screen.put("漢字漢字", column: 0, row: 0)
    screen.put("漢字漢字", column: 0, row: 1, maxWidth: 4)
    screen.put("漢", column: -1, row: 2)
    #expect(screen.lines == ["漢字", "漢…", ""])
    #expect(screen[1, 0].columns == 0)
    #expect(screen[4, 0] == .blank)
  }

  @Test("A screen is drawn into another, cut off at the edges, wide characters whole")
  func nested() {
    var inner = Screen(size: Size(columns: 4, rows: 2))
    inner.put("漢ab", column: 0, row: 0, style: .accent)
    inner.put("cd", column: 0, row: 1)
    var screen = Screen(size: Size(columns: 6, rows: 3))
    screen.fill(screen.bounds, with: "x")
    screen.draw(inner, column: 1, row: 0)
    #expect(screen.lines == ["x漢abx", "xcd  x", "xxxxxx"])
    #expect(screen[1, 0].style == .accent)
    screen.draw(inner, column: 5, row: 2)
    #expect(screen.lines[2] == "xxxxxx", "half of a wide character is not drawn")
    screen.draw(inner, column: -2, row: 2)
    #expect(screen.lines[2] == "abxxxx")
  }

  @Test("Writing over half of a wide character leaves no other half")
  func half() {
    var screen = Screen(size: Size(columns: 6, rows: 2))
    screen.put("漢字", column: 0, row: 0)
    screen.put("x", column: 1, row: 0)
    screen.put("漢字", column: 0, row: 1)
    screen.put("x", column: 2, row: 1)
    #expect(screen.lines == [" x字", "漢x"])
    screen.put("語", column: 1, row: 1)
    #expect(screen.lines[1] == " 語")
  }

  @Test("Control characters, joiners and directions never reach the grid")
  func hostile() {
    var screen = Screen(size: Size(columns: 20, rows: 1))
    screen.put("a\u{1B}[2Jb\n\tc\u{202E}d\u{200D}e\u{7F}f", column: 0, row: 0)
    #expect(screen.lines == ["a [2Jb  cde f"])
  }

  @Test("Marks stay with their character, up to the four that a cell holds")
  func marks() {
    var screen = Screen(size: Size(columns: 4, rows: 1))
    screen.put("a\u{30A}b" + "\u{301}", column: 0, row: 0)
    #expect(screen[0, 0].character == "å")
    #expect(screen[1, 0].character.unicodeScalars.count == 2)
    screen.put("z" + String(repeating: "\u{301}", count: 50), column: 2, row: 0)
    #expect(screen[2, 0].character.unicodeScalars.count == 5)
  }

  @Test("The ASCII look shows everything by ASCII and measures it so")
  func ascii() {
    let glyphSet = GlyphSet.ascii
    var screen = Screen(size: Size(columns: 30, rows: 4), glyphSet: glyphSet)
    screen.put("Åsa äter smörgås på café ñ", column: 0, row: 0)
    screen.put("● sending 12…", column: 0, row: 1)
    screen.put("a\u{30A} 漢", column: 0, row: 2)
    screen.put("saknade ord", column: 0, row: 3, maxWidth: 8)
    #expect(screen.lines == ["Asa ater smorgas pa cafe ?", "* sending 12...", "a ?", "sakna..."])
    #expect(glyphSet.columns(of: "…") == 3)
  }

  @Test("The locale's character set decides the look", arguments: ["UTF-8", "utf8", "utf-8"])
  func glyphSet(name: String) {
    #expect(GlyphSet(characterSet: name) == .unicode)
    #expect(GlyphSet(characterSet: "ANSI_X3.4-1968") == .ascii)
    #expect(GlyphSet(characterSet: "ISO-8859-1") == .ascii)
    #expect(GlyphSet(characterSet: "") == .ascii)
  }

  @Test("Boxes have round corners, and those too small for one are left out")
  func box() {
    var screen = Screen(size: Size(columns: 6, rows: 3))
    screen.box(Rect(column: 1, row: 0, width: 4, height: 3))
    screen.box(Rect(column: 0, row: 0, width: 1, height: 3))
    #expect(screen.lines == [" ╭──╮", " │  │", " ╰──╯"])
    var ascii = Screen(size: Size(columns: 4, rows: 3), glyphSet: .ascii)
    ascii.box(ascii.bounds)
    #expect(ascii.lines == ["+--+", "|  |", "+--+"])
  }

  @Test(
    "A bar is exact to an eighth, shows the first point, and looks full only when it is",
    arguments: [
      (0, 100, "░░░░"), (1, 100, "▏░░░"), (50, 100, "██░░"), (54, 100, "██▏░"), (99, 100, "███▉"),
      (100, 100, "████"),
      (120, 100, "████"), (5, 0, "░░░░"),
    ])
  func bar(part: Int, whole: Int, shown: String) {
    var screen = Screen(size: Size(columns: 4, rows: 1))
    screen.bar(part: part, whole: whole, column: 0, row: 0, width: 4)
    #expect(screen.lines == [shown])
  }

  @Test("Lines break between words; a word longer than the line breaks inside")
  func wrapping() {
    #expect(GlyphSet.unicode.wrapped("en fjäril flyger bort", to: 10) == ["en fjäril", "flyger", "bort"])
    #expect(GlyphSet.unicode.wrapped("flygmaskin", to: 4) == ["flyg", "mask", "in"])
    #expect(GlyphSet.unicode.wrapped("漢字", to: 1).count <= 3)
    #expect(GlyphSet.unicode.wrapped("", to: 5).isEmpty)
    #expect(GlyphSet.unicode.wrapped("x", to: 0).isEmpty)
  }

  @Test("A screen of no size can be drawn on")
  func empty() {
    var screen = Screen(size: Size(columns: 0, rows: -3))
    screen.put("x", column: 0, row: 0)
    screen.box(Rect(column: 0, row: 0, width: 9, height: 9))
    #expect(screen.lines.isEmpty)
  }
}

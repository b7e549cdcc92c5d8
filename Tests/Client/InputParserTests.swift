import Screen
import TestScopes
import Testing

@testable import Terminal

@Suite(.ownThread()) struct InputParserTests {
  private func events(_ text: String) -> [TerminalEvent] {
    var parser = InputParser()
    return parser.feed(text.utf8) + parser.finish()
  }

  @Test("Characters of any length arrive whole, marks with their base")
  func characters() {
    #expect(
      events("aå€😀e\u{301}") == [
        .key(.character("a")), .key(.character("å")), .key(.character("€")), .key(.character("😀")),
        .key(.character("e\u{301}")),
      ])
  }

  @Test("A character that comes in pieces is put together")
  func pieces() {
    var parser = InputParser()
    let bytes = Array("😀".utf8)
    for byte in bytes.dropLast() {
      #expect(parser.feed([byte]).isEmpty)
      #expect(parser.isWaiting)
    }
    #expect(parser.feed([bytes[3]]) == [.key(.character("😀"))])
    #expect(!parser.isWaiting)
  }

  @Test(
    "Keys that are no characters, as xterm, rxvt, the Linux console and tmux send them",
    arguments: [
      ("\r", .enter), ("\n", .enter), ("\t", .tab), ("\u{7F}", .backspace), ("\u{8}", .backspace),
      ("\u{1B}[A", .up), ("\u{1B}OB", .down), ("\u{1B}[1;5C", .right), ("\u{1B}[D", .left),
      ("\u{1B}[H", .home),
      ("\u{1B}[4~", .end), ("\u{1B}[8~", .end), ("\u{1B}[3~", .delete), ("\u{1B}[5~", .pageUp),
      ("\u{1B}[Z", .backTab),
      ("\u{1B}OP", .function(1)), ("\u{1B}[11~", .function(1)), ("\u{1B}[[A", .function(1)),
      ("\u{1B}[24~", .function(12)),
      ("\u{1}", .control("a")), ("\u{3}", .control("c")), ("\u{17}", .control("w")), ("\u{1B}OM", .enter),
      ("\u{1B}", .escape), ("\u{1B}Oq", .character("1")),
    ] as [(String, Key)])
  func keys(bytes: String, key: Key) {
    #expect(events(bytes) == [.key(key)])
  }

  @Test("An escape byte waits for the rest, and is the Escape key when none comes")
  func escape() {
    var parser = InputParser()
    #expect(parser.feed([0x1B]).isEmpty)
    #expect(parser.isWaiting)
    #expect(parser.feed("[A".utf8) == [.key(.up)])
    #expect(parser.feed([0x1B]).isEmpty)
    #expect(parser.finish() == [.key(.escape)])
    #expect(events("\u{1B}\u{1B}") == [.key(.escape), .key(.escape)])
    #expect(events("\u{1B}q") == [.key(.escape), .key(.character("q"))])
  }

  @Test("What means nothing here types nothing")
  func unknown() {
    for bytes in [
      "\u{1B}[?62;22c", "\u{1B}[200;1R", "\u{1B}[1;", "\u{1B}[99~", "\u{0}", "\u{1B}[57358u", "\u{85}",
    ] {
      let typed = events(bytes).filter { if case .key(.character) = $0 { true } else { false } }
      #expect(typed.isEmpty, "\(bytes.debugDescription)")
    }
  }

  @Test("A paste is one event, whatever it holds and however it comes")
  func paste() {
    #expect(
      events("a\u{1B}[200~en\r\u{1B}[Ahund\u{1B}[201~b") == [
        .key(.character("a")), .pasted("en\r\u{1B}[Ahund"), .key(.character("b")),
      ])
    var parser = InputParser()
    var all: [TerminalEvent] = []
    for byte in "\u{1B}[200~å…\u{1B}[201~".utf8 {
      all += parser.feed([byte])
      #expect(!parser.isWaiting || all.isEmpty)
    }
    #expect(all == [.pasted("å…")])
  }

  @Test("A paste is capped, not in the middle of a character; Ctrl-C gets out of one without end")
  func hugePaste() {
    var parser = InputParser(maximumPaste: 5)
    #expect(parser.feed("\u{1B}[200~åååå\u{1B}[201~x".utf8) == [.pasted("åå"), .key(.character("x"))])
    #expect(parser.feed("\u{1B}[200~ab".utf8).isEmpty)
    #expect(parser.feed([3]) == [.pasted("ab"), .key(.control("c"))])
  }

  @Test("The mouse: presses of the left button and the wheel, in both numberings")
  func mouse() {
    #expect(events("\u{1B}[<0;12;5M\u{1B}[<0;12;5m") == [.mousePressed(column: 11, row: 4)])
    #expect(events("\u{1B}[<16;300;2M") == [.mousePressed(column: 299, row: 1)])
    #expect(events("\u{1B}[<2;1;1M").isEmpty)
    #expect(events("\u{1B}[<65;1;1M\u{1B}[<64;1;1M") == [.key(.down), .key(.up)])
    #expect(events("\u{1B}[M !\"") == [.mousePressed(column: 0, row: 1)])
  }

  @Test("Focus and Ctrl-Z are events of their own")
  func others() {
    #expect(events("\u{1B}[I\u{1B}[O\u{1A}") == [.focusGained, .focusLost, .suspend])
  }

  @Test("Bytes that are no UTF-8 are Latin-1 where the locale has eight bits, else nothing")
  func latin1() {
    var parser = InputParser(readsLatin1: true)
    #expect(parser.feed([0xE5, 0x61]) == [.key(.character("å")), .key(.character("a"))])
    #expect(parser.feed([0xF6]) + parser.finish() == [.key(.character("ö"))])
    var strict = InputParser()
    #expect(strict.feed([0xE5, 0x61, 0xFF]) + strict.finish() == [.key(.character("a"))])
  }

  @Test("Any bytes at all are read to their end, without a trap", arguments: 0..<50)
  func anything(seed: Int) {
    var state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var parser = InputParser(readsLatin1: seed.isMultiple(of: 2), maximumPaste: 16)
    let interesting: [UInt8] = [
      0x1B, 0x5B, 0x4D, 0x3C, 0x32, 0x30, 0x31, 0x7E, 0x3B, 0xC3, 0xA5, 0xF0, 0xFF, 0x03,
    ]
    for _ in 0..<2000 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let byte =
        state >> 60 < 10
        ? interesting[Int(state >> 33) % interesting.count] : UInt8(truncatingIfNeeded: state >> 40)
      _ = parser.feed([byte])
    }
    _ = parser.feed([3, 3])
    _ = parser.finish()
    #expect(!parser.isWaiting)
  }
}

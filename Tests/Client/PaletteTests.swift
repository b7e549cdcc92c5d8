import Screen
import TestScopes
import Testing

@testable import Terminal

@Suite(.ownThread()) struct PaletteTests {
  @Test("NO_COLOR with any value but the empty one turns colour off")
  func noColour() {
    func scheme(_ colours: Int, _ noColour: String?, _ background: String? = nil) -> ColourScheme {
      ColourScheme(colours: colours, noColour: noColour, foregroundAndBackground: background)
    }
    #expect(scheme(256, "1") == .monochrome)
    #expect(scheme(256, "") == .dark256)
    #expect(scheme(256, nil) == .dark256)
    #expect(scheme(256, nil, "0;15") == .light256)
    #expect(scheme(8, nil) == .colours8)
    #expect(scheme(0, nil) == .monochrome)
  }

  @Test("The monochrome scheme has no colour at all")
  func monochrome() {
    for style in Style.allCases {
      let paint = Paint(style, in: .monochrome)
      #expect(paint.foreground == -1 && paint.background == -1)
    }
  }

  @Test(
    "In every scheme what must not be confused looks different",
    arguments: [ColourScheme.dark256, .light256, .colours8, .monochrome])
  func distinct(scheme: ColourScheme) {
    func paint(_ style: Style) -> Paint { Paint(style, in: scheme) }
    #expect(paint(.pending) != paint(.confirmed))
    #expect(paint(.selected) != paint(.chosen))
    #expect(paint(.selected) != paint(.text))
    #expect(paint(.statusBad) != paint(.statusGood))
    #expect(!paint(.selected).isInvisibleOnSpace)
    #expect(paint(.text).isInvisibleOnSpace)
  }

  @Test("Eight colours are only those that there are")
  func eight() {
    for style in Style.allCases {
      let paint = Paint(style, in: .colours8)
      #expect((-1..<8).contains(paint.foreground) && (-1..<8).contains(paint.background))
    }
  }

  @Test("Pauses are taken out of a terminal's capabilities")
  func padding() {
    #expect(
      Terminal.withoutPadding("\u{1B}[?5h$<100/>\u{1B}[?5l$".utf8) == Array("\u{1B}[?5h\u{1B}[?5l$".utf8))
  }

  @Test("What can't be a screen is refused with one sentence")
  func refusals() {
    let errors: [TerminalError] = [
      .notATerminal(stream: "Standard input"), .unusable(type: ""), .unusable(type: "dumb"),
      .outOfDescriptors,
    ]
    for error in errors { #expect(!error.description.contains("\n") && error.description.hasSuffix(".")) }
  }
}

import Foundation
import Languages
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

  /// What stands side by side and means something else, in every scheme.
  private static let distinctEverywhere: [(Style, Style)] = [
    (.pending, .confirmed), (.selected, .chosen), (.selected, .text), (.chosen, .text), (.selected, .dim),
    (.dim, .text), (.title, .text), (.accent, .text), (.key, .dim), (.focusedBorder, .border),
    (.bar, .barTrough), (.statusOffline, .statusGood), (.statusOffline, .statusBusy),
    (.statusAttention, .statusGood), (.statusAttention, .statusBusy), (.statusAttention, .statusOffline),
    (.statusBad, .statusGood), (.statusBad, .statusBusy), (.statusBad, .statusOffline),
    (.statusBad, .statusAttention),
  ]

  /// What colour tells apart where there is any; words and signs say the same.
  private static let distinctInColour: [(Style, Style)] = [
    (.right, .almost), (.right, .wrong), (.almost, .wrong), (.statusGood, .statusBusy),
  ]

  @Test(
    "In every scheme what must not be confused looks different",
    arguments: [ColourScheme.dark256, .light256, .colours8, .monochrome])
  func distinct(scheme: ColourScheme) {
    var pairs = Self.distinctEverywhere + (scheme == .monochrome ? [] : Self.distinctInColour)
    // Eight colours are too few for this one.
    if scheme == .colours8 { pairs.removeAll { $0.0 == .statusOffline && $0.1 == .statusBusy } }
    for (one, other) in pairs {
      let (first, second) = (Paint(one, in: scheme), Paint(other, in: scheme))
      let difference = max(
        Colour(first.foreground, or: scheme.text).difference(to: Colour(second.foreground, or: scheme.text)),
        Colour(first.background, or: scheme.plain).difference(
          to: Colour(second.background, or: scheme.plain)))
      // What can just be seen side by side is 2; across a screen it takes far more.
      #expect(first.attributes != second.attributes || difference >= 15, "\(one), \(other): \(difference)")
    }
  }

  @Test(
    "In every scheme the marked row and the worst news are seen where no letters are, and what is plain is not",
    arguments: [ColourScheme.dark256, .light256, .colours8, .monochrome])
  func surfaces(scheme: ColourScheme) {
    for style in [Style.selected, .statusBad, .code] {
      #expect(!Paint(style, in: scheme).isInvisibleOnSpace, "\(style)")
    }
    for style in [Style.text, .field, .dim, .title, .chosen, .confirmed, .statusGood] {
      #expect(Paint(style, in: scheme).isInvisibleOnSpace, "\(style)")
    }
  }

  @Test("With 256 colours everything can be read", arguments: [ColourScheme.dark256, .light256])
  func contrast(scheme: ColourScheme) {
    for style in Style.allCases {
      let paint = Paint(style, in: scheme)
      let foreground = Colour(paint.foreground, or: scheme.text)
      func ratio(on background: Colour) -> Double {
        foreground.contrast(with: paint.background == -1 ? background : Colour(paint.background))
      }
      let (plain, greyest) = (ratio(on: Colour(scheme.plain)), ratio(on: Colour(scheme.greyest)))
      switch style {
      case .text, .dim, .title, .accent, .pending, .confirmed, .right, .almost, .wrong, .rightLetter,
        .wrongLetter, .selected, .chosen,
        .field, .key, .statusGood, .statusBusy, .statusOffline, .statusAttention, .statusBad:
        // Of text WCAG 2 asks 4.5, of large text and signs 3.
        #expect(plain >= 4.5 && greyest >= 3, "\(style): \(plain), \(greyest)")
      case .focusedBorder, .bar: #expect(plain >= 3 && greyest >= 3, "\(style): \(plain), \(greyest)")
      // Says nothing that is not said by what it surrounds; there is something to see all the same.
      case .border: #expect(plain >= 1.8, "\(style): \(plain)")
      // A camera reads it, whatever the theme.
      case .code: #expect(paint.foreground == 16 && paint.background == 231)
      // Has no text; it is seen by its background.
      case .barTrough:
        #expect(paint.foreground == paint.background)
        #expect(Colour(paint.background).contrast(with: Colour(scheme.plain)) >= 1.3)
      }
    }
  }

  @Test("Eight colours are only those that there are, and one upon the other can be read")
  func eight() {
    for style in Style.allCases {
      let paint = Paint(style, in: .colours8)
      #expect((-1..<8).contains(paint.foreground) && (-1..<8).contains(paint.background))
      guard paint.background != -1 else { continue }
      #expect(Colour(paint.foreground).contrast(with: Colour(paint.background)) >= 4.5, "\(style)")
    }
  }

  @Test("The contrast of colours is what it is known to be")
  func knownContrasts() {
    #expect(abs(Colour(16).contrast(with: Colour(231)) - 21) < 0.001)
    #expect(Colour(196).contrast(with: Colour(196)) == 1)
    // #767676 is the lightest grey of 4.5 on white; of the table, 243 is.
    #expect(Colour(243).contrast(with: Colour(231)) > 4.5 && Colour(244).contrast(with: Colour(231)) < 4.5)
    #expect(abs(Colour(16).difference(to: Colour(231)) - 100) < 0.1)
  }

  @Test("Pauses are taken out of a terminal's capabilities")
  func padding() {
    #expect(
      Terminal.withoutPadding("\u{1B}[?5h$<100/>\u{1B}[?5l$".utf8) == Array("\u{1B}[?5h\u{1B}[?5l$".utf8))
  }

  @Test("What can't be a screen is refused with one sentence")
  func refusals() {
    let errors: [TerminalError] = [
      .notATerminal(.input), .unusable(type: ""), .unusable(type: "dumb"),
      .outOfDescriptors,
    ]
    for sentence in errors.map({ $0.text(in: English()) }) {
      #expect(!sentence.contains("\n") && sentence.hasSuffix("."))
    }
  }
}

extension ColourScheme {
  /// The number of the terminal's own background where it is as plain as can be.
  fileprivate var plain: Int16 { self == .light256 ? 231 : 16 }

  /// The number of a background that is just still taken for this scheme.
  fileprivate var greyest: Int16 { self == .light256 ? 7 : 236 }

  /// The number of the terminal's own text.
  fileprivate var text: Int16 { self == .light256 ? 16 : 231 }
}

/// A colour of xterm's table of 256.
private struct Colour {
  /// Red, green and blue, linear in light, from 0 to 1.
  private let light: [Double]

  /// The first sixteen as xterm has them; the others are the same everywhere.
  private static let first: [[Int]] = [
    [0, 0, 0], [205, 0, 0], [0, 205, 0], [205, 205, 0], [0, 0, 238], [205, 0, 205], [0, 205, 205],
    [229, 229, 229], [127, 127, 127], [255, 0, 0], [0, 255, 0], [255, 255, 0], [92, 92, 255], [255, 0, 255],
    [0, 255, 255], [255, 255, 255],
  ]

  /// The colour of a number; that of another where it is -1.
  init(_ number: Int16, or other: Int16 = 0) {
    let number = Int(number == -1 ? other : number)
    let steps = [0, 95, 135, 175, 215, 255]
    let bytes =
      switch number {
      case ..<16: Self.first[number]
      case 232...: Array(repeating: 8 + 10 * (number - 232), count: 3)
      default: [steps[(number - 16) / 36], steps[(number - 16) / 6 % 6], steps[(number - 16) % 6]]
      }
    light = bytes.map { byte in
      let value = Double(byte) / 255
      return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
    }
  }

  private var luminance: Double { 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] }

  /// The contrast of WCAG 2, from 1 to 21.
  func contrast(with other: Colour) -> Double {
    let (one, two) = (luminance + 0.05, other.luminance + 0.05)
    return max(one, two) / min(one, two)
  }

  /// The difference that is seen: the distance in the colour space L*a*b* of 1976.
  func difference(to other: Colour) -> Double {
    zip(lab, other.lab).map { ($0 - $1) * ($0 - $1) }.reduce(0, +).squareRoot()
  }

  private var lab: [Double] {
    func curve(_ value: Double) -> Double {
      value > 216.0 / 24_389 ? cbrt(value) : (24_389.0 / 27 * value + 16) / 116
    }
    let x = curve((0.4124 * light[0] + 0.3576 * light[1] + 0.1805 * light[2]) / 0.9505)
    let y = curve(luminance)
    let z = curve((0.0193 * light[0] + 0.1192 * light[1] + 0.9505 * light[2]) / 1.089)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }
}

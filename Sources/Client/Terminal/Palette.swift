import Screen

/// How much colour there is to draw with.
enum ColourScheme: Hashable {
  case dark256, light256, colours8, monochrome

  /// The scheme for a terminal of that many colours; any value of `NO_COLOR` but the empty one turns colour off
  /// (no-color.org), and `COLORFGBG`, where a terminal sets it, tells a light background.
  init(colours: Int, noColour: String?, foregroundAndBackground: String?) {
    if colours < 8 || noColour?.isEmpty == false {
      self = .monochrome
    } else if colours < 256 {
      self = .colours8
    } else {
      let background = foregroundAndBackground?.split(separator: ";").last
      self = background == "7" || background == "15" ? .light256 : .dark256
    }
  }
}

/// How a role looks: colours by number, -1 for the terminal's own, and attributes.
struct Paint: Hashable {
  struct Attributes: OptionSet, Hashable {
    let rawValue: UInt8
    static let bold = Attributes(rawValue: 1)
    static let dim = Attributes(rawValue: 2)
    static let underline = Attributes(rawValue: 4)
    static let reverse = Attributes(rawValue: 8)
  }

  var foreground: Int16 = -1
  var background: Int16 = -1
  var attributes: Attributes = []

  /// True where an empty cell of this paint looks like any other empty cell.
  var isInvisibleOnSpace: Bool {
    background == -1 && attributes.isDisjoint(with: [.underline, .reverse])
  }

  private init(_ foreground: Int16 = -1, on background: Int16 = -1, _ attributes: Attributes = []) {
    self.foreground = foreground
    self.background = background
    self.attributes = attributes
  }

  /// The paint of a role in a scheme.
  init(_ style: Style, in scheme: ColourScheme) {
    switch scheme {
    case .dark256: self = Self.dark(style)
    case .light256: self = Self.light(style)
    case .colours8: self = Self.eight(style)
    case .monochrome: self = Self.monochrome(style)
    }
  }

  private static func dark(_ style: Style) -> Paint {
    switch style {
    case .text, .field: Paint()
    case .dim: Paint(245)
    case .title: Paint(-1, .bold)
    case .accent: Paint(111, .bold)
    case .border: Paint(239)
    case .focusedBorder: Paint(111)
    case .pending: Paint(215, .bold)
    case .confirmed: Paint(114)
    case .right: Paint(114, .bold)
    case .almost: Paint(221, .bold)
    case .wrong: Paint(210, .bold)
    case .wrongLetter: Paint(210, [.bold, .underline])
    case .rightLetter: Paint(114, [.bold, .underline])
    case .selected: Paint(16, on: 111, .bold)
    case .chosen: Paint(111, .bold)
    case .key: Paint(252, .bold)
    case .bar: Paint(68, on: 237)
    case .barTrough: Paint(237, on: 237)
    case .code: Paint(16, on: 231)
    case .statusGood: Paint(114)
    case .statusBusy: Paint(215)
    case .statusOffline: Paint(221)
    case .statusAttention: Paint(221, .bold)
    case .statusBad: Paint(231, on: 160, .bold)
    }
  }

  private static func light(_ style: Style) -> Paint {
    switch style {
    case .text, .field: Paint()
    case .dim: Paint(242)
    case .title: Paint(-1, .bold)
    case .accent, .chosen: Paint(26, .bold)
    case .border: Paint(250)
    case .focusedBorder: Paint(26)
    case .pending: Paint(130, .bold)
    case .confirmed, .statusGood: Paint(28)
    case .right: Paint(28, .bold)
    case .almost, .statusAttention: Paint(94, .bold)
    case .wrong: Paint(160, .bold)
    case .wrongLetter: Paint(160, [.bold, .underline])
    case .rightLetter: Paint(28, [.bold, .underline])
    case .selected: Paint(231, on: 26, .bold)
    case .key: Paint(238, .bold)
    case .bar: Paint(26, on: 253)
    case .barTrough: Paint(253, on: 253)
    case .code: Paint(16, on: 231)
    case .statusBusy: Paint(130)
    case .statusOffline: Paint(94)
    case .statusBad: Paint(231, on: 160, .bold)
    }
  }

  private static func eight(_ style: Style) -> Paint {
    let (red, green, yellow, cyan, white): (Int16, Int16, Int16, Int16, Int16) = (1, 2, 3, 6, 7)
    switch style {
    case .text, .field: return Paint()
    case .dim, .border, .barTrough: return Paint(-1, .dim)
    case .title, .key: return Paint(-1, .bold)
    case .accent, .chosen: return Paint(cyan, .bold)
    case .focusedBorder, .bar: return Paint(cyan)
    case .pending, .almost, .statusAttention: return Paint(yellow, .bold)
    case .confirmed, .statusGood: return Paint(green)
    case .right: return Paint(green, .bold)
    case .wrong: return Paint(red, .bold)
    case .wrongLetter: return Paint(red, [.bold, .underline])
    case .rightLetter: return Paint(green, [.bold, .underline])
    case .selected: return Paint(cyan, [.bold, .reverse])
    case .code: return Paint(0, on: white)
    case .statusBusy, .statusOffline: return Paint(yellow)
    case .statusBad: return Paint(white, on: red, .bold)
    }
  }

  private static func monochrome(_ style: Style) -> Paint {
    switch style {
    case .text, .field, .bar, .statusGood, .statusBusy, .confirmed: Paint()
    case .dim, .border, .barTrough: Paint(-1, .dim)
    case .title, .key, .accent, .chosen, .focusedBorder, .right, .almost, .wrong, .statusOffline:
      Paint(-1, .bold)
    case .pending, .wrongLetter, .rightLetter: Paint(-1, [.bold, .underline])
    // Dark on light where the terminal is dark, as most are; what it is otherwise, many cameras read too.
    case .selected, .statusAttention, .code: Paint(-1, .reverse)
    case .statusBad: Paint(-1, [.bold, .reverse])
    }
  }
}

extension Paint {
  fileprivate init(_ foreground: Int16, _ attributes: Attributes) {
    self.init(foreground, on: -1, attributes)
  }
}

import TestSupport

/// What a camera sees of a terminal's screen: light and dark halves of cells, by the colours that the terminal was told.
struct TerminalPicture {
  private var rows: [[(upper: Bool, lower: Bool)]] = []

  /// - Parameter text: A screen with its escape sequences, as `tmux capture-pane -e` gives it, on a dark terminal.
  init(_ text: String) {
    var pen = Pen()
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      var row: [(upper: Bool, lower: Bool)] = []
      var rest = Substring(line)
      while let character = rest.popFirst() {
        if character == "\u{1B}" {
          let sequence = rest.prefix { !$0.isLetter }
          rest = rest.dropFirst(sequence.count + 1)
          pen.follow(sequence.dropFirst())
        } else {
          row.append(pen.cell(character))
        }
      }
      rows.append(row)
    }
  }

  /// The text of the QR code in it; empty where none is found.
  func textOfQRCode() throws -> String {
    let picture = Greyscale(width: rows.map(\.count).max() ?? 0, height: rows.count * 2) { column, row in
      guard column < rows[row / 2].count else { return false }
      let cell = rows[row / 2][column]
      return row % 2 == 0 ? cell.upper : cell.lower
    }
    return try picture.textOfQRCode(scale: 4)
  }
}

/// What the terminal was told last of how to draw, as far as it makes light or dark.
private struct Pen {
  private var isForegroundLight = true
  private var isBackgroundLight = false
  private var isReversed = false

  func cell(_ character: Character) -> (upper: Bool, lower: Bool) {
    let (ink, paper) =
      isReversed ? (isBackgroundLight, isForegroundLight) : (isForegroundLight, isBackgroundLight)
    return switch character {
    case "█": (ink, ink)
    case "▀": (ink, paper)
    case "▄": (paper, ink)
    default: (paper, paper)
    }
  }

  mutating func follow(_ parameters: Substring) {
    var numbers = parameters.split(separator: ";").compactMap { Int($0) }[...]
    if numbers.isEmpty { self = Pen() }
    while let number = numbers.popFirst() {
      switch number {
      case 0: self = Pen()
      case 7: isReversed = true
      case 27: isReversed = false
      case 30...37: isForegroundLight = number == 37
      case 39: isForegroundLight = true
      case 40...47: isBackgroundLight = number == 47
      case 49: isBackgroundLight = false
      case 38, 48:
        // 5 and the number of xterm's table.
        let colour = numbers.dropFirst().first ?? 0
        numbers = numbers.dropFirst(2)
        if number == 38 { isForegroundLight = colour == 231 } else { isBackgroundLight = colour == 231 }
      default: break
      }
    }
  }
}

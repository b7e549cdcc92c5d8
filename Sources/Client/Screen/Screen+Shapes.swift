extension Screen {
  /// Draws a box with round corners along the edge of a rectangle of at least 2×2 cells.
  package mutating func box(_ rect: Rect, style: Style = .border) {
    guard rect.width >= 2, rect.height >= 2 else { return }
    let right = rect.column + rect.width - 1
    let bottom = rect.row + rect.height - 1
    line(column: rect.column + 1, row: rect.row, width: rect.width - 2, style: style)
    line(column: rect.column + 1, row: bottom, width: rect.width - 2, style: style)
    for row in rect.row + 1..<max(rect.row + 1, bottom) {
      put("│", column: rect.column, row: row, style: style)
      put("│", column: right, row: row, style: style)
    }
    put("╭", column: rect.column, row: rect.row, style: style)
    put("╮", column: right, row: rect.row, style: style)
    put("╰", column: rect.column, row: bottom, style: style)
    put("╯", column: right, row: bottom, style: style)
  }

  /// Draws a horizontal line.
  package mutating func line(column: Int, row: Int, width: Int, style: Style = .border) {
    fill(Rect(column: column, row: row, width: width, height: 1), with: "─", style: style)
  }

  /// Draws a bar of `width` columns that is filled to `part` of `whole`, exact to an eighth of a column. What is
  /// above nothing shows at least an eighth, what is below the whole never looks full.
  package mutating func bar(part: Int, whole: Int, column: Int, row: Int, width: Int) {
    fill(Rect(column: column, row: row, width: width, height: 1), with: "░", style: .barTrough)
    guard whole > 0, part > 0, width > 0 else { return }
    let eighths = part >= whole ? width * 8 : min(max(1, part * width * 8 / whole), width * 8 - 1)
    fill(Rect(column: column, row: row, width: eighths / 8, height: 1), with: "█", style: .bar)
    if eighths % 8 > 0 {
      let blocks: [Character] = ["▏", "▎", "▍", "▌", "▋", "▊", "▉"]
      put(String(blocks[eighths % 8 - 1]), column: column + eighths / 8, row: row, style: .bar)
    }
  }

  /// Draws a bar as a line, light enough to stand in rows under one another. What is above nothing shows at least a
  /// column, what is below the whole never looks full.
  ///
  /// - Parameter style: The role of both parts, where the row that it stands in has one.
  package mutating func thinBar(
    part: Int, whole: Int, column: Int, row: Int, width: Int, style: Style? = nil
  ) {
    fill(Rect(column: column, row: row, width: width, height: 1), with: "─", style: style ?? .border)
    guard whole > 0, part > 0, width > 1 else { return }
    let filled = part >= whole ? width : min(max(1, part * width / whole), width - 1)
    fill(Rect(column: column, row: row, width: filled, height: 1), with: "━", style: style ?? .accent)
  }

  /// Writes text in the middle of a row of a rectangle.
  ///
  /// - Returns: The cells that the text took.
  @discardableResult
  package mutating func putCentred(_ text: String, in rect: Rect, row: Int, style: Style = .text) -> Rect {
    let width = min(rect.width, glyphSet.columns(of: text))
    let column = rect.column + (rect.width - width) / 2
    put(text, column: column, row: row, style: style, maxWidth: width)
    return Rect(column: column, row: row, width: width, height: 1)
  }

  /// Writes pieces of text of different roles one after the other on a row.
  ///
  /// - Returns: How many columns they took.
  @discardableResult
  package mutating func put(_ spans: [Span], column: Int, row: Int, maxWidth: Int = .max) -> Int {
    var used = 0
    for span in spans where used < maxWidth {
      used += put(span.text, column: column + used, row: row, style: span.style, maxWidth: maxWidth - used)
    }
    return used
  }

  /// Writes pieces of text of different roles in the middle of a row; what does not fit is cut.
  package mutating func putCentred(_ spans: [Span], in rect: Rect, row: Int) {
    let width = min(rect.width, glyphSet.columns(of: spans))
    put(spans, column: rect.column + (rect.width - width) / 2, row: row, maxWidth: width)
  }
}

/// A piece of text with its role.
package struct Span: Hashable, Sendable {
  /// What is written.
  package var text: String
  /// What it is for.
  package var style: Style

  /// A piece of text with its role.
  package init(_ text: String, _ style: Style = .text) {
    self.text = text
    self.style = style
  }
}

extension GlyphSet {
  /// How many columns pieces of text take one after the other.
  package func columns(of spans: [Span]) -> Int {
    spans.reduce(0) { $0 + columns(of: $1.text) }
  }

  /// Breaks text into lines of at most `width` columns, between words; a word longer than a line is broken inside.
  package func wrapped(_ text: String, to width: Int) -> [String] {
    guard width > 0 else { return [] }
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      let joined = line.isEmpty ? String(word) : line + " " + word
      if columns(of: joined) <= width {
        line = joined
        continue
      }
      if !line.isEmpty { lines.append(line) }
      line = ""
      for character in word {
        if columns(of: line + String(character)) > width {
          lines.append(line)
          line = ""
        }
        line.append(character)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

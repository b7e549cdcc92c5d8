package import QRCode
import Screen

/// A QR code in half blocks, with the light around it: a line is two rows of modules, to be shown dark on light.
package struct CodePicture: Hashable, Sendable {
  /// The lines, all of one width.
  package let lines: [String]
  /// Columns of a line.
  package let width: Int

  /// The picture of a code.
  package init(_ code: QRCode) {
    let edge = QRCode.quietZone
    let modules = -edge..<code.size + edge
    width = modules.count
    lines = stride(from: -edge, to: code.size + edge, by: 2).map { row in
      modules.reduce(into: "") { line, column in
        switch (code[row, column], code[row + 1, column]) {
        case (false, false): line.append(" ")
        case (true, false): line.append("▀")
        case (false, true): line.append("▄")
        case (true, true): line.append("█")
        }
      }
    }
  }

  func draw(on screen: inout Screen, column: Int, row: Int) {
    for (index, line) in lines.enumerated() {
      screen.put(line, column: column, row: row + index, style: .code)
    }
  }
}

import Primitives

/// Everything that one run has to say.
struct Report {
  let machine: Machine
  /// The path of the server's program: it tells a debug build from a release build.
  let server: String
  var figures: [Figure] = []

  /// False where a figure missed its target.
  var isEveryTargetMet: Bool { figures.allSatisfy { $0.isMet != false } }

  /// The object for programs.
  var json: JSON {
    [
      "build": .string(Machine.build), "machine": machine.json, "server_program": .string(server),
      "figures": .array(figures.map(\.json)), "met": .bool(isEveryTargetMet),
    ]
  }

  /// The lines for people.
  var lines: [String] { header + Self.table(figures) }

  /// What it was measured on, for people.
  var header: [String] { machine.lines + ["server   \(server)", ""] }

  /// Figures in columns, for people.
  static func table(_ figures: [Figure]) -> [String] {
    let titles = ["", "median", "p95", "5 blocks", "target", ""]
    return Table(rows: [titles] + figures.map(\.columns)).lines
  }
}

/// Rows in columns as wide as their widest cell: the first to the left, the others to the right.
struct Table {
  let rows: [[String]]

  /// The rows as lines, without trailing blanks.
  var lines: [String] {
    let count = rows.map(\.count).max() ?? 0
    let widths = (0..<count).map { column in
      rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        let (text, width) = cell
        let blank = String(repeating: " ", count: width - text.count)
        return column == 0 ? text + blank : blank + text
      }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}

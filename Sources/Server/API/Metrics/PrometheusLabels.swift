/// The labels of a series as the text format writes them.
struct PrometheusLabels: Hashable, Comparable, Sendable {
  /// `a="b",c="d"`; empty where there are none.
  private let text: String

  /// Labels of these names and values, sorted by name.
  init(_ dimensions: [(String, String)]) {
    text = dimensions.sorted { $0.0 < $1.0 }.map { "\(Self.name($0.0))=\"\(Self.escaped($0.1))\"" }
      .joined(separator: ",")
  }

  private init(text: String) { self.text = text }

  /// These labels and, last, one more.
  func adding(_ name: String, _ value: String) -> PrometheusLabels {
    PrometheusLabels(text: text + (text.isEmpty ? "" : ",") + "\(name)=\"\(value)\"")
  }

  /// As it stands behind the name of a figure.
  var braced: String { text.isEmpty ? "" : "{\(text)}" }

  static func < (left: PrometheusLabels, right: PrometheusLabels) -> Bool { left.text < right.text }

  /// A name with a `_` in place of whatever the format does not allow in one.
  static func name(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.enumerated().map { place, scalar in
          switch scalar {
          case "a"..."z", "A"..."Z", "_": scalar
          case "0"..."9" where place > 0: scalar
          default: "_"
          }
        }))
  }

  private static func escaped(_ value: String) -> String {
    value.unicodeScalars.reduce(into: "") { text, scalar in
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
  }
}

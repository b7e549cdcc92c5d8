/// A text as a QR code: a square of dark and light modules, by ISO/IEC 18004:2015.
///
/// Byte mode with UTF-8, error-correction level M, versions 1 to 6: up to 106 bytes, of which about 15 % of the code may be
/// unreadable. The 4 modules of light that a reader needs around it are up to whoever draws it.
package struct QRCode: Hashable, Sendable {
  /// Modules of light that a reader needs around the code.
  package static let quietZone = 4

  /// Modules of a side.
  package let size: Int
  private let modules: [Bool]

  /// The smallest code that holds the text; nil where none does.
  package init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard let version = QRVersion.allCases.first(where: { bytes.count <= $0.capacity }) else { return nil }
    let codewords = version.codewords(of: bytes)
    let candidates = (0..<8).map { QRMatrix(version, codewords: codewords, mask: $0) }
    guard let best = candidates.map({ ($0, $0.penalty) }).min(by: { $0.1 < $1.1 }) else { return nil }
    (size, modules) = (best.0.size, best.0.modules)
  }

  /// True for a dark module, which the scanner sees as black; false for a light one and for everything around the code.
  package subscript(row: Int, column: Int) -> Bool {
    guard (0..<size).contains(row), (0..<size).contains(column) else { return false }
    return modules[row * size + column]
  }
}

import Foundation

/// Files made by earlier versions of Glosa: see `Tests/Fixtures`.
package enum Fixtures {
  /// Where a file of version 0.1 lies.
  package static func path(_ name: String, in version: String = "0.1") -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(version)/\(name)").path
  }
}

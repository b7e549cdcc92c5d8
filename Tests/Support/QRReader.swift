import Foundation

/// A picture of light and dark, for a program that reads QR codes as a telephone does.
package struct Greyscale {
  /// Pixels beside each other.
  package let width: Int
  /// Pixels above each other.
  package let height: Int
  private let isLight: (_ column: Int, _ row: Int) -> Bool

  /// A picture of that size.
  package init(width: Int, height: Int, isLight: @escaping (_ column: Int, _ row: Int) -> Bool) {
    (self.width, self.height, self.isLight) = (width, height, isLight)
  }

  /// The text of the QR code in it, read by zbarimg; empty where none is found.
  ///
  /// - Parameter scale: Pixels of a file to a pixel of this.
  package func textOfQRCode(scale: Int) throws -> String {
    var bytes = Array("P5\n\(width * scale) \(height * scale)\n255\n".utf8)
    for row in 0..<height {
      let line = (0..<width).flatMap { [UInt8](repeating: isLight($0, row) ? 255 : 0, count: scale) }
      for _ in 0..<scale { bytes += line }
    }
    return try QRReader.text(ofPicture: bytes, type: "pgm")
  }
}

/// zbarimg, of the package zbar-tools.
package enum QRReader {
  /// The text of the QR code in a picture file's bytes; empty where none is found.
  package static func text(ofPicture bytes: [UInt8], type: String) throws -> String {
    let path = FileManager.default.temporaryDirectory.path + "/glosa-qr-\(UUID().uuidString).\(type)"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    defer { try? FileManager.default.removeItem(atPath: path) }
    guard let program = ChildProgram.find("/usr/bin/zbarimg") else {
      throw Program.Failure(description: "There is no zbarimg: install the package zbar-tools.")
    }
    let read = try Program.run(
      program, ["--raw", "-q", "--nodbus", "-Sdisable", "-Sqrcode.enable", path], environment: [:])
    return read.output.hasSuffix("\n") ? String(read.output.dropLast()) : read.output
  }
}

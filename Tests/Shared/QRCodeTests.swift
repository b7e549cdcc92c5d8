import TestScopes
import TestSupport
import Testing

@testable import QRCode

@Suite(.ownThread()) struct QRCodeTests {
  /// Bytes that just fit, by version: ISO/IEC 18004:2015, table 7.
  static let capacities = [14, 26, 42, 62, 84, 106]

  @Test("the example of ISO/IEC 18004:2015, annex I: the correction of 16 codewords of version 1-M")
  func correction() {
    let data: [UInt8] = [
      0x10, 0x20, 0x0C, 0x56, 0x61, 0x80, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11,
    ]
    #expect(
      ReedSolomon.correction(for: data, count: 10) == [
        0xA5, 0x24, 0xD4, 0xC1, 0xED, 0x36, 0xC7, 0x87, 0x2C, 0x55,
      ])
  }

  @Test("level and mask with their correction: ISO/IEC 18004:2015, table C.1, level M")
  func format() {
    let table = [0x5412, 0x5125, 0x5E7C, 0x5B4B, 0x45F9, 0x40CE, 0x4F97, 0x4AA0]
    #expect((0..<8).map(QRMatrix.format) == table)
  }

  @Test("bytes stand half a byte after mode and length, then the end and padding")
  func data() {
    let codewords = QRVersion.one.codewords(of: Array("glosa".utf8))
    #expect(
      codewords.prefix(16) == [
        0x40, 0x56, 0x76, 0xC6, 0xF7, 0x36, 0x10, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC, 0x11, 0xEC,
      ])
    #expect(codewords.count == 26)
  }

  @Test("blocks are placed by turns: the codewords of each are as if it stood alone")
  func interleaving() {
    let text = (0..<106).map { UInt8($0 + 20) }
    let codewords = QRVersion.six.codewords(of: text)
    #expect(codewords.count == 172)
    let blocks = (0..<4).map { block in (0..<27).map { codewords[$0 * 4 + block] } }
    #expect(Array(blocks.joined().prefix(3)) == [0x46, 0xA1, 0x41])
    for (index, block) in blocks.enumerated() {
      let check = (0..<16).map { codewords[108 + $0 * 4 + index] }
      #expect(ReedSolomon.correction(for: block, count: 16) == check)
    }
  }

  @Test("the same matrix as libqrencode's where it took the same mask", arguments: QRCodeSamples.all)
  func knownMatrix(sample: QRCodeSamples.Sample) throws {
    let bytes = Array(sample.text.utf8)
    let version = try #require(QRVersion(rawValue: sample.version))
    let matrix = QRMatrix(version, codewords: version.codewords(of: bytes), mask: sample.mask)
    #expect(lines(matrix.size) { matrix[$0, $1] } == sample.lines)
    #expect(matrix.penalty == sample.penalty)
  }

  @Test("the smallest version that holds the bytes, and none where there are too many")
  func versions() {
    for (version, capacity) in Self.capacities.enumerated() {
      let size = 21 + 4 * version
      #expect(QRCode(String(repeating: "x", count: capacity))?.size == size)
      let longer = QRCode(String(repeating: "x", count: capacity + 1))
      #expect(longer?.size == (version == 5 ? nil : size + 4))
    }
    #expect(QRCode("")?.size == 21)
    #expect(QRCode(String(repeating: "å", count: 53))?.size == 41, "bytes are counted, not characters")
    #expect(QRCode(String(repeating: "å", count: 54)) == nil)
  }

  @Test(
    "finders, timing, the dark module and both copies of the format stand where a reader looks",
    arguments: capacities)
  func structure(capacity: Int) throws {
    let code = try #require(QRCode(String(repeating: "a", count: capacity)))
    let size = code.size
    for (row, column) in [(0, 0), (0, size - 7), (size - 7, 0)] {
      let finder = (0..<7).map { down in (0..<7).map { code[row + down, column + $0] ? "#" : "." }.joined() }
      #expect(finder == ["#######", "#.....#", "#.###.#", "#.###.#", "#.###.#", "#.....#", "#######"])
    }
    for index in 8..<size - 8 {
      #expect(code[6, index] == (index % 2 == 0) && code[index, 6] == (index % 2 == 0))
    }
    #expect(code[size - 8, 8])
    if size > 21 {
      #expect(code[size - 7, size - 7] && !code[size - 7, size - 8] && code[size - 7, size - 9])
    }
    func bits(_ places: [(Int, Int)]) -> Int { places.reduce(0) { $0 << 1 | (code[$1.0, $1.1] ? 1 : 0) } }
    let besideFinder =
      (0..<6).map { (8, $0) } + [(8, 7), (8, 8), (7, 8)] + (0..<6).reversed().map { ($0, 8) }
    let apart = (1...7).map { (size - $0, 8) } + (size - 8..<size).map { (8, $0) }
    #expect((0..<8).map(QRMatrix.format).contains(bits(besideFinder)))
    #expect(bits(besideFinder) == bits(apart))
    #expect(!code[-1, 0] && !code[0, size], "light around it")
  }

  @Test("of eight masks the one with the least penalty is taken")
  func masks() throws {
    let text = "glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A"
    let version = QRVersion.three
    let candidates = (0..<8).map {
      QRMatrix(version, codewords: version.codewords(of: Array(text.utf8)), mask: $0)
    }
    #expect(Set(candidates).count == 8)
    let least = try #require(candidates.map(\.penalty).min())
    let code = try #require(QRCode(text))
    let taken = candidates.filter { candidate in
      (0..<29).allSatisfy { row in (0..<29).allSatisfy { candidate[row, $0] == code[row, $0] } }
    }
    #expect(taken.map(\.penalty) == [least])
  }

  @Test("a picture of it is read as the text, in every version", arguments: capacities)
  func readBack(capacity: Int) throws {
    let join = "glosa join 192.168.1.20:8420 K7QM2P-4XK9T-B2Q7A --insecure "
    for length in [max(1, capacity - 11), capacity] {
      let text = String((join + String(repeating: "0123456789", count: 11)).prefix(length))
      let code = try #require(QRCode(text))
      let quiet = QRCode.quietZone
      let picture = Greyscale(width: code.size + 2 * quiet, height: code.size + 2 * quiet) {
        !code[$1 - quiet, $0 - quiet]
      }
      #expect(try picture.textOfQRCode(scale: 4) == text)
    }
  }

  private func lines(_ size: Int, _ isDark: (Int, Int) -> Bool) -> [String] {
    (0..<size).map { row in (0..<size).map { isDark(row, $0) ? "#" : "." }.joined() }
  }
}

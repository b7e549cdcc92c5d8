import Primitives
import TestScopes
import Testing

@Suite(.ownThread()) struct UniqueIDTests {
  @Test("upper and lower case are the same id; it prints in lower case")
  func readsEitherCase() throws {
    let text = "0192f0a1-b2c3-7d4e-8f50-6a7b8c9daebf"
    let id = try #require(UniqueID(text))
    #expect(UniqueID(text.uppercased()) == id)
    #expect(id.description == text)
    var written = Array("id ".utf8)
    id.write(to: &written)
    #expect(written == Array("id \(text)".utf8))
    #expect(id.bytes.count == 16)
    #expect(UniqueID(bytes: id.bytes) == id)
  }

  @Test(
    "anything but the 36 characters is no id",
    arguments: [
      "", "0192f0a1b2c37d4e8f506a7b8c9daebf", "0192f0a1-b2c3-7d4e-8f50-6a7b8c9daeb",
      "0192f0a1-b2c3-7d4e-8f50-6a7b8c9daebff",
      "0192f0a1-b2c3-7d4e-8f50-6a7b8c9daebg", "0192f0a1xb2c3-7d4e-8f50-6a7b8c9daebf",
      "{192f0a1-b2c3-7d4e-8f50-6a7b8c9daebf",
      "0192f0a1-b2c3-7d4e-8f50-6a7b8c9dae-f", "å92f0a1-b2c3-7d4e-8f50-6a7b8c9daebf",
      " 192f0a1-b2c3-7d4e-8f50-6a7b8c9daebf",
    ])
  func refuses(text: String) {
    #expect(UniqueID(text) == nil)
  }

  @Test("sixteen bytes, no more and no less")
  func countsBytes() {
    #expect(UniqueID(bytes: Array(repeating: 0, count: 15)) == nil)
    #expect(UniqueID(bytes: Array(repeating: 0, count: 17)) == nil)
  }

  @Test("version 7 carries its time and sorts by it, as text too")
  func sortsByTime() {
    var random = SeededGenerator(seed: 1)
    let ids = (0..<200).map { UniqueID.version7(milliseconds: 1_700_000_000_000 + $0, using: &random) }
    #expect(ids == ids.sorted())
    #expect(ids.map(\.description) == ids.map(\.description).sorted())
    for id in ids {
      #expect(id.bytes[6] >> 4 == 7)
      #expect(id.bytes[8] >> 6 == 2)
    }
    #expect(ids[0].high >> 16 == 1_700_000_000_000)
    #expect(Set(ids).count == 200)
  }

  @Test("version 4 says so, and differs")
  func isRandom() {
    var random = SeededGenerator(seed: 2)
    let ids = (0..<200).map { _ in UniqueID.random(using: &random) }
    #expect(ids.allSatisfy { $0.bytes[6] >> 4 == 4 && $0.bytes[8] >> 6 == 2 })
    #expect(Set(ids).count == 200)
  }
}

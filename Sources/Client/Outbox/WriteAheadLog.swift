/// The write-ahead log of a database, read without SQLite (its file format, section 4).
///
/// SQLite replays a log up to the first frame that does not fit its checksum, and drops what follows without a word, although
/// every frame behind that one may be whole: a frame's checksum goes on from that of the frame before, which is written in
/// the file.
struct WriteAheadLog {
  struct Frame {
    /// The number of the page, from 1.
    let page: Int
    let isCommit: Bool
    /// True where the frame fits its checksum.
    let isIntact: Bool
    /// Where the page begins in the log.
    let offset: Int
  }

  let pageSize: Int
  /// The frames of the log's latest generation, those behind a damaged one included.
  let frames: [Frame]
  private let isHeaderIntact: Bool
  let bytes: [UInt8]

  /// Reads a log; nil where it holds no frame.
  init?(_ bytes: [UInt8]) {
    guard bytes.count > Self.headerSize + Self.frameHeaderSize else { return nil }
    let magic = Self.number(bytes, 0)
    let isBigEndian = magic == 0x377F_0683
    let stored = (Self.number(bytes, 24), Self.number(bytes, 28))
    isHeaderIntact =
      magic & ~1 == 0x377F_0682
      && Self.checksum(bytes, 0..<24, from: (0, 0), isBigEndian: isBigEndian) == stored
    // The outbox's own size, where the header can't be believed.
    pageSize = isHeaderIntact ? Int(Self.number(bytes, 8)) : 4096
    guard pageSize >= 512, pageSize <= 65536, pageSize & (pageSize - 1) == 0 else { return nil }
    let size = Self.frameHeaderSize + pageSize
    let count = (bytes.count - Self.headerSize) / size
    guard count > 0 else { return nil }
    let salts = isHeaderIntact ? bytes[16..<24] : bytes[Self.headerSize + 8..<Self.headerSize + 16]
    var seed = stored
    var frames: [Frame] = []
    var end = 0
    for index in 0..<count {
      let start = Self.headerSize + index * size
      let page = start + Self.frameHeaderSize
      let hasSalts = bytes[start + 8..<start + 16].elementsEqual(salts)
      var sum = Self.checksum(bytes, start..<start + 8, from: seed, isBigEndian: isBigEndian)
      sum = Self.checksum(bytes, page..<page + pageSize, from: sum, isBigEndian: isBigEndian)
      seed = (Self.number(bytes, start + 16), Self.number(bytes, start + 20))
      frames.append(
        Frame(
          page: Int(Self.number(bytes, start)), isCommit: Self.number(bytes, start + 4) != 0,
          isIntact: hasSalts && sum == seed, offset: page))
      // The salts may be what is damaged.
      if hasSalts || sum == seed { end = index + 1 }
    }
    guard end > 0 else { return nil }
    self.frames = Array(frames[..<end])
    self.bytes = bytes
  }

  /// True where SQLite would not replay all of it. The end of a write that was cut off looks the same.
  var isDamaged: Bool { !isHeaderIntact || frames.contains { !$0.isIntact } }

  /// True where a transaction was committed after the damage: no write was cut off there.
  private var goesOnAfterDamage: Bool {
    guard isHeaderIntact, let first = frames.firstIndex(where: { !$0.isIntact }) else { return true }
    let later = frames[first...].dropFirst()
    guard let commit = later.firstIndex(where: { $0.isIntact && $0.isCommit }) else { return false }
    // The first commit may be that of the transaction whose write was cut off.
    return commit + 1 < frames.endIndex
  }

  /// What the database may have been, by what is left of the log: only what is whole; with what is not; and, where no write
  /// was cut off, without any older version of the pages of which the latest is not whole. The last two hold pages of which
  /// nothing is known but by the checksums of their rows.
  func replays(over database: [UInt8]) -> (whole: [UInt8], others: [[UInt8]]) {
    let whole = frames[..<((frames.lastIndex { $0.isIntact && $0.isCommit } ?? -1) + 1)].filter(\.isIntact)
    var others = [replay(frames, over: database)]
    if goesOnAfterDamage {
      let latest = Dictionary(frames.map { ($0.page, $0.isIntact) }, uniquingKeysWith: { $1 })
      others.append(replay(whole.filter { latest[$0.page] == true }, over: database))
    }
    return (replay(whole, over: database), others)
  }

  private func replay(_ frames: [Frame], over database: [UInt8]) -> [UInt8] {
    var image = database
    let mostPages = database.count / pageSize + self.frames.count
    for frame in frames where (1...max(1, mostPages)).contains(frame.page) {
      let start = (frame.page - 1) * pageSize
      if image.count < start + pageSize {
        image += repeatElement(0, count: start + pageSize - image.count)
      }
      image.replaceSubrange(start..<start + pageSize, with: bytes[frame.offset..<frame.offset + pageSize])
    }
    // Section 1.3: the size in pages.
    let pages = UInt32(image.count / pageSize)
    if image.count > 32 {
      image.replaceSubrange(28..<32, with: (0..<4).map { UInt8(truncatingIfNeeded: pages >> (24 - 8 * $0)) })
    }
    return image
  }

  private static let headerSize = 32
  private static let frameHeaderSize = 24

  private static func number(_ bytes: [UInt8], _ offset: Int) -> UInt32 {
    bytes[offset..<offset + 4].reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// Section 4.2: over pairs of 32-bit words.
  private static func checksum(
    _ bytes: [UInt8], _ range: Range<Int>, from seed: (UInt32, UInt32), isBigEndian: Bool
  ) -> (UInt32, UInt32) {
    var (first, second) = seed
    bytes.withUnsafeBytes { bytes in
      for offset in stride(from: range.lowerBound, to: range.upperBound, by: 8) {
        let low = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
        let high = bytes.loadUnaligned(fromByteOffset: offset + 4, as: UInt32.self)
        first &+= (isBigEndian ? UInt32(bigEndian: low) : UInt32(littleEndian: low)) &+ second
        second &+= (isBigEndian ? UInt32(bigEndian: high) : UInt32(littleEndian: high)) &+ first
      }
    }
    return (first, second)
  }
}

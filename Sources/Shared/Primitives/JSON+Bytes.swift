/// JSON is compared by the bytes of its text, as the RFC has it: `é` and `e` with an accent of its own are two names.
///
/// Swift's own comparison of strings finds them equal, and normalises both for that, in a time that grows with the
/// square of the marks on one letter. A body of 1 MiB would keep a processor busy for minutes.
extension JSON {
  /// Equal for the same value written with the same digits and the same bytes, members in whatever order.
  package static func == (left: JSON, right: JSON) -> Bool {
    switch (left, right) {
    case (.null, .null), (.invalidString, .invalidString), (.tooDeep, .tooDeep): true
    case (.bool(let left), .bool(let right)): left == right
    case (.number(let left), .number(let right)), (.string(let left), .string(let right)):
      TextBytes(left) == TextBytes(right)
    case (.array(let left), .array(let right)): left == right
    case (.object(let left), .object(let right)): left == right
    default: false
    }
  }

  /// Hashes as equality wants it.
  package func hash(into hasher: inout Hasher) {
    switch self {
    case .null: hasher.combine(0)
    case .bool(let truth): hasher.combine(truth)
    case .number(let literal): hasher.combine(TextBytes(literal))
    case .string(let text): hasher.combine(TextBytes(text))
    case .array(let elements): hasher.combine(elements)
    case .object(let object): hasher.combine(object)
    case .invalidString: hasher.combine(1)
    case .tooDeep: hasher.combine(2)
    }
  }
}

/// A text as its UTF-8 bytes are compared, hashed and sorted; never normalised.
struct TextBytes: Hashable, Comparable {
  private let text: String

  init(_ text: String) { self.text = text }

  static func == (left: TextBytes, right: TextBytes) -> Bool {
    guard left.text.utf8.count == right.text.utf8.count else { return false }
    var (left, right) = (left.text, right.text)
    return left.withUTF8 { left in right.withUTF8 { right in left.elementsEqual(right) } }
  }

  static func < (left: TextBytes, right: TextBytes) -> Bool {
    left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
  }

  func hash(into hasher: inout Hasher) {
    let isDone: Void? = text.utf8.withContiguousStorageIfAvailable {
      hasher.combine(bytes: UnsafeRawBufferPointer($0))
    }
    if isDone == nil { for byte in text.utf8 { hasher.combine(byte) } }
    hasher.combine(0xFF as UInt8)
  }
}

extension String {
  /// True where the text has the character NUL, which PostgreSQL and C can't keep.
  package var hasNUL: Bool {
    var text = self
    return text.withUTF8 { $0.contains(0) }
  }
}

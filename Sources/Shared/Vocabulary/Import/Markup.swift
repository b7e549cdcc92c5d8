/// The text in the fields of Anki's notes: HTML, clozes, and references to sounds and pictures.
enum Markup {
  /// The text that a person would read, with line feeds where lines end.
  ///
  /// - Parameter isHTML: False leaves tags and entities as they are.
  static func text(of field: String, isHTML: Bool) -> String {
    text(of: Array(field.utf8), isHTML: isHTML)
  }

  /// The same for the bytes of a field, of whatever type: a test brings one that counts how often it is looked at.
  static func text<Bytes: RandomAccessCollection<UInt8>>(of field: Bytes, isHTML: Bool) -> String
  where Bytes.Index == Int {
    var reader = MarkupReader(field, isHTML: isHTML)
    return reader.read()
  }

  /// True where there is something that only Anki writes.
  static func isLikely(in bytes: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: bytes.prefix(64 << 10), as: UTF8.self).lowercased()
    return ["<br", "<div", "<img", "<b>", "<i>", "<span", "&nbsp;", "[sound:", "{{c1::"].contains {
      text.utf8.containsBytes(of: $0)
    }
  }
}

/// One pass over a field. What looks like markup but is none stays as it is.
private struct MarkupReader<Bytes: RandomAccessCollection<UInt8>> where Bytes.Index == Int {
  private let bytes: Bytes
  private let isHTML: Bool
  private var position: Int
  private var output: [UInt8] = []
  /// Where in the output each cloze that is still open begins.
  private var clozes: [Int] = []
  /// Where in the output two colons stand, which end a cloze's text.
  private var colons: [Int] = []
  /// How far each ending was looked for in vain.
  private var searched: [String: Int] = [:]

  init(_ bytes: Bytes, isHTML: Bool) {
    self.bytes = bytes
    self.isHTML = isHTML
    position = bytes.startIndex
  }

  mutating func read() -> String {
    while position < bytes.endIndex {
      switch bytes[position] {
      case UInt8(ascii: "<") where isHTML: readTag()
      case UInt8(ascii: "&") where isHTML: readEntity()
      case UInt8(ascii: "\n") where isHTML: take(" ", 1)
      case UInt8(ascii: "["): readReference()
      case UInt8(ascii: "{"): openCloze()
      case UInt8(ascii: "}"): closeCloze()
      default: keep()
      }
    }
    return String(decoding: output, as: UTF8.self)
  }

  private mutating func keep() {
    add(bytes[position])
    position += 1
  }

  private mutating func take(_ text: String, _ length: Int) {
    for byte in text.utf8 { add(byte) }
    position += length
  }

  private mutating func add(_ byte: UInt8) {
    if byte == UInt8(ascii: ":"), output.last == byte { colons.append(output.count - 1) }
    output.append(byte)
  }

  private func starts(with text: String, at index: Int? = nil) -> Bool {
    bytes[(index ?? position)...].starts(with: text.utf8)
  }

  /// Where the next such text ends, looking no further than an honest field would need; nil where there is none.
  ///
  /// It goes on where the last search for the same text gave up: thousands of beginnings without an end would else have
  /// each of them look through what the one before has looked through. So it is asked from the front to the back.
  private mutating func end(of text: String, from start: Int) -> Int? {
    var index = max(start, searched[text] ?? start)
    let last = min(bytes.endIndex, start + 20_000)
    while index < last {
      if bytes[index] == text.utf8.first, starts(with: text, at: index) { return index + text.utf8.count }
      index += 1
    }
    searched[text] = index
    return nil
  }

  private mutating func readTag() {
    if starts(with: "<!--"), let end = end(of: "-->", from: position) {
      position = end
      return
    }
    let nameStart = position + (starts(with: "</") ? 2 : 1)
    let name = String(
      decoding: bytes[nameStart...].prefix { Self.isLetter($0) || Self.isDigit($0) }, as: UTF8.self
    ).lowercased()
    guard let first = name.utf8.first, Self.isLetter(first), let end = end(of: ">", from: position) else {
      keep()
      return
    }
    switch name {
    case "style", "script":
      position = self.end(of: "</\(name)>", from: end) ?? end
    case "br", "div", "p", "li", "ul", "ol", "tr", "hr", "h1", "h2", "h3", "h4":
      position = end
      output.append(UInt8(ascii: "\n"))
    case "td", "th":
      position = end
      output.append(UInt8(ascii: " "))
    default: position = end
    }
  }

  private mutating func readEntity() {
    let name = bytes[(position + 1)...].prefix(10).prefix {
      Self.isLetter($0) || Self.isDigit($0) || $0 == 0x23
    }
    let end = name.endIndex
    guard !name.isEmpty, end < bytes.endIndex, bytes[end] == UInt8(ascii: ";"),
      let text = Entities.text(of: String(decoding: name, as: UTF8.self))
    else {
      keep()
      return
    }
    take(text, end + 1 - position)
  }

  /// `[sound:moo.mp3]`.
  private mutating func readReference() {
    guard starts(with: "[sound:") || starts(with: "[anki:play:"), let end = end(of: "]", from: position)
    else {
      keep()
      return
    }
    position = end
  }

  /// `{{c1::Stockholm::capital}}` is read as `Stockholm`.
  private mutating func openCloze() {
    guard starts(with: "{{c") else {
      keep()
      return
    }
    let digits = bytes[(position + 3)...].prefix(3).prefix { Self.isDigit($0) }
    guard !digits.isEmpty, starts(with: "::", at: digits.endIndex) else {
      keep()
      return
    }
    clozes.append(output.count)
    position = digits.endIndex + 2
  }

  private mutating func closeCloze() {
    guard starts(with: "}}"), let start = clozes.popLast() else {
      keep()
      return
    }
    position += 2
    var hint: Int?
    while let pair = colons.last, pair >= start { hint = colons.removeLast() }
    guard let hint else { return }
    output.removeSubrange(hint...)
    // Before the cloze there may be a colon whose neighbour is gone now.
    if colons.last == hint - 1 { colons.removeLast() }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }
}

/// The characters of HTML that have names.
private enum Entities {
  /// What stands for `&name;`; nil where nothing does.
  static func text(of name: String) -> String? {
    guard name.hasPrefix("#") else { return names[name] }
    let digits = name.dropFirst()
    let isHexadecimal = digits.hasPrefix("x") || digits.hasPrefix("X")
    let value = isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits)
    return value.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
  }

  private static let names: [String: String] = [
    "nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'", "aring": "å", "auml": "ä",
    "ouml": "ö",
    "Aring": "Å", "Auml": "Ä", "Ouml": "Ö", "eacute": "é", "Eacute": "É", "egrave": "è", "ecirc": "ê",
    "euml": "ë",
    "uuml": "ü", "Uuml": "Ü", "oslash": "ø", "Oslash": "Ø", "aelig": "æ", "AElig": "Æ", "szlig": "ß",
    "agrave": "à",
    "aacute": "á", "acirc": "â", "iacute": "í", "icirc": "î", "iuml": "ï", "oacute": "ó", "ocirc": "ô",
    "uacute": "ú",
    "ugrave": "ù", "ucirc": "û", "ccedil": "ç", "ntilde": "ñ", "ndash": "–", "mdash": "—", "hellip": "…",
    "lsquo": "‘", "rsquo": "’", "ldquo": "“", "rdquo": "”", "bdquo": "„", "laquo": "«", "raquo": "»",
    "middot": "·",
    "deg": "°", "euro": "€", "iexcl": "¡", "iquest": "¿", "times": "×", "frac12": "½", "ensp": " ",
    "emsp": " ",
    "thinsp": " ", "shy": "", "zwnj": "", "zwj": "",
  ]
}

extension Collection<UInt8> {
  /// True where the bytes of a text stand somewhere in these; an empty text stands everywhere.
  func containsBytes(of text: String) -> Bool {
    guard let first = text.utf8.first else { return true }
    var rest = self[...]
    while let index = rest.firstIndex(of: first) {
      rest = rest[index...]
      if rest.starts(with: text.utf8) { return true }
      rest = rest.dropFirst()
    }
    return false
  }
}

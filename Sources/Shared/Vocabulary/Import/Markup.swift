/// The text in the fields of Anki's notes: HTML, clozes, and references to sounds and pictures.
enum Markup {
  /// The text that a person would read, with line feeds where lines end.
  ///
  /// - Parameter isHTML: False leaves tags and entities as they are.
  static func text(of field: String, isHTML: Bool) -> String {
    var reader = MarkupReader(Array(field.utf8), isHTML: isHTML)
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
private struct MarkupReader {
  private let bytes: [UInt8]
  private let isHTML: Bool
  private var position = 0
  private var output: [UInt8] = []
  /// Where in the output each cloze that is still open begins.
  private var clozes: [Int] = []

  init(_ bytes: [UInt8], isHTML: Bool) {
    self.bytes = bytes
    self.isHTML = isHTML
  }

  mutating func read() -> String {
    while position < bytes.count {
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
    output.append(bytes[position])
    position += 1
  }

  private mutating func take(_ text: String, _ length: Int) {
    output.append(contentsOf: text.utf8)
    position += length
  }

  private func starts(with text: String, at index: Int? = nil) -> Bool {
    bytes[(index ?? position)...].starts(with: text.utf8)
  }

  /// Where the next such text ends, looking no further than an honest field would need; nil where there is none.
  private func end(of text: String, from start: Int) -> Int? {
    var index = start
    let last = min(bytes.count, start + 20_000)
    while index < last {
      if bytes[index] == text.utf8.first, starts(with: text, at: index) { return index + text.utf8.count }
      index += 1
    }
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
    guard !name.isEmpty, end < bytes.count, bytes[end] == UInt8(ascii: ";"),
      let text = Self.entity(String(decoding: name, as: UTF8.self))
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
    let colon = UInt8(ascii: ":")
    if let hint = output[start...].indices.first(where: { index in
      output[index] == colon && index + 1 < output.count && output[index + 1] == colon
    }) {
      output.removeSubrange(hint...)
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
  }

  private static func entity(_ name: String) -> String? {
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

package import Primitives

/// What the server lists: one of the array in an answer like `{ "students": [ … ] }`.
package protocol ListElement: WireValue {
  /// The name of the array.
  static var listName: String { get }

  var json: JSON { get }
}

/// An answer that is a list.
package struct Listing<Element: ListElement>: WireValue {
  package let elements: [Element]

  package init(_ elements: [Element]) { self.elements = elements }

  /// Reads an answer; nil where it is none, or any element can't be read.
  package init?(json: JSON) {
    guard let rows = Self.rows(of: json) else { return nil }
    elements = rows.compactMap { Element(json: $0) }
    guard elements.count == rows.count else { return nil }
  }

  /// The elements of an answer as the server wrote them; nil where it is none.
  package static func rows(of json: JSON) -> [JSON]? { json[Element.listName]?.array }

  package var json: JSON { .object([Element.listName: .array(elements.map(\.json))]) }
}

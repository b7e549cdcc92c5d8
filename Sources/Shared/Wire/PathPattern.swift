package import Primitives

/// The form of paths that have ids in some of their segments: `/api/classes/{class}/students/{student}`.
package struct PathPattern: Hashable, Sendable {
  private enum Segment: Hashable, Sendable {
    case fixed(String)
    /// An id, by the name that it has in the text.
    case id(String)
  }

  /// The path, with a name in braces for each id in it.
  package let text: String
  private let segments: [Segment]

  package init(_ text: String) {
    self.text = text
    segments = text.split(separator: "/", omittingEmptySubsequences: false).map { segment in
      segment.hasPrefix("{") ? .id(String(segment.dropFirst().dropLast())) : .fixed(String(segment))
    }
  }

  /// The names of the ids, in their order.
  package var names: [String] {
    segments.compactMap { if case .id(let name) = $0 { name } else { nil } }
  }

  package var hasIDs: Bool { !names.isEmpty }

  /// The path of a request, with these ids in the place of the names, in their order.
  package func path(_ ids: [UniqueID]) -> String {
    guard !ids.isEmpty else { return text }
    var rest = ids[...]
    return segments.map { segment in
      switch segment {
      case .fixed(let text): text
      case .id(let name): rest.popFirst()?.description ?? "{\(name)}"
      }
    }.joined(separator: "/")
  }

  /// The ids in a path of this form, in their order; nil for a path of another form.
  package func ids(in path: String) -> [UniqueID]? {
    // By bytes: segments that some client made up are not worth normalising.
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == segments.count else { return nil }
    var ids: [UniqueID] = []
    for (part, segment) in zip(parts, segments) {
      switch segment {
      case .fixed(let text): guard part.elementsEqual(text.utf8) else { return nil }
      case .id:
        guard let id = UniqueID(Substring(part)) else { return nil }
        ids.append(id)
      }
    }
    return ids
  }
}

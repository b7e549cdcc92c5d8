import Primitives

/// The form of paths that have ids in some of their segments: `/api/classes/{class}/students/{student}`.
struct PathPattern: Sendable {
  /// nil stands for an id.
  private let segments: [String?]

  init(_ text: String) {
    segments = text.split(separator: "/", omittingEmptySubsequences: false).map {
      $0.hasPrefix("{") ? nil : String($0)
    }
  }

  var hasIDs: Bool { segments.contains(nil) }

  /// The ids in a path of this form, in their order; nil for a path of another form.
  func ids(in path: String) -> [UniqueID]? {
    // By bytes: segments that some client made up are not worth normalising.
    let parts = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count == segments.count else { return nil }
    var ids: [UniqueID] = []
    for (part, segment) in zip(parts, segments) {
      if let segment {
        guard part.elementsEqual(segment.utf8) else { return nil }
      } else {
        guard let id = UniqueID(Substring(part)) else { return nil }
        ids.append(id)
      }
    }
    return ids
  }
}

import Primitives
import Wire

/// Reads one event of a request, or says what is wrong with it.
protocol EventReader: Sendable {
  associatedtype Event: Hashable, Sendable

  init(student: UniqueID)

  func event(_ sent: SentEvent) throws(EventFault) -> Event

  static func id(of event: Event) -> UniqueID

  /// True where the second could be the first sent again.
  static func isSame(_ event: Event, _ other: Event) -> Bool
}

/// What is wrong with an event.
struct EventFault: Error {
  let code: Rejection.Code
  let detail: String

  init(_ code: Rejection.Code, _ detail: String) { (self.code, self.detail) = (code, detail) }
}

/// Decides of every event of a request whether it may go to the store, and names those that may not.
///
/// Nothing that passes here can fail in the store for what it is: one bad event is an answer that names it, never a
/// failure of the whole batch.
struct BatchValidator<Reader: EventReader>: Sendable {
  /// An event that is fit to be stored, and its place in the request.
  struct Valid: Hashable, Sendable {
    /// From 0.
    let index: Int
    /// The event as it goes to the store.
    let event: Reader.Event
  }

  private let reader: Reader
  private var places: [UniqueID: Int] = [:]
  /// The good events in the order of the request, each id once.
  private(set) var valid: [Valid] = []
  /// The bad ones, in the order of the request.
  private(set) var rejections: [Rejection] = []

  init(student: UniqueID) { reader = Reader(student: student) }

  /// Looks at all events of a request.
  mutating func validate(_ events: [JSON]) {
    valid.reserveCapacity(events.count)
    for (index, json) in events.enumerated() {
      let sent = SentEvent(json: json)
      do {
        try add(reader.event(sent), index)
      } catch {
        rejections.append(
          Rejection(id: Self.idText(sent), index: index, code: error.code, detail: error.detail))
      }
    }
  }

  private mutating func add(_ event: Reader.Event, _ index: Int) throws(EventFault) {
    let id = Reader.id(of: event)
    guard let place = places[id] else {
      places[id] = valid.count
      valid.append(Valid(index: index, event: event))
      return
    }
    guard Reader.isSame(valid[place].event, event) else {
      throw EventFault(.duplicateInBatch, "The same id stands earlier in this request with other contents.")
    }
  }

  /// Names the good events that the store found to be in conflict, by their places among the good ones.
  func rejections(ofConflicts places: [Int]) -> [Rejection] {
    places.map { place in
      Rejection(
        id: Reader.id(of: valid[place].event).description, index: valid[place].index, code: .idConflict,
        detail: "This id is stored with other contents, or for somebody else.")
    }
  }

  /// The id as the answer names it: in lower case where it is one, else the beginning of what stood there.
  private static func idText(_ sent: SentEvent) -> String {
    sent.id?.description ?? String((sent.idText ?? "").unicodeScalars.prefix(64))
  }
}

/// What all events have in common.
struct EventOwner: Sendable {
  private let student: UniqueID

  init(student: UniqueID) { self.student = student }

  /// The id of an event of this student's.
  func id(of sent: SentEvent) throws(EventFault) -> UniqueID {
    guard sent.isObject else { throw EventFault(.badID, "An event is an object.") }
    guard let id = sent.id else { throw EventFault(.badID, "id is not a UUID.") }
    guard id.version != 5 else {
      throw EventFault(
        .badID, "Ids of version 5 are the server's own; an event of a client has one of version 7.")
    }
    guard sent.studentID == student else {
      throw EventFault(.wrongStudent, "student_id is not the student whose token this is.")
    }
    return id
  }

  /// When it was made, by the client's clock, whatever that shows.
  func createdAt(of sent: SentEvent) throws(EventFault) -> Timestamp {
    guard let createdAt = sent.createdAt else {
      throw EventFault(.badTime, "created_at is not a time in RFC 3339.")
    }
    return createdAt
  }
}

extension SentBatch {
  /// The events, which are of a number that a request may have.
  ///
  /// - Throws: `malformed_json`, `no_events` or `batch_too_large`.
  func checkedEvents() throws(HTTPProblem) -> [JSON] {
    guard let events else {
      throw HTTPProblem.malformed("The body has no array of events.")
    }
    guard !events.isEmpty else { throw HTTPProblem(400, "no_events", "There is no event in the request.") }
    guard events.count <= Limit.batchEvents else {
      throw HTTPProblem(413, "batch_too_large", "A request may have \(Limit.batchEvents) events at most.")
    }
    return events
  }
}

import Primitives
import Store
import XP

/// The argument of `ingest_xp_batches`, written straight as text: it is most of what the server sends.
struct EventGroup {
  private var utf8: [UInt8] = []

  /// One JSON array of batches.
  var text: String { String(decoding: utf8, as: UTF8.self) }

  private let isMetadataChecked: Bool

  /// The text for these batches. Metadata that jsonb can't hold is written as null.
  ///
  /// - Parameter isMetadataChecked: All of it fits, as the caller has seen.
  init(_ batches: [EventBatch], isMetadataChecked: Bool = false) {
    self.isMetadataChecked = isMetadataChecked
    utf8.reserveCapacity(batches.reduce(2) { $0 + 200 + $1.events.count * 400 })
    write("[")
    for (index, batch) in batches.enumerated() {
      if index > 0 { write(",") }
      write(batch)
    }
    write("]")
  }

  private mutating func write(_ batch: EventBatch) {
    write(#"{"student_id":""#)
    batch.studentID.write(to: &utf8)
    if let token = batch.token {
      write(#"","token":""#)
      token.bytes.writeHexadecimal(to: &utf8)
    }
    write(#"","received_at":""#)
    batch.receivedAt.write(to: &utf8)
    write(#"","events":["#)
    for (index, event) in batch.events.enumerated() {
      if index > 0 { write(",") }
      write(event, occurredAt: batch.occurredAt(event))
    }
    write("]}")
  }

  private mutating func write(_ event: XPEvent, occurredAt: Timestamp) {
    write(#"{"id":""#)
    event.id.write(to: &utf8)
    write(#"","kind":"#)
    JSON.string(event.kind).write(to: &utf8)
    write(#","delta":"#)
    JSON.integer(event.delta).write(to: &utf8)
    write(#","created_at":""#)
    event.createdAt.write(to: &utf8)
    write(#"","occurred_at":""#)
    occurredAt.write(to: &utf8)
    if let id = event.wordSetID {
      write(#"","word_set_id":""#)
      id.write(to: &utf8)
    }
    if let id = event.homeworkID {
      write(#"","homework_id":""#)
      id.write(to: &utf8)
    }
    write(#"","metadata":"#)
    if isMetadataChecked || event.metadata.fitsJSONB {
      event.metadata.write(to: &utf8)
    } else {
      write("null")
    }
    write("}")
  }

  private mutating func write(_ text: StaticString) {
    utf8.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }
}

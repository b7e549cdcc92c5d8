package import Primitives

extension Outbox {
  /// Gives the rows of one owner to another that is the same student under another name of the ledger, or in another ledger.
  ///
  /// - Returns: How many events moved; those that the new owner has already stay where they are.
  /// - Throws: `OutboxError.differentStudents` where the students differ, for the payload of an event names
  ///   its student and never changes; `OutboxError.cannotOpen` while journaling.
  package func adopt(from source: Owner, to target: Owner) throws(OutboxError) -> Int {
    guard source.studentID == target.studentID else { throw .differentStudents }
    guard source != target else { return 0 }
    let reason = openError
    return try perform(.write) { db in
      guard let old = try db.key(of: source) else { return 0 }
      return try db.adopt(from: old, to: try db.makeKey(of: target))
    } journal: { _ throws(OutboxError) in
      throw reason ?? .cannotOpen(reason: .cannotBeOpened)
    }
  }

  /// The ledger has named a student: what waits for that student under an address belongs to the ledger from now on, and is
  /// found under either name. While journaling nothing is done; it is done later.
  package func recordLedger(_ serverID: UniqueID, of student: UniqueID) throws(OutboxError) {
    try perform(.write) { db in
      try db.giveAddressed(of: student, to: serverID.description)
    } journal: { _ throws(OutboxError) in
    }
  }

  /// Notes who an owner is and where the ledger was last found, for whoever looks at what waits on this computer. Writes
  /// only what is new; while journaling, nothing.
  package func describe(_ owner: Owner, name: String, className: String?, address: String?)
    throws(OutboxError)
  {
    try perform(.write) { db in
      try db.describe(try db.makeKey(of: owner), name: name, className: className, address: address)
    } journal: { _ throws(OutboxError) in
    }
  }

  /// What waits on this computer, or was refused, whosever it is.
  package func waiting() throws(OutboxError) -> [Waiting] {
    try owners().filter(\.hasAny)
  }

  /// Puts what the ledger refused back into the queues, unless this client has offered it to that server within a day.
  ///
  /// - Parameter server: The server's version.
  /// - Returns: True where something was.
  package func offerAgain(
    of owner: Owner, client: String, server: String, at time: Timestamp
  ) throws(OutboxError) -> Bool {
    try perform(.write) { db in
      guard let key = try db.key(of: owner) else { return false }
      return try db.offerAgain(key, by: "\(client) to \(server)", at: time)
    } journal: { _ throws(OutboxError) in
      false
    }
  }

  /// Stores how far the server's clock is ahead of this computer's. Writes only what is new.
  package func recordClockSkew(milliseconds: Int64) throws(OutboxError) {
    let known = try perform(.read) {
      try $0.clockSkew()
    } journal: { journal throws(OutboxError) in
      journal.clockSkewMilliseconds
    }
    if known == milliseconds { return }
    try perform(.write) {
      try $0.storeMeta("clock_skew_ms", String(milliseconds))
    } journal: { journal throws(OutboxError) in
      journal.clockSkewMilliseconds = milliseconds
    }
  }

  /// The id of this computer, made once; while journaling, one that lasts as long as this object.
  package func deviceID() throws(OutboxError) -> UniqueID {
    let known = try perform(.read) {
      try $0.deviceID()
    } journal: { journal throws(OutboxError) in
      journal.deviceID
    }
    if let known { return known }
    let new = newDeviceID
    return try perform(.write) {
      try $0.storeDeviceID(new)
    } journal: { journal throws(OutboxError) in
      journal.deviceID
    }
  }
}

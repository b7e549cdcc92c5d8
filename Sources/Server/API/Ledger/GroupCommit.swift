import Store

/// Group commit: the batches of a group share a transaction, each all or nothing (see `Store.ingest`). A batch weighs as
/// many as it has events.
typealias GroupCommit = GroupedCalls<EventBatch, IngestOutcome>

extension GroupCommit {
  /// - Parameters:
  ///   - capacity: How many batches may wait.
  ///   - size: How many share a transaction.
  convenience init(store: any Store, capacity: Int, size: GroupSize) {
    self.init(workers: store.ingestWorkers, capacity: capacity, size: size) {
      batches throws(StoreError) in try await store.ingest(batches)
    }
  }

  convenience init(workers: Int, capacity: Int, size: GroupSize, call: @escaping Call) {
    self.init(
      label: "commits", workers: workers, capacity: capacity, size: size, weigh: { $0.events.count },
      call: call)
  }
}

import Store

/// Who sends the requests: the tokens of a group are looked up together (see `Store.accounts`).
typealias AccountLookups = GroupedCalls<TokenHash, AccountTotal?>

extension AccountLookups {
  /// - Parameters:
  ///   - capacity: How many tokens may wait.
  ///   - size: How many share a look.
  convenience init(store: any Store, capacity: Int, size: GroupSize) {
    self.init(capacity: capacity, size: size) {
      tokens throws(StoreError) in try await store.accounts(for: tokens).map { .success($0) }
    }
  }

  /// Looks one after the other, as long as full groups don't pile up behind one that hangs.
  convenience init(capacity: Int, size: GroupSize, call: @escaping Call) {
    self.init(label: "lookups", lanes: 4, capacity: capacity, size: size, weigh: { _ in 1 }, call: call)
  }
}

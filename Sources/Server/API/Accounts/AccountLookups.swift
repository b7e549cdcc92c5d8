import Store

/// Who sends the requests: the tokens of a group are looked up together (see `Store.accounts`), one group after the
/// other.
typealias AccountLookups = GroupedCalls<TokenHash, AccountTotal?>

extension AccountLookups {
  convenience init(store: any Store, limits: ServerLimits) {
    self.init(
      label: "lookups", capacity: limits.waitingLookups, size: GroupSize(items: limits.tokensPerLookup)
    ) {
      tokens throws(StoreError) in try await store.accounts(for: tokens).map { .success($0) }
    }
  }
}

package import Outbox
package import Sync
package import Transport

// Reasons and troubles in words of a test's own.

extension OutboxError.Reason: ExpressibleByStringLiteral {
  package init(stringLiteral words: String) { self = .words(words) }
}

extension TransportError.Reason: ExpressibleByStringLiteral {
  package init(stringLiteral words: String) { self = .words(words) }
}

extension SyncTrouble: ExpressibleByStringLiteral {
  package init(stringLiteral words: String) { self = .noAnswer(.other(reason: .words(words))) }
}

extension SyncTrouble.Refusal: ExpressibleByStringLiteral {
  package init(stringLiteral words: String) { self = .words(words) }
}

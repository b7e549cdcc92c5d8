import HTTPTypes
import Wire

/// Names of fields that HTTPTypes has no word for.
extension HTTPField.Name {
  static let glosaLedger = known(LedgerMark.ledgerField)
  static let glosaTime = known(LedgerMark.timeField)
  static let xForwardedFor = known("X-Forwarded-For")
  static let xForwardedProto = known("X-Forwarded-Proto")

  private static func known(_ text: String) -> HTTPField.Name {
    guard let name = HTTPField.Name(text) else { preconditionFailure("\(text) is no name of a field") }
    return name
  }
}

import Primitives

extension Double {
  /// Written with that many decimals, rounded to the nearest.
  func decimals(_ count: Int) -> String {
    guard isFinite, abs(self) < 1e12 else { return "?" }
    let scale = (0..<count).reduce(1) { scale, _ in scale * 10 }
    let units = Int((magnitude * Double(scale)).rounded())
    let whole = (self < 0 && units > 0 ? "-" : "") + String(units / scale)
    guard count > 0 else { return whole }
    let rest = String(units % scale)
    return whole + "." + String(repeating: "0", count: count - rest.count) + rest
  }
}

extension JSON {
  /// A number with six decimals; null where it is none.
  static func rounded(_ value: Double) -> JSON { value.isFinite ? .number(value.decimals(6)) : .null }
}

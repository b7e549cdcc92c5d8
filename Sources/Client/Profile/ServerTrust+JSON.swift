import Primitives
import Transport
import Wire

extension ServerTrust {
  /// What a file says of it; without a word it is the system's authorities.
  init(json: JSON) {
    if let pin = json["key"]?.string.flatMap({ KeyPin($0) }) {
      self = .key(pin)
    } else if let pem = json["authorities"]?.string {
      self = .authorities(pem: pem)
    } else {
      self = .system
    }
  }

  /// Writes it into a file's object.
  func add(to json: inout JSONObject) {
    switch self {
    case .system: break
    case .authorities(let pem): json["authorities"] = .string(pem)
    case .key(let pin): json["key"] = .string(pin.description)
    }
  }
}

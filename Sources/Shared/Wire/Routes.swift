public import Primitives

/// The paths of the protocol.
public enum Route {
  /// `POST`: becomes a student of a class.
  public static let join = "/api/join"
  /// `GET`: who the token is.
  public static let me = "/api/me"
  /// `DELETE`: the token is dead from then on.
  public static let session = "/api/session"
  /// `POST`: stores events.
  public static let xpSync = "/api/xp-sync"
  /// `GET`: the student's total.
  public static let xpTotal = "/api/xp-total"
  /// `GET`: the student's own events, newest first.
  public static let xpEvents = "/api/xp-events"
  /// `POST` and `GET`: the teacher's classes.
  public static let classes = "/api/classes"
  /// `GET`: 200 while the process lives.
  public static let healthz = "/healthz"
  /// `GET`: 200 while the store answers.
  public static let readyz = "/readyz"
}

/// The limits of the protocol, once for both sides.
public enum Limit {
  /// Bytes of a request's body.
  public static let bodyBytes = 1 << 20
  /// Events of one request.
  public static let batchEvents = 500
  /// Bytes of an event's metadata, as canonical JSON text.
  public static let metadataBytes = 4096
  /// How deep values may stand in one another in metadata, the object itself being 1.
  public static let metadataDepth = 8
  /// Characters of a kind.
  public static let kindLength = 32
  /// Points of an event.
  public static let delta = 0...1000
  /// How far ahead of the server's clock an event may be made, in seconds.
  public static let clockAheadSeconds: Int64 = 600
  /// No event was made before Glosa could exist: 2020-01-01T00:00:00Z.
  public static let earliestEvent = Timestamp(milliseconds: 1_577_836_800_000)
  /// Characters of a pupil's name, after trimming.
  public static let nameLength = 1...40
  /// Characters of the name of a class, after trimming.
  public static let classNameLength = 1...80
  /// Digits of a PIN.
  public static let pinLength = 4...12
}

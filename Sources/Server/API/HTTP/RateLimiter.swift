import Primitives
import Synchronization

/// A token bucket for each account or address: a burst at once, then so many requests a second.
final class RateLimiter<Key: Hashable & Sendable>: Sendable {
  private struct Bucket {
    var tokens: Double
    var filledAt: Duration
  }

  /// Above this many buckets those that are full again, and so say nothing, are thrown away.
  private static var bucketsWorthKeeping: Int { 4096 }
  /// Above this many, all: whoever has so many addresses is not held up by this anyway.
  private static var mostBuckets: Int { 16 * bucketsWorthKeeping }

  private let perSecond: Double
  private let burst: Double
  private let buckets = Mutex<[Key: Bucket]>([:])

  init(perSecond: Double, burst: Double) {
    self.perSecond = perSecond
    self.burst = burst
  }

  /// Takes one request of an account or address; false where it has had enough for now.
  func take(_ key: Key, at now: Duration) -> Bool {
    buckets.withLock { buckets in
      var bucket = buckets[key] ?? Bucket(tokens: burst, filledAt: now)
      bucket.tokens = tokens(in: bucket, at: now)
      bucket.filledAt = now
      let isGranted = bucket.tokens >= 1
      if isGranted { bucket.tokens -= 1 }
      buckets[key] = bucket
      if buckets.count > Self.bucketsWorthKeeping {
        buckets = buckets.filter { tokens(in: $0.value, at: now) < burst }
        if buckets.count > Self.mostBuckets { buckets = [key: bucket] }
      }
      return isGranted
    }
  }

  /// The whole seconds until `take` would grant one more request; 0 where it would now. Takes nothing.
  func wait(for key: Key, at now: Duration) -> Int {
    buckets.withLock { buckets in
      guard let bucket = buckets[key] else { return 0 }
      return Int((max(0, 1 - tokens(in: bucket, at: now)) / perSecond).rounded(.up))
    }
  }

  private func tokens(in bucket: Bucket, at now: Duration) -> Double {
    min(burst, bucket.tokens + (now - bucket.filledAt) / .seconds(1) * perSecond)
  }
}

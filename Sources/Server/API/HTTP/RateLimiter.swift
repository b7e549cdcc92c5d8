import Primitives
import Synchronization

/// A token bucket for each account: a burst at once, then so many requests a second.
final class RateLimiter: Sendable {
  private struct Bucket {
    var tokens: Double
    var filledAt: Duration
  }

  /// Above this many buckets those that are full again, and so say nothing, are thrown away.
  private static let bucketsWorthKeeping = 4096

  private let perSecond: Double
  private let burst: Double
  private let buckets = Mutex<[UniqueID: Bucket]>([:])

  init(perSecond: Double, burst: Double) {
    self.perSecond = perSecond
    self.burst = burst
  }

  /// Takes one request of an account; false where it has had enough for now.
  func take(_ account: UniqueID, at now: Duration) -> Bool {
    buckets.withLock { buckets in
      var bucket = buckets[account] ?? Bucket(tokens: burst, filledAt: now)
      bucket.tokens = tokens(in: bucket, at: now)
      bucket.filledAt = now
      let isGranted = bucket.tokens >= 1
      if isGranted { bucket.tokens -= 1 }
      buckets[account] = bucket
      if buckets.count > Self.bucketsWorthKeeping {
        buckets = buckets.filter { tokens(in: $0.value, at: now) < burst }
      }
      return isGranted
    }
  }

  private func tokens(in bucket: Bucket, at now: Duration) -> Double {
    min(burst, bucket.tokens + (now - bucket.filledAt) / .seconds(1) * perSecond)
  }
}

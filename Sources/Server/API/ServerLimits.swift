package import Store
import Wire

/// Every limit of the server, so that no client, broken or hostile, can make it grow or wait without end.
package struct ServerLimits: Sendable {
  /// Bytes of a request's body, whatever it is for; each operation has its own limit too (`Endpoint.bodyBytes`).
  package var bodyBytes = Limit.bodyBytes
  /// Bytes of a refused body that are read and thrown away, so that its sender gets to read the refusal.
  package var discardedBytes = 8 * Limit.bodyBytes
  /// Bytes of a request's header fields together, and of each.
  package var headerBytes = 16 * 1024
  /// Header fields of a request.
  package var headerCount = 100
  /// Bytes of a request's path and query.
  package var targetBytes = 2048
  /// Connections at the same time; one more is answered 503 and closed, unless one that waits for nothing, and on
  /// which nobody has signed in, can be ended in its favour.
  package var connections = 1024
  /// Connections of one address on which nobody has signed in yet: a school that comes back all at once has signed in on
  /// most of its own within moments. One more ends the oldest that waits for nothing.
  package var unauthenticatedPerAddress = 256
  /// Connections of one token: a program has two or three, and a teacher's boards share theirs. One more ends the oldest
  /// that waits for nothing.
  package var connectionsPerToken = 32
  /// Connections beyond those that may be on their way out at the same time; more than that wait to be accepted.
  package var refusedConnections = 32
  /// Requests being answered at the same time; one more is answered 503.
  package var requests = 512
  /// How long a connection may stay open without a request.
  package var idleTime = Duration.seconds(60)
  /// How long a client may take for its half of the TLS handshake.
  package var handshakeTime = Duration.seconds(10)
  /// How long a request may take to arrive, from the end of its head to the end of its body.
  package var requestTime = Duration.seconds(15)
  /// How long an answer may take, from the end of the request; and how long a client may refuse to read it.
  package var answerTime = Duration.seconds(30)
  /// How long a client may go on sending after an answer that ends the connection, so that it gets to read it.
  package var lingerTime = Duration.seconds(1)
  /// What one account may ask for on average, in requests a second. Counted by account, not by address: a school
  /// is one address.
  package var requestsPerSecond = 50.0
  /// What one account may ask for at once.
  package var requestBurst = 200.0
  /// How wrong PINs are followed by waits.
  package var pinPatience = PINPatience()
  /// Wrong class codes from one address at once, and then a second: a classroom full of misread codes is below it, and a
  /// search through the 900 million codes takes 57 years.
  package var wrongCodeBurst = 60.0
  package var wrongCodesPerSecond = 0.5
  /// New pupils of one class from one address at once, and then a second: three classes at the same moment, behind the one
  /// address of a school; to fill a class of 500 takes over an hour.
  package var newcomerBurst = 100.0
  package var newcomersPerSecond = 0.1
  /// Tokens of one student, which is to say devices; the oldest goes when there is one more.
  package var tokensPerStudent = 20
  /// Tokens whose students are remembered between two requests.
  package var rememberedTokens = 8192
  /// Students of one class.
  package var studentsPerClass = 500
  /// How often the log tells of the same trouble at most.
  package var logInterval = Duration.seconds(10)
  /// PINs of one address waiting to be hashed; one more is answered 503.
  package var waitingPINsPerAddress = 64
  /// PINs of one pupil from one address or computer waiting for the one before; one more is answered 503.
  package var waitingPINsPerPupil = 8
  /// PINs waiting to be hashed; one more is answered 503.
  package var waitingPINs = 256
  /// Batches of events waiting for a commit; one more is answered 503.
  package var waitingBatches = 512
  /// Tokens waiting to be looked up; one more is answered 503.
  package var waitingLookups = 512
  /// Open streams of one class's board; one more is answered 503.
  package var boardsPerClass = 512
  /// Students whose last word is kept in memory beside the store.
  package var rememberedPresences = 50_000
  /// How many batches and events share a commit.
  var groupCommit = GroupSize(items: 64, weight: 500, minimumWeightPerWorker: 24)
  /// How many tokens share a look at the store.
  var tokensPerLookup = 64
  /// How long requests that are under way get to finish after the signal to stop.
  package var shutdownTime = Duration.seconds(6)
  /// When the process ends at the latest after that signal, whatever still hangs.
  package var shutdownDeadline = Duration.milliseconds(9500)

  /// The limits for a school on one machine.
  package init() {}
}

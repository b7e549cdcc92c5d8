import Primitives
import Synchronization
import Transport
import Wire

/// Reads a board's stream on the thread that it comes on, and keeps what is new until it is taken: a board, or rows of it, of
/// each pupil the latest. However much comes, and whatever it is, no more than that is kept.
final class BoardStreamReader: Sendable {
  /// Pupils that a class can have, and then some: a stream that names more is no board.
  static let rowLimit = 2000

  /// What has come since the last time.
  struct News {
    /// The whole board, which replaces everything known; before the rows.
    var board: Board?
    /// Rows that changed, in the order in which their pupils were first named.
    var rows: [BoardRow] = []
    /// True once what came was no board: nothing more is read.
    var hasFailed = false
  }

  private struct State {
    var parser = EventStreamParser()
    var news = News()
    /// The place of each pupil's row among the rows.
    var places: [UniqueID: Int] = [:]
    /// Somebody was told that there is something to take.
    var isAnnounced = false
  }

  private let state = Mutex(State())

  /// Takes the next bytes.
  ///
  /// - Returns: True where `take` is to be called, and was not to be called already.
  func receive(_ bytes: [UInt8]) -> Bool {
    state.withLock { state in
      guard !state.news.hasFailed else { return false }
      let hadNews = state.isAnnounced
      for event in state.parser.receive(bytes) { Self.take(event, into: &state) }
      if state.parser.hasFailed || state.news.rows.count > Self.rowLimit { state.news.hasFailed = true }
      let hasNews = state.news.board != nil || !state.news.rows.isEmpty || state.news.hasFailed
      state.isAnnounced = hasNews
      return hasNews && !hadNews
    }
  }

  private static func take(_ event: ServerEvent, into state: inout State) {
    guard event.name == BoardEvent.snapshot || event.name == BoardEvent.student,
      let json = try? JSON.parse(event.data)
    else { return }
    if event.name == BoardEvent.snapshot {
      guard let board = Board(json: json) else { return }
      (state.news.board, state.news.rows, state.places) = (board, [], [:])
    } else if let row = BoardRow(json: json) {
      if let place = state.places[row.studentID] {
        state.news.rows[place] = row
      } else {
        state.places[row.studentID] = state.news.rows.count
        state.news.rows.append(row)
      }
    }
  }

  /// What has come since the last time.
  func take() -> News {
    state.withLock { state in
      defer {
        (state.news, state.places, state.isAnnounced) = (News(hasFailed: state.news.hasFailed), [:], false)
      }
      return state.news
    }
  }
}

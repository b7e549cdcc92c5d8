import Primitives
import Sync
import TestSupport
import Testing
import Transport
import Wire

@Suite struct BoardFeedTests {
  private static let head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
  private static let id = UniqueID(high: 1, low: 2)

  private static func row(_ total: Int) -> BoardRow {
    BoardRow(
      studentID: id, displayName: "Ada", totalXP: total, todayXP: 0, pendingCount: 0, pendingXP: 0,
      state: .synced, game: nil, lastSeenAt: nil, lastSyncAt: nil)
  }

  private static func event(_ name: String, _ data: JSON) -> String { "event: \(name)\ndata: \(data)\n\n" }

  private static let snapshot = event(
    BoardEvent.snapshot,
    Board(
      schoolClass: SchoolClass(id: id, name: "7B", code: "ABCDEF"), now: Timestamp(milliseconds: 0),
      rows: [row(10)]
    ).json)

  private func listen(to server: LoopbackServer) -> (feed: BoardFeed, heard: Watched<[String]>) {
    let heard = Watched<[String]>([])
    let feed = BoardFeed(url: server.url("/stream"), token: "secret", transport: CurlTransport(), seed: 1) {
      event in
      heard.update {
        switch event {
        case .snapshot(let board): $0.append("snapshot \(board.rows.map(\.totalXP))")
        case .row(let row): $0.append("row \(row.totalXP)")
        case .lost: $0.append("lost")
        case .refused(let problem): $0.append("refused \(problem.code)")
        }
      }
    }
    feed.start()
    return (feed, heard)
  }

  @Test(
    "a board, its rows, a stream that is lost and opened again by itself; what is not understood is passed over"
  )
  func goesOn() throws {
    let server = try LoopbackServer { connection in
      connection < 2
        ? [
          .readRequest,
          .send(
            Self.head + Self.snapshot + ": alive\n\n" + Self.event("new", [:])
              + Self.event(BoardEvent.student, [:])
              + Self.event(BoardEvent.student, Self.row(20).json)),
        ] : [.readRequest, .send(Self.head + Self.snapshot), .hang]
    }
    defer { server.stop() }
    let (feed, heard) = listen(to: server)
    let wanted = ["snapshot [10]", "row 20", "lost", "snapshot [10]", "row 20", "lost", "snapshot [10]"]
    #expect(heard.wait { $0.count >= wanted.count })
    #expect(heard.current == wanted)
    #expect(server.record.current.requests.allSatisfy { $0.head.contains("Authorization: Bearer secret") })
    feed.stop()
    #expect(server.record.wait { $0.ended >= 3 })
  }

  @Test("a refusal ends the tries; a server that is busy is asked again", arguments: [401, 403, 404])
  func minds(status: Int) throws {
    let refusal = Problem(status: status, code: "no", detail: "No.").json(title: "No").description
    let busy = Problem(status: 503, code: "overloaded", detail: "Busy.").json(title: "Busy").description
    let server = try LoopbackServer { connection in
      connection == 0
        ? [
          .readRequest,
          .send(
            "HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: \(busy.utf8.count)\r\nConnection: close\r\n\r\n\(busy)"
          ),
        ] : [.answer(refusal, status: "\(status) No")]
    }
    defer { server.stop() }
    let (feed, heard) = listen(to: server)
    #expect(heard.wait { $0 == ["lost", "refused no"] })
    feed.retry()
    #expect(heard.wait { $0 == ["lost", "refused no", "refused no"] })
    feed.stop()
  }
}

import Dispatch
import Glibc

/// A real TCP server on 127.0.0.1 that does on each connection what a test wrote down for it, right or wrong.
///
/// ```swift
/// let server = try LoopbackServer { connection in
///   connection == 0 ? [.readRequest, .send("HTTP/1.1 200 OK\r\nContent-Le"), .reset] : [.answer("hello")]
/// }
/// defer { server.stop() }
/// ```
package final class LoopbackServer: Sendable {
  /// One thing to do on a connection. After the last one the connection is closed.
  package enum Step: Sendable {
    /// Reads one whole request and records it.
    case readRequest
    /// Sends these bytes.
    case send([UInt8])
    /// Answers the last request read: 200, its body as the body.
    case echo
    /// Waits until the test opens the gate.
    case wait(Gate)
    /// Does nothing until the other side has closed or the server is stopped.
    case hang
    /// Closes with RST; what was sent before arrives.
    case reset
    /// Answers the last request read with what a test makes of it.
    case respond(@Sendable (RecordedRequest) -> String)
    /// Does these steps again and again, until the other side closes.
    case forever([Step])

    /// Reads requests, as many as come, and answers each as a test says.
    package static func answering(_ answer: @escaping @Sendable (RecordedRequest) -> String) -> Step {
      .forever([.readRequest, .respond(answer)])
    }

    /// The text of an answer with a body.
    package static func text(_ status: Int, _ body: String, _ fields: String...) -> String {
      (["HTTP/1.1 \(status) Said", "Content-Type: application/json", "Content-Length: \(body.utf8.count)"]
        + fields)
        .joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    /// Sends a text as UTF-8.
    package static func send(_ text: String) -> Step { .send(Array(text.utf8)) }

    /// Reads requests, as many as come, and answers each with a body of this text.
    package static func answer(_ text: String, status: String = "200 OK") -> Step {
      .forever([
        .readRequest, .send("HTTP/1.1 \(status)\r\nContent-Length: \(text.utf8.count)\r\n\r\n\(text)"),
      ])
    }
  }

  /// What has happened so far.
  package struct Record: Sendable {
    /// How many connections were accepted.
    package internal(set) var connections = 0
    /// How many of them have ended.
    package internal(set) var ended = 0
    /// The requests read, in order.
    package internal(set) var requests: [RecordedRequest] = []
    var isStopped = false
    var open: [Int: Int32] = [:]
  }

  /// The port it listens on.
  package let port: UInt16
  /// What has happened, to look at and to wait for.
  package let record = Watched(Record())
  private let listener: Int32

  /// Listens on a port, or on a free one.
  ///
  /// - Parameter script: The steps of a connection, by its number from 0.
  package init(port: UInt16 = 0, script: @escaping @Sendable (_ connection: Int) -> [Step]) throws {
    listener = try LoopbackSocket.listening(on: port)
    self.port = LoopbackSocket.port(of: listener)
    DispatchQueue(label: "loopback").async { @Sendable [listener, record] in
      while let descriptor = LoopbackSocket.accept(on: listener) {
        let number: Int? = record.update { record in
          guard !record.isStopped else { return nil }
          record.open[record.connections] = descriptor
          record.connections += 1
          return record.connections - 1
        }
        guard let number else {
          close(descriptor)
          break
        }
        DispatchQueue(label: "loopback.connection").async { @Sendable in
          let connection = LoopbackConnection(descriptor: descriptor, number: number, record: record)
          _ = connection.run(script(number))
          record.update { record in
            record.open[number] = nil
            close(descriptor)
            record.ended += 1
          }
        }
      }
      close(listener)
    }
  }

  deinit { stop() }

  /// `http://127.0.0.1:PORT` and the path.
  package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Stops listening and ends all connections.
  package func stop() {
    record.update { record in
      guard !record.isStopped else { return }
      record.isStopped = true
      shutdown(listener, Int32(SHUT_RDWR))
      for descriptor in record.open.values { shutdown(descriptor, Int32(SHUT_RDWR)) }
    }
  }
}

/// A request as a loopback server read it.
package struct RecordedRequest: Hashable, Sendable {
  /// The number of its connection, from 0.
  package var connection: Int
  /// The request line and the header, with all line breaks but the last empty line.
  package var head: String
  /// The body.
  package var body: [UInt8]

  /// The lines of the head.
  package var lines: [String] { head.split(separator: "\r\n").map(String.init) }
}

/// Carries out the steps of one connection, on one thread.
private final class LoopbackConnection {
  let descriptor: Int32
  let number: Int
  let record: Watched<LoopbackServer.Record>
  private var reader: HTTPRequestReader
  private var lastBody: [UInt8] = []

  init(descriptor: Int32, number: Int, record: Watched<LoopbackServer.Record>) {
    self.descriptor = descriptor
    self.number = number
    self.record = record
    reader = HTTPRequestReader(descriptor: descriptor)
  }

  /// True where all steps could be done.
  func run(_ steps: [LoopbackServer.Step]) -> Bool {
    steps.allSatisfy(run)
  }

  private func run(_ step: LoopbackServer.Step) -> Bool {
    switch step {
    case .readRequest:
      guard let request = reader.next() else { return false }
      lastBody = request.body
      record.update {
        $0.requests.append(RecordedRequest(connection: number, head: request.head, body: request.body))
      }
    case .send(let bytes): return LoopbackSocket.write(bytes, to: descriptor)
    case .echo:
      let head = "HTTP/1.1 200 OK\r\nContent-Length: \(lastBody.count)\r\n\r\n"
      return LoopbackSocket.write(Array(head.utf8) + lastBody, to: descriptor)
    case .wait(let gate): gate.wait()
    case .hang: while !LoopbackSocket.read(from: descriptor).isEmpty {}
    case .reset:
      LoopbackSocket.makeCloseReset(descriptor)
      return false
    case .respond(let answer):
      guard let request = record.current.requests.last(where: { $0.connection == number }) else {
        return false
      }
      return LoopbackSocket.write(Array(answer(request).utf8), to: descriptor)
    case .forever(let steps): while run(steps) {}
    }
    return true
  }
}

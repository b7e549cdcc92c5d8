package import Classboard
import Game
import Glibc
import Languages
package import Primitives
package import Profile
import Screen
package import Sync
import Terminal
import Views
package import Wire

/// What other threads have to tell the board's loop.
package enum WatchMessage: Sendable {
  case feed(BoardFeedEvent)
  case pupil(UniqueID, Result<PupilDetails, CommandFailure>)
  case invitation(Result<Invitation, CommandFailure>)
  case signal(ExitStatus)
}

/// The board's one loop: owns the terminal and the model, waits for keys, news and signals, draws when something
/// changed. It never touches the network.
package struct WatchLoop {
  private var app: BoardApp
  private let terminal: any TerminalDevice
  private let mailbox: Mailbox<WatchMessage>
  private let feed: BoardFeed
  private let loadPupil: @Sendable (UniqueID) -> Void
  private let loadInvitation: @Sendable () -> Void
  private let place = LocalTime.current(at: Session.wallClock())

  /// How long an invitation is taken to be true, in milliseconds: a laptop that goes to another room gets another address, and
  /// the stream of its own board does not notice.
  private static let invitationAge: Int64 = 10_000

  /// When the invitation is asked for again by itself; nil while an answer is on its way.
  private var invitationDueAt: Int64?
  private var frame: Frame?
  private var needsDrawing = true
  private var status: ExitStatus?

  /// A loop over a terminal that is open.
  ///
  /// - Parameters:
  ///   - loadPupil: Asks for a pupil; the answer comes through the mailbox.
  ///   - loadInvitation: The same for how pupils join.
  package init(
    app: BoardApp, terminal: any TerminalDevice, mailbox: Mailbox<WatchMessage>, feed: BoardFeed,
    loadPupil: @escaping @Sendable (UniqueID) -> Void, loadInvitation: @escaping @Sendable () -> Void
  ) {
    (self.app, self.terminal, self.mailbox) = (app, terminal, mailbox)
    (self.feed, self.loadPupil, self.loadInvitation) = (feed, loadPupil, loadInvitation)
  }

  /// Runs until the teacher has left; gives the status to exit with.
  package mutating func run() -> ExitStatus {
    while true {
      if let status { return status }
      drawIfNeeded()
      wait()
    }
  }

  private mutating func drawIfNeeded() {
    let now = Session.monotonicMilliseconds()
    if let change = frame?.nextChangeAt, now >= change { needsDrawing = true }
    guard needsDrawing else { return }
    let drawn = BoardViews.draw(
      app, size: terminal.size, now: now, wallClock: Session.wallClock(), place: place,
      glyphSet: terminal.glyphSet,
      language: Spoken.language)
    terminal.show(drawn.screen, cursor: drawn.cursor)
    frame = drawn
    needsDrawing = false
  }

  private mutating func wait() {
    let now = Session.monotonicMilliseconds()
    let next = [frame?.nextChangeAt, invitationDueAt].compactMap(\.self).min()
    let timeout = next.map { Int32(clamping: max(0, $0 - now)) } ?? -1
    var descriptors = [terminal.descriptor, mailbox.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&descriptors, nfds_t(descriptors.count), timeout)
    if count < 0 || descriptors[0].revents != 0 { terminal.read().forEach { handle($0) } }
    if descriptors[1].revents != 0 { mailbox.takeAll().forEach { handle($0) } }
    let later = Session.monotonicMilliseconds()
    if let due = invitationDueAt, later >= due {
      invitationDueAt = later + Self.invitationAge
      update(.invitationDue)
    }
  }

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key):
      if key == .control("c") { status = .interrupted } else { update(.key(key)) }
    case .pasted, .mousePressed, .focusGained, .focusLost: break
    case .resized, .resumed: needsDrawing = true
    case .suspend: terminal.suspend()
    case .hungUp: status = .hungUp
    }
  }

  private mutating func handle(_ message: WatchMessage) {
    switch message {
    case .feed(let event): update(BoardInput(event))
    case .pupil(_, .success(let details)): update(.pupil(details))
    case .pupil(let student, .failure(let failure)):
      update(.pupilFailed(student, reason: failure.sentence))
    case .invitation(let answer):
      invitationDueAt = Session.monotonicMilliseconds() + Self.invitationAge
      switch answer {
      case .success(let invitation): update(.invitation(invitation))
      case .failure(let failure): update(.invitationFailed(reason: failure.sentence))
      }
    case .signal(let signal): status = signal
    }
  }

  private mutating func update(_ input: BoardInput) {
    let before = app.version
    defer { if app.version != before { needsDrawing = true } }
    for effect in app.update(input, at: Session.wallClock()) {
      switch effect {
      case .leave: status = status ?? .done
      case .ring: terminal.ring()
      case .loadPupil(let student): loadPupil(student)
      case .loadInvitation:
        invitationDueAt = nil
        loadInvitation()
      case .retry: feed.retry()
      }
    }
  }
}

extension BoardInput {
  /// News from the stream as the board takes them in.
  package init(_ event: BoardFeedEvent) {
    switch event {
    case .snapshot(let board): self = .snapshot(board)
    case .row(let row): self = .row(row)
    case .lost(let fault, let nextTryAt): self = .lost(reason: fault.spoken, nextTryAt: nextTryAt)
    case .refused(let problem) where problem.status == 404:
      self = .refused(reason: Spoken.language.classGone)
    case .refused(let problem): self = .refused(reason: problem.detail)
    }
  }
}

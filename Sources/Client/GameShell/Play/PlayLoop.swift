package import Game
import Glibc
import Primitives
package import Profile
import Screen
import Sync
import Terminal
import Views
import XP

/// The game's one loop: owns the terminal and the model, waits for keys, messages and signals, draws when something
/// changed. It never touches disk or network.
package struct PlayLoop<Host: GameHost> {
  private(set) var app: App
  /// The game's surroundings.
  private(set) var host: Host
  private let terminal: any TerminalDevice
  private let mailbox: Mailbox<PlayMessage>
  private let worker: SessionWorker

  private var frame: Frame?
  private var needsDrawing = true
  private var status = ExitStatus.done
  /// How leaving went; nil where that took too long.
  private(set) var report: LeavingReport?
  /// True where the pupil who leaves has become another one.
  private(set) var changesPupil = false
  /// When the program ends whatever still goes on; set once leaving began.
  private var endsAt: Int64?
  /// When Ctrl-Z stops the program even though something is still unsent.
  private var stopsAt: Int64?
  /// Ctrl-Z has waited for the flush and now for others to be let in.
  private var isPausing = false
  /// The terminal is gone: nothing more comes from it and nothing can be shown.
  private var isTerminalGone = false

  /// How long Ctrl-Z waits for the flush.
  private static var stopPatience: Int64 { 1000 }
  /// How long an impatient second Ctrl-C still waits.
  private static var shortPatience: Int64 { 200 }

  /// A loop over a terminal that is open.
  package init(
    app: App, on host: Host, terminal: any TerminalDevice, mailbox: Mailbox<PlayMessage>,
    worker: SessionWorker
  ) {
    (self.app, self.host) = (app, host)
    self.terminal = terminal
    self.mailbox = mailbox
    self.worker = worker
  }

  /// Runs until the pupil has left; gives the status to exit with and the line to say.
  ///
  /// - Parameter startsRound: True begins with a round of what the menu has chosen.
  package mutating func run(startsRound: Bool) -> (status: ExitStatus, lastLine: String) {
    if startsRound { app.start(at: Session.wallClock()).forEach { carryOut($0) } }
    while report == nil {
      drawIfNeeded()
      let now = Session.monotonicMilliseconds()
      if let endsAt, now >= endsAt { break }
      if let stopsAt, now >= stopsAt { isPausing ? stop() : pause() }
      wait(until: [endsAt, stopsAt, frame?.nextChangeAt].compactMap(\.self).min(), from: now)
    }
    return (status, LastLine.text(for: report))
  }

  private mutating func drawIfNeeded() {
    let now = Session.monotonicMilliseconds()
    if let change = frame?.nextChangeAt, now >= change { needsDrawing = true }
    guard needsDrawing, !isTerminalGone else { return }
    let drawn = host.draw(app, size: terminal.size, now: now, glyphSet: terminal.glyphSet)
    terminal.show(drawn.screen, cursor: drawn.cursor)
    frame = drawn
    needsDrawing = false
  }

  private mutating func wait(until moment: Int64?, from now: Int64) {
    let timeout = moment.map { Int32(clamping: max(0, $0 - now)) } ?? -1
    var descriptors = [isTerminalGone ? -1 : terminal.descriptor, mailbox.descriptor].map {
      pollfd(fd: $0, events: Int16(POLLIN), revents: 0)
    }
    let count = poll(&descriptors, nfds_t(descriptors.count), timeout)
    if !isTerminalGone, count < 0 || descriptors[0].revents != 0 { terminal.read().forEach { handle($0) } }
    if descriptors[1].revents != 0 { mailbox.takeAll().forEach { handle($0) } }
  }

  // MARK: What came in

  private mutating func handle(_ event: TerminalEvent) {
    switch event {
    case .key(let key):
      if key == .control("c"), !app.isLeaving || changesPupil { end(with: .interrupted) }
      if let key = host.handle(key) { update(.key(key)) } else { needsDrawing = true }
    case .pasted(let text): update(.pasted(text))
    case .mousePressed(let column, let row):
      if let target = frame?.target(column: column, row: row) { update(.pressed(target)) }
    case .resized, .resumed: needsDrawing = true
    case .focusLost: worker.flushWhileHidden()
    case .focusGained: break
    case .suspend:
      worker.flushNow()
      stopsAt = Session.monotonicMilliseconds() + (isSendable(app.status) ? Self.stopPatience : 0)
    case .hungUp:
      isTerminalGone = true
      frame = nil
      leave(with: .hungUp)
    }
  }

  private mutating func handle(_ message: PlayMessage) {
    host.handle(message)
    switch message {
    case .awardStored(let id, _): update(.awardStored(id))
    case .awardFailed(let id, let reason): update(.awardFailed(id, reason: reason))
    case .sync(.statusChanged(let status)):
      update(.statusChanged(status))
      if stopsAt != nil, !isPausing, !isSendable(status) { stopsAt = Session.monotonicMilliseconds() }
    case .sync(.settled): break
    case .sync(.setsChanged): worker.readFiles()
    case .filesRead(let files): update(.filesChanged(files))
    case .joining(let news): update(.joining(news))
    case .sync(.paused):
      if isPausing { stopsAt = Session.monotonicMilliseconds() }
    case .board: needsDrawing = true
    case .signal(let status): leave(with: status)
    case .sync(.confirmed(let ids)): for id in ids { update(.awardConfirmed(id)) }
    case .sync(.left(let report)): self.report = report
    }
  }

  private mutating func update(_ input: Input) {
    needsDrawing = true
    let effects = app.update(input, at: Session.wallClock(), ledgerTime: worker.ledgerTime())
    for effect in effects { carryOut(effect) }
  }

  private mutating func carryOut(_ effect: Effect) {
    switch effect {
    case .award(let id, let award, let kind, let context):
      worker.award(id, award, kind: kind, context: context)
    case .playing(let kind): worker.gameChanged(to: kind)
    case .join(let order): worker.join(order)
    case .giveUpJoining: worker.giveUpJoining()
    case .answerJoining(let yes): worker.answerJoining(yes)
    case .leave, .changePupil:
      guard endsAt == nil else { return }
      changesPupil = effect == .changePupil
      endsAt = Session.monotonicMilliseconds() + SessionWorker.leavingTimeout
      host.willLeave()
      worker.leave()
    case .leaveNow:
      worker.leaveNow()
      endsAt = endsAt.map { min($0, Session.monotonicMilliseconds() + Self.shortPatience) }
    }
  }

  /// A signal, or the end of the terminal, says what Ctrl-C says. Only a person's impatience cuts leaving short: a
  /// shell that ends sends more than one SIGHUP.
  private mutating func leave(with status: ExitStatus) {
    guard !app.isLeaving || changesPupil || status == .interrupted else { return }
    if !app.isLeaving || changesPupil { end(with: status) }
    update(.key(.control("c")))
  }

  /// The program ends with that status, and nobody goes on.
  private mutating func end(with status: ExitStatus) {
    self.status = status
    changesPupil = false
  }

  /// True while waiting may get something sent.
  private func isSendable(_ status: SyncStatus) -> Bool {
    switch status.state {
    case .opening, .pending, .syncing: true
    case .local, .synced, .offline, .notFound, .notTrusted, .noNetwork, .refused, .signInNeeded,
      .outboxProblem,
      .notSaving:
      false
    }
  }

  private mutating func pause() {
    isPausing = true
    stopsAt = Session.monotonicMilliseconds() + Self.shortPatience
    worker.pause()
  }

  private mutating func stop() {
    stopsAt = nil
    isPausing = false
    terminal.suspend()
    needsDrawing = true
  }
}

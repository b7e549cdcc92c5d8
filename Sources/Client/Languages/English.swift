package import Primitives

// Longer than other files because one language is one file: who makes another one copies it, and translates from the first line to
// the last. The order is that of the protocols, which say when a sentence is said where its name does not.

/// The sentences in English.
package struct English: Language {
  package init() {}
}

extension English {
  package var diskFull: String { "disk full" }
  package var readOnly: String { "read-only" }
  package var noPermissionToWrite: String { "no permission to write" }
  package var outboxLocked: String { "outbox locked" }
  package var conflictingEvent: String { "conflicting event" }
  package var anotherStudent: String { "another student" }
  package var outboxClosed: String { "outbox closed" }
  package var cannotBeOpened: String { "it can't be opened" }
  package var fileGone: String { "the file is gone" }
  package var madeByNewerVersion: String { "it was made by a newer Glosa" }
  package var noDurableWrites: String { "durable writes can't be switched on" }
  package var noJournalFolder: String { "no folder for it" }
  package var noJournalDisk: String { "no disk for it" }
  package var folderInMemory: String { "its folder is in memory" }
  package var lockedByAnotherProgram: String { "another program keeps it locked" }

  package func pointsOutside(_ points: Int, maximum: Int) -> String {
    "\(points) points are outside 0 to \(maximum)"
  }

  package func progressOutside(_ progress: Int, maximum: Int) -> String {
    "\(progress) is no progress of 1 to \(maximum)"
  }

  package func noEventKind(_ kind: String) -> String { "'\(kind)' is no kind of event" }
  package var badMetadata: String { "the metadata is no object of at most 4 KiB" }
  package var brokenConstraint: String { "a constraint failed" }
  package var noAnswerOfTransaction: String { "the transaction gave no answer" }
  package var nothingReplaced: String { "nothing was replaced" }
  package func sqliteError(_ code: Int) -> String { "SQLite error \(code)" }
  package var leavingSession: String { "leaving" }

  package func outboxCannotOpen(_ reason: String) -> String {
    "The outbox can't be opened: \(reason). "
      + "Points saved in it stay there, but can't be seen or sent until it opens."
  }

  package var noSpaceForPoints: String {
    "The disk is full, so new points can't be saved: free some space and go on."
  }

  package var outboxReadOnly: String {
    "The outbox may not be written, so new points can't be saved: check the folder's permissions."
  }

  package func historyUnavailable(_ reason: String, isBusy: Bool) -> String {
    "The copies of confirmed points (history.sqlite, beside the outbox) can't be read: \(reason). "
      + "The server may lack some of them, so nothing is sent before they can be"
      + (isBusy ? "." : ": see whom that file belongs to.")
  }

  package func outboxDamaged(_ reason: String) -> String { "The outbox is damaged: \(reason)." }

  package var outboxKeptLocked: String {
    "Another program keeps the outbox locked: close other copies of Glosa and try again."
  }

  package func nowhereToSave(_ reason: String) -> String {
    "Points can be saved neither in the outbox nor in a journal (\(reason)): free some space on the disk."
  }

  package func invalidPoints(_ reason: String) -> String { "These points can't be saved: \(reason)." }

  package func eventAlreadySaved(_ id: UniqueID) -> String {
    "The event \(id) is already saved with other contents, so it was left as it is."
  }

  package var pointsOfAnotherStudent: String {
    "Points of one student can't be given to another, so they stay where they are."
  }

  package var nothingSavedAnyMore: String { "The outbox is closed already, so nothing more is saved in it." }
  package func outboxReports(_ words: String) -> String { "The outbox reports an error: \(words)." }
  package var sessionEnding: String { "The session is ending, so no new points are taken." }

  package func journalWaits(_ reason: String) -> String {
    "Points in the journal can't be carried into the outbox just now: \(reason)."
  }

  package func journalOfOthers(in folder: String) -> String {
    "Points in the journal in \(folder) are left alone because others may use that folder: "
      + "make it yours with `chmod 700 \(folder)`."
  }

  package func journalCarriedOver(events: Int) -> String {
    "Events carried over from the journal into the outbox: \(events)."
  }

  package func journalUnreadable(lines: Int, keptAs path: String) -> String {
    "Lines of the journal that could not be read: \(lines). It is kept as \(path)."
  }

  package func outboxLogGone(carriedOver events: Int, keptAs path: String) -> String {
    "The outbox's log was gone. Events carried over: \(events). What was there is kept as \(path)."
  }

  package func outboxRemoved(carriedOver events: Int) -> String {
    "The outbox was removed while it was open. Events carried over into a new one: \(events)."
  }

  package func outboxRescued(keptAs path: String) -> String {
    "The outbox was damaged. What could be read of it was carried over; the rest is kept as \(path)."
  }

  package func outboxFileGone(keptAs path: String) -> String {
    "The outbox's file was gone; what was left of it is kept as \(path)."
  }

  package func outboxLogDamaged(carriedOver events: Int, keptAs path: String) -> String {
    "A part of the outbox, its log, was damaged. Events carried over from the rest of it: \(events). "
      + "What was there is kept as \(path)."
  }

  package func outboxWasDamaged(carriedOver events: Int, keptAs path: String) -> String {
    "The outbox was damaged. Events carried over: \(events). The damaged file is kept as \(path)."
  }

  package func historyWasDamaged(carriedOver copies: Int, keptAs path: String) -> String {
    "The copies of confirmed points (history.sqlite) were damaged. Carried over: \(copies). "
      + "The damaged file is kept as \(path)."
  }
}

extension English {
  package var nameUnknownHere: String { "nobody knows its name here" }
  package var nothingAnswersAtAddress: String { "nothing answers at its address" }
  package var endedWithinHeader: String { "the answer ended within its header" }
  package var showsNoCertificate: String { "it shows no certificate" }
  package var unreadableCertificate: String { "its certificate can't be read" }
  package var libraryHasNoMemory: String { "libcurl has no memory" }
  package var libraryTookNoRequest: String { "libcurl did not take the request" }
  package func libraryError(_ code: Int) -> String { "libcurl’s error \(code)" }
  package func libraryLacks(_ library: String, symbol: String) -> String { "\(library) has no \(symbol)" }

  package func libraryTooOld(_ version: String, minimum: String) -> String {
    "libcurl \(version) is older than \(minimum)"
  }

  package var noThread: String { "no thread could be started" }
  package func noMethod(_ method: String) -> String { "“\(method)” is no method" }

  package func badHeaderField(_ name: String) -> String {
    "the header field “\(name)” has characters it must not have"
  }

  package func badAddress(_ url: String) -> String {
    "“\(url)” is not a server address that can be used: it must begin with https:// or http://."
  }

  package func serverUnreachable(_ reason: String) -> String {
    "The server cannot be reached (\(reason)). Check the network and the server's address."
  }

  package var noNetworkHere: String {
    "This computer has no network just now. Check the cable or the wireless network."
  }

  package func noLibrary(_ reason: String) -> String {
    "No server can be reached from this computer (\(reason)). Ask whoever looks after it to install libcurl, on Debian with "
      + "apt install libcurl4, and start Glosa again then."
  }

  package var timedOut: String {
    "The server did not answer in time. Check the network, or try again in a moment."
  }

  package func connectionLost(_ reason: String) -> String {
    "The connection to the server broke off (\(reason)). Try again in a moment."
  }

  package func notProven(_ reason: String) -> String {
    "The server could not prove that it is the right one, so nothing was sent to it (\(reason)). "
      + "If the code on the board has more than six characters, type all of it; else check the server's address and this "
      + "computer's clock, or ask the teacher."
  }

  package var wrongKey: String {
    "The server's key is not the one that this computer knows, so nothing was sent to it. Either the server was set up anew: "
      + "then ask the teacher for the line to type, glosa move ADDRESS FINGERPRINT. Or somebody stands between: tell the teacher."
  }

  package var noTLS: String {
    "What answers there speaks no TLS, so nothing was sent to it. Check the server's address, or ask the teacher."
  }

  package func answerTooLarge(limit: Int) -> String {
    "The server's answer is larger than \(limit) bytes and was not read. Check the server's address."
  }

  package var cancelled: String { "The request was cancelled." }
  package func requestFailed(_ reason: String) -> String { "The request could not be made (\(reason))." }

  package var noServerOnThisComputer: String {
    "No server answers on this computer. Is `glosa serve` running in another window?"
  }

  package func teacherServerUnreachable(_ reason: String) -> String {
    "The server cannot be reached (\(reason)). Is `glosa serve` running there, and is this its address "
      + "(--server ADDRESS)?"
  }

  package func teacherNotProven(_ reason: String) -> String {
    "The server could not prove that it is the right one, so nothing was sent to it (\(reason)). Copy the token file "
      + "whole from the server's computer (its second line is the key's pin), or name the authority with --ca FILE."
  }

  package var teacherWrongKey: String {
    "The server's key is not the token file's (its second line is the key's pin), so nothing was sent to it. If the key was "
      + "made anew, copy the file anew from the server's computer; if the server has moved, say where with --server "
      + "ADDRESS. Otherwise somebody stands between: don't go on."
  }

  package var teacherNoTLS: String {
    "What answers there speaks no TLS, so nothing was sent to it. Check the server's address (--server ADDRESS), or start "
      + "the server with: glosa serve --tls"
  }

  package var addressEmpty: String {
    "The server's address is empty; it looks like https://glosa.example.org."
  }

  package func addressWithoutScheme(_ typed: String) -> String {
    "The server's address “\(typed)” must begin with https://, or with http:// on a network you trust, as “http://\(typed)”."
  }

  package func addressOfScheme(_ scheme: String) -> String {
    "The server's address begins with “\(scheme)://”; only https:// and http:// can be used."
  }

  package var addressWithUser: String {
    "The server's address must not contain a user name or password (what stands before @)."
  }

  package var addressWithQuery: String {
    "The server's address must not contain “?” or “#”; leave out what begins with it."
  }

  package func addressOfBadHost(_ host: String) -> String {
    "“\(host)” in the server's address is no host name; check the spelling."
  }

  package func addressOfBadPort(_ port: String) -> String {
    "“\(port)” in the server's address is no port; a port is a number from 1 to 65535."
  }

  package func addressOfBadPath(_ path: String) -> String {
    "“\(path)” in the server's address is no path that can be used; check the spelling."
  }
}

extension English {
  package var malformedAnswer: String {
    "The server's answer made no sense, so nothing was taken as sent."
  }

  package var redirected: String {
    "The server points to another address, which is not followed: check the address."
  }

  package var httpsAlone: String {
    "What answers at the address speaks HTTPS alone; everything is kept. Ask the teacher for the line to type: glosa move ADDRESS FINGERPRINT."
  }

  package var noReasonGiven: String { "The server gave no reason." }

  package var askedToSignInAgain: String {
    "The server asks you to sign in again: glosa join, with the class's address and code."
  }

  package var senderElsewhere: String { "Another copy of Glosa on this computer is sending." }
  package var eventTooLarge: String { "The server finds this event too large." }

  package func unreachableSoPerhapsMoved(_ reason: String) -> String {
    "The server cannot be reached (\(reason)). Check the network. Has the server another address now? Then: glosa move ADDRESS."
  }

  package func serverNotFound(at address: String) -> String {
    "The class's server is not found at \(address) any more; everything is kept. Ask for its new address, then: glosa move ADDRESS."
  }

  package func everythingRefused(_ detail: String) -> String {
    "The server refuses everything that is sent, so nothing was set aside and all is tried again: \(detail)"
  }

  package func serverBusy(status: Int) -> String { "The server is busy or in trouble (answer \(status))." }

  package func notTheClassServer(status: Int) -> String {
    "What answers at the address is not the class's Glosa server (answer \(status)); everything is kept and tried again."
  }

  package func otherLedgerThanTokens(_ id: UniqueID) -> String {
    "At the address is another Glosa server now (\(id.description.prefix(8))) than the one of your token, and it was told nothing."
  }

  package func otherLedger(_ id: UniqueID) -> String {
    "At the address is another Glosa server now (\(id.description.prefix(8))), which was told nothing. Has yours moved? Then: glosa move ADDRESS."
  }

  package var noBoard: String {
    "What the server sends is no board; is its version the same as this one's?"
  }

  package var streamEnded: String {
    "The server ended the stream, perhaps because it is being started anew."
  }

  package func noGlosaServer(status: Int) -> String {
    "What answers there is no Glosa server (\(status)): check the address."
  }
}

extension English {
  package var inputIsNoTerminal: String { noTerminal("Standard input") }
  package var outputIsNoTerminal: String { noTerminal("Standard output") }
  package var inputOrOutputIsNoTerminal: String { noTerminal("Standard input or output") }

  private func noTerminal(_ stream: String) -> String {
    "\(stream) is not a terminal: start glosa in a terminal window, or play without a screen with "
      + "`glosa play --linear`."
  }

  package var terminalUnset: String {
    "TERM is not set, so the full screen can't be shown: set it to the type of your terminal "
      + "(TERM=xterm-256color fits most), or use `glosa play --linear`."
  }

  package func terminalUnusable(_ type: String) -> String {
    "A terminal of the type \"\(type)\" can't show a full screen: set TERM to the type of your terminal "
      + "(TERM=xterm-256color fits most), or use `glosa play --linear`."
  }

  package var tooManyOpenFiles: String {
    "The screen can't be opened because this program has too many open files: raise the limit with `ulimit -n`."
  }
}

extension English {
  package var noDescriptorsLeft: String {
    "This computer has no file descriptors left; close some programs."
  }

  package func cannotRead(_ path: String, reason: String) -> String { "Can't read \(path): \(reason)." }
  package func cannotWrite(_ path: String, reason: String) -> String { "Can't write \(path): \(reason)." }
  package func cannotRemove(_ path: String, reason: String) -> String { "Can't remove \(path): \(reason)." }

  package func cannotMakeFolder(_ path: String, reason: String) -> String {
    "Can't make the folder \(path): \(reason)."
  }

  package func cannotStart(_ program: String, reason: String) -> String {
    "Can't start \(program): \(reason)."
  }

  package func serverProgramMissing(at path: String) -> String {
    "The server's program is not beside this one (\(path)). Build it: swift build -c release --product glosa-server"
  }

  package func accountDamaged(_ path: String) -> String {
    "\(path) is damaged. Join the class again (glosa join); your points are safe."
  }

  package var you: String { "You" }

  package func plainWhereTLSIsKnown(_ url: String) -> String {
    "The server of this class speaks TLS, and \(url) does not: nothing was sent. Ask for the address that begins with https://."
  }

  package func certificateUnreadable(at url: String) -> String {
    "\(url) shows a certificate that can't be read: nothing was sent to it."
  }

  package func keyIsAnother(at url: String) -> String {
    "The server at \(url) is not the one of this code (its key is another), so nothing was sent to it. Check the ten letters and digits at the end of the code, and the address; if both are right, somebody stands between: tell the teacher."
  }

  package func noCertificate(in file: String) -> String {
    "\(file) holds no certificate in PEM (-----BEGIN CERTIFICATE-----)."
  }

  package var readableByOthers: String {
    "everybody in the network can read what goes to this server, your token included; ask the teacher to start it with --tls"
  }

  package var readableByOthersForTeacher: String {
    "everybody in the network can read what goes to this server, your token included; start it with --tls"
  }

  package func readableSoNotSent(_ url: String) -> String {
    "Everybody in the network could read what goes to \(url), a PIN or token included, so nothing was sent. Ask for the line that stands on the teacher's board (glosa class show); where it has to be like that, say so with --insecure."
  }

  package func failed(at url: String, _ sentence: String) -> String { "\(url): \(sentence)" }

  package func answerMadeNoSense(of url: String) -> String {
    "The answer of \(url) made no sense; is its version the same as this one's?"
  }

  package func unlikeGlosa(_ url: String, status: Int) -> String {
    "\(url) does not answer like a Glosa server (\(status)): check the address."
  }

  package func cannotSayWhoItIs(_ url: String) -> String {
    "\(url) is a Glosa server that can't say who it is, and not the one of your token, so it was told nothing."
  }

  package func otherServer(_ id: UniqueID, at url: String) -> String {
    "At \(url) is another Glosa server now (\(id.description.prefix(8))) than the one of your token, and it was told nothing. Has yours moved? Then say where it is: a teacher with --server ADDRESS, a pupil with glosa move ADDRESS."
  }

  package func tryAgain(_ sentence: String, inSeconds seconds: Int64) -> String {
    "\(sentence) Try again in \(seconds) s."
  }

  package func noWordSet(_ wanted: String) -> String {
    "There is no word set “\(wanted)”; see glosa sets list."
  }

  package var titleLength: String { "A title has 1 to 80 characters; give one with --title TITLE." }

  package func setExists(_ path: String) -> String {
    "There is \(path) already; replace it with --force, or name the set with --title TITLE."
  }
}

extension English {
  package func goOn(as name: String, ofClass className: String?) -> String {
    "Go on as \(whose(name, className)), who was signed in on this computer before?"
  }

  package func takeAlong(points: Int, of name: String, ofClass className: String?) -> String {
    "Take the \(points) XP along that wait here for \(whose(name, className))?"
  }

  private func whose(_ name: String, _ className: String?) -> String {
    "\(name)\(className.map { " (\($0))" } ?? "")"
  }

  package func bringIntoClass(points: Int) -> String {
    "Bring the \(points) XP won here so far into the class?"
  }

  package var whatBoardSays: String { "What does the board say? " }
  package var yourName: String { "Your name: " }

  package var makeUpPIN: String {
    "New in the class? Make up a PIN now: with your name and it you are the same pupil on any computer."
  }

  package var onceMore: String { "Once more: " }
  package var twoDifferentPINs: String { "Those were two different PINs. Again:" }

  package func yourPIN(digits: ClosedRange<Int>) -> String {
    "Your PIN (\(digits.lowerBound) to \(digits.upperBound) digits): "
  }

  package func yesOrNo(_ question: String) -> String { "\(question) [y/N] " }
  // Swedish hands type what Swedish hands type.
  package var affirmations: [String] { ["y", "yes", "j", "ja"] }
  package var inputEnded: String { "The input has ended, and nothing was changed." }

  package func notProvenByKey(_ url: String, className: String) -> String {
    "\(url) says that it is the server of \(className), but does not prove it by its key, so it was told nothing. Type the whole code from the board, all sixteen characters of it."
  }

  package var joiningMadeNoSense: String {
    "The server's answer to joining made no sense, so nothing was changed."
  }

  package func inClassButNotKept(_ sentence: String) -> String {
    "You are in the class, but the sign-in can't be kept: \(sentence)"
  }

  package func inClass(but sentence: String) -> String { "You are in the class. \(sentence)" }

  package func waitedHereComesAlong(points: Int) -> String {
    "\(points) XP that waited here come along; the game sends them to the class."
  }

  package func gameSends(points: Int) -> String { "The game sends the \(points) XP that waited here." }

  package func belongsToAnother(points: Int) -> String {
    "The \(points) XP that wait here belong to another pupil in the ledger and stay where they are: see glosa status."
  }

  package func staysOnThisComputer(points: Int) -> String {
    "The \(points) XP from before stay on this computer. Joining again can take them along: glosa join, with --bring-points."
  }

  package func comesAlong(points: Int) -> String {
    "\(points) XP come along; the game sends them to the class."
  }

  package func leftWithoutClass(points: Int) -> String {
    "\(points) XP won without a class stay on this computer: see glosa status."
  }

  package func welcome(_ name: String, to className: String) -> String {
    "Welcome to \(className), \(name). Start with: glosa"
  }

  package var nameNeeded: String { "A name is needed: --name NAME." }
  package var pinNeeded: String { "A PIN is needed: --pin-file FILE." }
  package func inFile(_ file: String, _ sentence: String) -> String { "\(file): \(sentence)" }

  package var noClassSoJoin: String {
    "No class is joined on this computer; join one with: glosa join ADDRESS CODE"
  }

  package func serverOfEarlierVersion(_ url: String) -> String {
    "\(url) is a Glosa server of an earlier version, which can't say whose points it keeps: update it first, or join the class there again."
  }

  package func serverOfAnotherClass(_ url: String, found: UniqueID, className: String, known: UniqueID)
    -> String
  {
    "\(url) is another Glosa server (\(found.description.prefix(8))) than the one of \(className) (\(known.description.prefix(8))). Nothing was changed, and it was told nothing."
  }

  package func serverKnowsNot(_ name: String, of className: String, _ url: String) -> String {
    "\(url) does not know \(name) of \(className). Nothing was changed."
  }

  package func isNowAt(_ className: String, _ url: String) -> String { "\(className) is at \(url) now." }

  package func isNowAt(_ className: String, _ url: String, waiting points: Int) -> String {
    "\(className) is at \(url) now. \(points) XP go there when you play or sync."
  }

  package func noFingerprint(_ typed: String) -> String {
    "“\(typed)” is no fingerprint: it has ten letters and digits, as 4XK9T-B2Q7A."
  }

  package var noClassToLeave: String {
    "No class is joined on this computer, so there is nothing to sign out of."
  }

  package func waitingPoints(_ points: Int) -> String { "\(points) XP" }
  package var waitingQuests: String { "progress on quests" }

  package func unsentStays(_ waiting: String, of name: String) -> String {
    "Still unsent of \(name): \(waiting). It stays on this computer"
  }

  package func serverNotTold(_ sentence: String) -> String {
    "The server can't be told now (\(sentence)) The sign-in would only be deleted here"
  }

  package func signOutNeedsYes(_ fact: String) -> String { "\(fact); say --yes to sign out all the same." }
  package func signOutAllTheSame(_ fact: String) -> String { "\(fact). Sign out all the same?" }
  package var nobodySignedOut: String { "Nobody was signed out." }
  package func nobodySignedOut(because sentence: String) -> String { "\(sentence) \(nobodySignedOut)" }

  package func signedOut(_ name: String, of className: String) -> String {
    "\(name) is signed out of \(className) on this computer."
  }

  package func sentWhenJoinedAgain(_ waiting: String, name: String) -> String {
    "What waits here (\(waiting)) is sent when \(name) joins again on this computer."
  }
}

extension English {
  package func safety(untilRestart: String?) -> String {
    untilRestart.map { "saved on this computer, but some of it only until it restarts: \($0)" }
      ?? "safe on this computer"
  }

  package func statusHead(_ name: String, className: String?) -> String {
    "\(name) · \(className ?? "no class joined")"
  }

  package func statusState(_ state: String) -> String { "state        \(state)" }

  package func statusPending(points: Int, safety: String, events: Int) -> String {
    "pending      \(points) XP, \(safety) (events: \(events))"
  }

  package func statusConfirmed(points: Int?) -> String {
    "confirmed    \(points.map { "\($0) XP" } ?? "not heard from a server yet")"
  }

  package func statusDamaged(events: Int) -> String {
    "damaged      points whose record changed on this computer's disk, set aside and not sent (events: \(events)); put away with: glosa sync --dismiss-refused"
  }

  package func statusRefused(points: Int, events: Int) -> String {
    "refused      \(points) XP, set aside (events: \(events)); try again with: glosa sync --retry-refused"
  }

  package func statusQuests(events: Int, areUnknown: Bool) -> String {
    "quests       progress not sent yet, \(areUnknown ? "waits for a server that knows quests" : safety(untilRestart: nil)) (events: \(events))"
  }

  package func statusRefusedQuests(events: Int) -> String {
    "refused      progress on quests, set aside (events: \(events)); try again with: glosa sync --retry-refused"
  }

  package func statusJournal(events: Int) -> String {
    "journal      events that wait until the outbox can be opened: \(events)"
  }

  package func statusCopies(events: Int) -> String {
    "copies       of confirmed points, kept in the outbox until history.sqlite beside it can be written (events: \(events)); see whose that file is"
  }

  package func statusServer(_ address: String) -> String { "server       \(address)" }

  package var statusReadable: String {
    "             others in the network can read what goes there; ask the teacher for the line: glosa move ADDRESS FINGERPRINT"
  }

  package func statusLastSync(_ time: Timestamp) -> String { "last sync    \(time)" }
  package func statusLastError(_ sentence: String) -> String { "last error   \(sentence)" }

  package func statusElsewhere(
    points: Int, events: Int, refusedPoints: Int, refused: Int, whose: String, place: String?
  ) -> String {
    let refusal = refused > 0 ? ", and \(refusedPoints) XP that were refused (events: \(refused))" : ""
    let location = place.map { " at \($0)" } ?? ""
    return "elsewhere    \(points) XP (events: \(events))\(refusal) wait for \(whose)\(location)"
  }

  package var profileWithoutClass: String { "a profile without a class" }
  package var somePupil: String { "a pupil" }

  package var leavingTookTooLong: String {
    "Leaving took too long. What was shown as pending is safe on this computer and is sent at the next start."
  }

  package func savedUntilRestart(points: Int, reason: String, sent: Int) -> String {
    "\(confirmedBefore(sent))\(points) XP are saved on this computer, but some of them only until it restarts: \(reason)."
  }

  private func confirmedBefore(_ sent: Int) -> String { sent > 0 ? "\(sent) XP sent and confirmed; " : "" }

  package func savedHere(points: Int) -> String { "Your points are saved on this computer: \(points) XP." }

  package func safeUntilSignIn(points: Int) -> String {
    "\(points) XP are safe on this computer until you sign in again: glosa join."
  }

  package func safeUntilNextStart(points: Int, sent: Int) -> String {
    "\(confirmedBefore(sent))\(points) XP are safe on this computer and are sent at the next start."
  }

  package func questsSafe(sent: Int, signInNeeded: Bool) -> String {
    let points = sent > 0 ? "\(sent) XP sent and confirmed" : "Your points are confirmed"
    let then = signInNeeded ? "until you sign in again: glosa join." : "and is sent at the next start."
    return "\(points); progress on quests is safe on this computer \(then)"
  }

  package var nextWaitsForSignIn: String {
    "Everything won so far is saved. What comes next waits until you sign in again: glosa join."
  }

  package func sentAndConfirmed(points: Int, isAll: Bool) -> String {
    "\(points) XP sent and confirmed." + (isAll ? " \(everythingSaved)" : "")
  }

  package var everythingSaved: String { "Everything is saved." }

  package func waitsElsewhere(points: Int) -> String {
    points > 0
      ? "\(points) XP of this name wait on this computer for another class or server, or from before joining"
      : "Progress on quests of this name waits on this computer for another class or server"
  }

  package func seeStatus(_ fact: String) -> String { "\(fact): see glosa status." }

  package func refusedAnswers(_ count: Int) -> String {
    "The points of \(answers(count)) were refused by the server and are set aside: see glosa status."
  }

  private func answers(_ count: Int) -> String { count == 1 ? "1 answer" : "\(count) answers" }

  package func damagedPoints(rows: Int) -> String {
    "Saved points were damaged on this computer's disk and are set aside (events: \(rows)): see glosa status."
  }

  package func unsavedAnswers(_ count: Int) -> String {
    "The points of \(answers(count)) could NOT be saved and do not count."
  }

  package func nowhereToSend(points: Int) -> String {
    "No class joined, so there is nowhere to send to: \(points) XP are saved on this computer."
  }

  package func butOthersWait(_ saved: String, _ others: String) -> String {
    "\(saved) But also wait here, until they join again: \(others). See: glosa status"
  }

  package func pointsOf(_ points: Int, _ whose: String) -> String { "\(points) XP of \(whose)" }
  package var nothingToPutAway: String { "Nothing was refused, so there is nothing to put away." }

  package func puttingAwayNeedsYes(points: Int) -> String {
    "To put \(points) XP away for good, say --yes."
  }

  package func putAway(points: Int, events: Int) -> String {
    "Put \(points) XP (events: \(events)) away for good? They never count then."
  }

  package func putAwayDone(points: Int) -> String {
    "\(points) XP are put away; they stay listed in this computer's outbox."
  }

  package func confirmedTotal(points: Int) -> String { "\(points) XP are confirmed." }

  package func questsWaitForServer(events: Int) -> String {
    "Quest progress waits for a server that knows quests (events: \(events))."
  }

  package func syncRefused(events: Int, confirmed: String) -> String {
    "The server refused some of it, which is set aside and offered again (events: \(events)); the rest is sent.\(confirmed) See: glosa status"
  }

  package func syncDamaged(events: Int, confirmed: String) -> String {
    "What can be sent is sent.\(confirmed) But saved points were damaged on this computer's disk and are set aside (events: \(events)). See: glosa status"
  }

  package func syncElsewhere(_ elsewhere: String, confirmed: String) -> String {
    "Everything of this class is sent.\(confirmed) \(elsewhere). See: glosa status"
  }

  package func syncNotAsked(_ reason: String) -> String {
    "Nothing is unsent, but the server could not be asked: \(reason)"
  }

  package var syncNotAsked: String { "Nothing is unsent, but the server could not be asked." }
  package var everythingSent: String { "Everything is sent." }

  package func wonWithoutClass(_ list: String) -> String {
    "Won without a class, and only on this computer: \(list). To take them along: glosa join, with --bring-points."
  }

  package var outboxUnreadable: String { "The outbox can't be read." }

  package func stillUnsent(points: Int, events: Int, safety: String) -> String {
    "\(events > 0 ? "\(points) XP are" : "Quest progress is") still unsent, \(safety)."
  }
}

extension English {
  package var noClassesYet: String { "You have no classes yet; make one with: glosa class create NAME" }

  package func noClass(_ wanted: String) -> String { "There is no class “\(wanted)”; see: glosa class list" }

  package func noPupil(_ wanted: String, in className: String, code: String) -> String {
    "There is no pupil “\(wanted)” in \(className); see: glosa class students \(code)"
  }

  package func noHomework(_ wanted: String, in className: String, code: String) -> String {
    "There is no homework “\(wanted)” in \(className); see: glosa class homework \(code)"
  }

  package func onlyYouHave(_ title: String, command: String) -> String {
    "Only you have “\(title)”; give it to the pupils first: \(command)"
  }

  package func severalClasses(_ wanted: String, count: Int, codes: String) -> String {
    "There are \(count) classes called “\(wanted)”; say its code: \(codes)"
  }

  package func severalPupils(_ wanted: String, count: Int, ids: String) -> String {
    "There are \(count) pupils called “\(wanted)”; say the id: \(ids)"
  }

  package func severalHomework(_ wanted: String, count: Int, ids: String) -> String {
    "There are \(count) pieces of homework called “\(wanted)”; say the id: \(ids)"
  }

  package func severalSets(_ wanted: String, count: Int, ids: String) -> String {
    "There are \(count) sets called “\(wanted)”; say the id: \(ids)"
  }

  package func tokenFileUnreadable(_ sentence: String) -> String {
    "\(sentence) The server writes it at its first start; say where it is with --token-file FILE."
  }

  package func noToken(in file: String) -> String {
    "\(file) holds no token; say which file does with --token-file FILE."
  }

  package var pupilsJoinWith: String { "Pupils join with:" }
  package var newPINSignsInWith: String { "With the new PIN they sign in again with:" }

  package func whatShowSays(_ title: String, code: String) -> String {
    "\(title) what glosa class show \(code) says"
  }

  package func nobodyYet(in className: String) -> String { "Nobody has joined \(className) yet." }

  package func joinLineFollows(_ className: String) -> String {
    "Pupils join \(className) with this line in a terminal:"
  }

  package func signInLineFollows(_ className: String) -> String {
    "Who is in \(className) signs in on another computer with this line in a terminal:"
  }

  package var classNotUnderstood: String { "The server's answer made no sense; see glosa class list." }

  package func sameNameAgain(_ className: String, codes: String) -> String {
    "there is a class \(className) already (code \(codes)); this is one more"
  }

  package func classMade(_ className: String) -> String { "Class \(className) is made." }
  package var noClassesListed: String { "No classes yet; make one with: glosa class create NAME" }

  package func classListed(_ className: String, code: String, isJoinable: Bool) -> String {
    "\(code)  \(className)\(isJoinable ? "" : "  (closed to new pupils)")"
  }

  package func written(_ className: String, to file: String) -> String { "\(className) is in \(file)." }

  package func classCode(_ className: String, code: String, isNew: Bool) -> String {
    "Class \(className) has the \(isNew ? "new " : "")code \(code)."
  }

  package func classClosed(_ className: String, code: String) -> String {
    "\(className) takes nobody new now. Let pupils in again with: glosa class open \(code)"
  }

  package func inClosedClass(count: Int, code: String) -> String {
    "\(count) are in it; who should not be: glosa class remove \(code) PUPIL…, or all who came after a moment with --joined-after 10:15"
  }

  package func classOpen(_ className: String) -> String { "\(className) is open." }
  package var classGone: String { "You have no such class on the server any more." }

  package var boardNeedsTerminal: String {
    "The live board needs a terminal; without one: glosa watch --once, or --once --json."
  }

  package func sayWhichClass(_ names: String) -> String { "Say which class with --class: \(names)." }

  package func noHomeworkGiven(_ className: String, code: String) -> String {
    "\(className) has no homework. Give some with: glosa class homework add \(code) --set SET --goal XP --due DATE"
  }

  package func homeworkTerms(points: Int, until end: String?) -> String {
    "\(points) XP" + (end.map { ", until \($0)" } ?? ", no end")
  }

  package func homeworkListed(_ title: String, terms: String, isOver: Bool) -> String {
    "\(title): \(terms)\(isOver ? " (over)" : "")"
  }

  package func homeworkDetails(id: String, set: String) -> String { "  id \(id)  set \(set)" }

  package func homeworkGiven(_ className: String, _ title: String, terms: String, set: String) -> String {
    "\(className) has homework: \(title), \(terms), with “\(set)”."
  }

  package func homeworkRemoved(_ className: String, _ title: String) -> String {
    "\(className) no longer has the homework \(title). Points won for it stay."
  }

  package func goalRange(maximum: Int) -> String { "--goal takes points from 1 to \(maximum)." }

  package func badDue(_ due: String) -> String {
    "--due takes a day like 2026-12-01 or a time like '2026-12-01 18:00', not “\(due)”."
  }

  package func dueIsPast(_ end: String) -> String { "--due is past: \(end)." }

  package func ofPupil(_ name: String, _ words: String) -> String { "\(name), \(words)" }
  package var studentTitles: [String] { ["name", "XP", "awards", "last played", "joined"] }
  package var neverPlayed: String { "never" }

  package func askNewPIN(of name: String) -> String {
    "New PIN of \(name), 4 to 12 digits (only Return: one is made): "
  }

  package func newPIN(of name: String, _ pin: String) -> String { "The new PIN of \(name): \(pin)" }
  package func hasNewPIN(_ name: String) -> String { "\(name) has the new PIN." }
  package var signedOutEverywhere: String { "Signed out everywhere." }

  package var sayWhomToRemove: String { "Say whom: a pupil's name or id, or --joined-after TIME." }

  package func badJoinedAfter(_ text: String) -> String {
    "--joined-after takes a time like 09:40 or '2026-12-01 09:40', not “\(text)”."
  }

  package func nobodyJoinedAfter(_ className: String) -> String {
    "Nobody joined \(className) after that, so nobody was removed."
  }

  package func removed(_ name: String, from className: String) -> String {
    "\(name) is removed from \(className), and everything stored of them is deleted for good."
  }

  package func pupilsCounted(_ count: Int) -> String { "\(count) pupils" }

  package func deletingNeedsYes(_ who: String, of className: String) -> String {
    "\(deletes(who, className)), for good; say --yes to do it without being asked."
  }

  package func deletes(_ who: String, of className: String, points: Int) -> String {
    "\(deletes(who, className)), \(points) XP among it, for good."
  }

  private func deletes(_ who: String, _ className: String) -> String {
    "This deletes \(who) of \(className) and everything stored of them"
  }

  package var typeHowMany: String { "Type how many they are to go on: " }
  package var typeName: String { "Type the pupil's name to go on: " }
  package var notTheNumber: String { "That is not the number, so nobody was removed." }
  package var notTheName: String { "That is not the name, so nobody was removed." }
  package func rank(_ rank: Int) -> String { "\(rank)." }

  package var noSetsOnServer: String {
    "There are no word sets on the server. Put one there with: glosa class sets put SET"
  }

  package var serverSetTitles: [String] { ["title", "languages", "level", "words", "for", "changed"] }
  package var forEverybody: String { "everybody" }
  package var forAllYourClasses: String { "all your classes" }
  package var forAnotherClass: String { "another class" }

  package func setPut(_ title: String, words: Int, audience: String) -> String {
    "“\(title)” with \(words) words is on the server, for \(audience)."
  }

  package var classOrPublic: String { "Either --class or --public, not both." }

  package var boardTitles: [String] {
    ["pupil", "state", "pending", "today", "total", "playing", "last seen"]
  }

  package func boardPending(points: Int) -> String { "\(points) XP" }
  package var neverSeen: String { "never" }
}

extension English {
  package func noGame(_ name: String, games: [String]) -> String {
    let names = games.dropLast().joined(separator: ", ")
    return "There is no game “\(name)”: \(names) and \(games.last ?? "") are the games."
  }

  package func noDirection(_ name: String) -> String {
    "There is no direction “\(name)”: from-to and to-from are the directions."
  }

  package var roundsRange: String { "--rounds takes a number from 1 to 1000." }
  package var roundsNeedLinear: String { "--rounds goes with --linear." }
  package var noSetsHere: String { "There are no word sets." }
  package var waitRange: String { "--wait takes seconds from 0 to 86400." }
  package var jsonNeedsOnce: String { "--json goes with --once." }

  package func answerWithNumber(upTo count: Int) -> String { "Answer with a number from 1 to \(count)." }

  package func notSaved(_ answer: String, reason: String) -> String { "\(answer) (NOT saved: \(reason))" }

  package func notATable(_ file: String) -> String {
    "\(file) is no TSV file, so it is no set; read it with: glosa sets import"
  }

  package func wordsCounted(_ count: Int) -> String { count == 1 ? "1 word" : "\(count) words" }

  package func setHead(_ title: String, languages: String, words: Int, id: String) -> String {
    "\(title)  \(languages)  \(words) words  \(id)"
  }

  package func setExported(_ title: String, words: Int, to file: String) -> String {
    "“\(title)” with \(words) words is in \(file)."
  }

  package var standardInput: String { "standard input" }

  package func noLanguageTag(_ tag: String) -> String {
    "“\(tag)” is no language; sv and en are, for example."
  }

  package func sameLanguagesGiven(_ tag: String) -> String {
    "Both languages are \(tag); name two different ones."
  }

  package func sameLanguagesRead(_ tag: String) -> String {
    "Both languages are \(tag); say which they are with --from and --to."
  }

  package var inputHasNoName: String {
    "Standard input has no name; say what the set is called with --title TITLE."
  }

  package func imported(_ name: String, words: Int, format: String, encoding: String) -> String {
    "\(name): \(wordsCounted(words)), read as \(format), \(encoding)."
  }

  package func moreWords(_ count: Int) -> String { "  … and \(count) more" }

  package func skippedLines(_ count: Int) -> String {
    "\(count == 1 ? "1 line" : "\(count) lines") skipped:"
  }

  package func moreSkipped(_ count: Int) -> String { "  and \(count) more; --json names all of them" }

  package func columnsLeftOut(_ names: String) -> String {
    "Left out, as a set has no place for it: \(names)"
  }

  package func nothingWritten(_ title: String, from: String, to: String) -> String {
    "Nothing was written. It would become “\(title)”, \(from)–\(to)."
  }

  package func importWritten(_ title: String, from: String, to: String, path: String) -> String {
    "“\(title)”, \(from)–\(to), is in \(path)"
  }

  package func playIt(_ quotedTitle: String) -> String { "Play it with: glosa play --set \(quotedTitle)" }
}

extension English {
  package var demoPupilsRange: String { "--pupils takes a number from 1 to 100." }
  package var demoJSONNeedsScript: String { "--json goes with --script." }
  package var demoNeedsTerminal: String { "The demo needs a terminal; without one: glosa demo --script." }

  package func demoHasNoRoom(_ reason: String) -> String {
    "There is no room for the demo's files in TMPDIR: \(reason)."
  }

  package func demoServerDidNotStart(_ line: String) -> String {
    "The demo's server did not start; it said: \(line)"
  }

  package func demoHasNoPort(_ reason: String) -> String {
    "No port could be opened on this computer: \(reason)."
  }

  package func demoGaveNoPlace(_ name: String) -> String {
    "The demo's server gave \(name) no place in the class."
  }

  package func demoBegins(pupils: Int) -> String {
    "A server on this computer, a class of \(pupils), and between Ada and the server a wire that can be cut."
  }

  package var demoEverybodyPlays: String { "Everybody plays." }
  package var demoEverybodyRests: String { "Everybody rests; what is still pending is sent." }
  package var demoWireCut: String { "The wire is cut: Ada's connections are refused. Ada plays on." }

  package var demoAnswersLost: String {
    "One pupil of four gets no answers any more, and sends again what the server has already."
  }

  package var demoWireWhole: String { "The wire is whole again." }
  package var demoBlackHole: String { "A black hole: every packet of Ada's vanishes. Ada plays on." }
  package var demoPacketsArrive: String { "The packets arrive again." }

  package func demoAda(
    total: Int, pending: Int, boardState state: String?, boardTotal: Int, boardPending: Int
  ) -> String {
    "  Ada: \(total) XP in the ledger, \(pending) XP pending.  Board: \(state ?? "nothing"), "
      + "\(boardTotal) XP, \(boardPending) XP pending."
  }

  package func demoBoard(synced: Int, of count: Int, total: Int) -> String {
    "The board: \(synced) of \(count) synced, \(total) XP in all."
  }

  package var demoFigures: [String] {
    ["events awarded", "sent", "confirmed", "resent", "lost", "doubled"]
  }

  package func demoNotEveryPupilJoined(_ sentence: String) -> String {
    "Not every pupil could join: \(sentence)"
  }

  package func demoStillPending(afterSeconds seconds: Int) -> String {
    "Something was still pending after \(seconds) s."
  }

  package func demoNotConfirmed(events: Int) -> String { "\(events) events were not confirmed." }

  package func demoMissing(events: Int, of name: String) -> String {
    "\(events) events of \(name) are not in the ledger."
  }

  package func demoStrange(of name: String) -> String {
    "The ledger of \(name) has something that was not won."
  }

  package func demoUnreadable(of name: String, _ sentence: String) -> String {
    "The ledger of \(name) could not be read: \(sentence)"
  }

  package var demoNotOffline: String { "The board did not say that Ada is offline." }
  package var demoNothingPending: String { "Nothing of Ada's was pending while the wire was cut." }
}

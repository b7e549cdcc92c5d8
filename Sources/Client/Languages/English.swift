package import Primitives
package import Vocabulary
package import Wire
package import XP

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
  package var curlHasNoMemory: String { "libcurl has no memory" }
  package var curlTookNoRequest: String { "libcurl did not take the request" }
  package func curlError(_ code: Int) -> String { "libcurl’s error \(code)" }
  package func curlLacks(_ library: String, symbol: String) -> String { "\(library) has no \(symbol)" }

  package func curlTooOld(_ version: String, minimum: String) -> String {
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

  package func text(of finding: WordSetFinding.Kind, otherLine: Int?) -> String {
    let other = otherLine.map { "line \($0)" } ?? "another line"
    return switch finding {
    case .double: "the word of \(other) again; delete one of the two"
    case .repeated(let text): "“\(text)” is written twice; delete one"
    case .samePrompt(let text, _):
      """
      “\(text)” has another answer on \(other); put both answers on one line with “ / ” between, or add to each what tells \
      them apart
      """
    case .sharedForm(let text, _):
      """
      “\(text)” is shown on \(other) too, so nobody can tell which is asked for; on one of the lines write it at the end \
      behind “ // ”, where it is accepted and not shown
      """
    case .missingArticle(let text):
      """
      “\(text)” has no article, and most words here have one; write it, or behind a noun that takes none its gender in \
      braces
      """
    case .alike(let text, let earlier, _):
      "“\(text)” looks like “\(earlier)” on \(other); correct it, or if they are one word put both on one line"
    }
  }

  package func found(_ text: String, in file: String, line: Int) -> String {
    "\(file), line \(line): \(text)"
  }

  package func nothingFound(in title: String, words: Int) -> String {
    "“\(title)”, \(wordsCounted(words)): nothing found."
  }
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

extension English {
  package func boardJoin(with code: String) -> String { "join with \(code)" }
  package var boardClosed: String { "closed to new pupils" }

  package var boardNoNetwork: [String] {
    ["no network just now, nobody can join", "no network just now"]
  }

  package var boardConnecting: String { "connecting…" }
  package var boardLive: String { "● live" }

  package func boardLost(nextTryIn seconds: Int) -> [String] {
    ["○ connection lost, next try in \(seconds) s", "○ lost, \(seconds) s"]
  }

  package var boardNotConnected: String { "✕ not connected" }
  package func boardAbsent(_ count: Int) -> String { "\(count) not here yet" }

  package func boardPending(points: Int, events: Int) -> String {
    "\(points) XP pending in \(events) \(events == 1 ? "event" : "events")"
  }

  package func boardPendingBriefly(points: Int) -> String { "\(points) XP pending" }
  package func boardToday(points: Int) -> String { "today \(points) XP" }

  package var boardNobodyJoined: String { "nobody has joined yet" }
  package var boardNobodyHere: String { "nobody is here yet" }
  package func boardSynced(_ settled: Int, of present: Int) -> String { "\(settled) of \(present) synced" }

  package func boardNobodyWaitedFor(_ settled: Int, of present: Int) -> String {
    "\(boardSynced(settled, of: present)), nobody is waited for"
  }

  package func boardWaiting(_ settled: Int, of present: Int, for names: [String], upTo limit: Int) -> String {
    "\(boardSynced(settled, of: present)), waiting for \(list(names, upTo: limit))"
  }

  private func list(_ names: [String], upTo limit: Int) -> String {
    guard names.count > limit else {
      guard let last = names.last, names.count > 1 else { return names.first ?? "" }
      return names.dropLast().joined(separator: ", ") + " and " + last
    }
    let rest = names.count - limit
    return names.prefix(limit).joined(separator: ", ") + " and \(rest) \(rest == 1 ? "other" : "others")"
  }

  package func boardWaiting(_ settled: Int, of present: Int, for count: Int) -> String {
    "\(boardSynced(settled, of: present)), \(count) waited for"
  }

  package func boardUnknown(_ count: Int) -> String { "; \(count) unknown" }

  package func boardUnheard(_ count: Int, since moment: String) -> String {
    "\(boardUnheard(count)) since \(moment)"
  }

  package func boardUnheard(_ count: Int) -> String { "; \(count) not heard of" }
  package var boardNotKnown: String { "not known while the connection is lost" }

  package func boardWereSynced(_ settled: Int, of present: Int, lostAt moment: String) -> [String] {
    let head = "\(settled) of \(present) were synced"
    return [
      "\(head) when the connection was lost at \(moment); how it is now is not known",
      "\(head) at \(moment); not known now",
    ]
  }

  package func boardWereSynced(_ settled: Int, of present: Int) -> [String] {
    let head = "\(settled) of \(present) were synced"
    return ["\(head); not known now", head]
  }

  package var stateSynced: String { "● synced" }
  package var stateSyncing: String { "◐ syncing" }
  package var statePending: String { "◐ pending" }
  package func stateOffline(since: [String]) -> [String] { told("○ offline", since: since) }

  package func stateAttention(since: [String]) -> [String] {
    told("▲ needs help", since: since) + since.map { "▲ help \($0)" }
  }

  private func told(_ state: String, since: [String]) -> [String] {
    since.map { "\(state) since \($0)" } + since.map { "\(state) \($0)" } + (since.isEmpty ? [state] : [])
  }

  package func stateLeft(at moments: [String]) -> [String] { moments.map { "✓ left \($0)" } + ["✓ left"] }
  package var stateNever: String { "· never seen" }

  package func rowWaiting(points: Int, events: Int) -> [String] {
    ["\(points) XP · \(events)", "\(points) XP"]
  }

  package var rowWasSynced: String { "was synced" }
  package var rowAllSent: String { "all sent" }
  package var unusualSign: String { "!" }

  package func unusual(points: Int) -> String {
    "unusual: \(grouped(points)) XP came faster than anybody plays"
  }

  package func shortWeekday(_ number: Int) -> String {
    ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][number % 7]
  }

  package func shortDate(day: Int, month: Int) -> String {
    let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    return "\(day) \(months[(month + 11) % 12])"
  }

  package func ago(seconds: Int64) -> String {
    switch seconds {
    case ..<60: "now"
    case ..<3600: "\(seconds / 60) min"
    case ..<86_400: "\(seconds / 3600) h"
    default: "\(seconds / 86_400) d"
    }
  }

  package var columnName: String { "pupil" }
  package var columnState: String { "state" }
  package var columnPending: String { "pending" }
  package var columnToday: String { "today" }
  package var columnTotal: String { "total" }
  package var columnGame: String { "playing" }
  package var columnActivity: String { "10 min" }
  package var filterAll: String { "all" }
  package var filterWaiting: String { "waited for" }
  package var filterSettled: String { "synced" }
  package var filterAttention: String { "needs help" }
  package var filterAbsent: String { "not here" }
  package var orderName: String { "name" }
  package var orderToday: String { "today" }
  package var orderPending: String { "pending" }
  package var orderLastSeen: String { "last seen" }
  package func reversed(_ order: String) -> String { "\(order), reversed" }

  package func shown(_ shown: Int, of count: Int) -> String {
    "\(part(shown, of: count)) \(count == 1 ? "pupil" : "pupils")"
  }

  package func shown(_ shown: Int, of count: Int, from first: Int, to last: Int) -> String {
    "\(first)–\(last) of \(part(shown, of: count))"
  }

  private func part(_ shown: Int, of count: Int) -> String {
    shown == count ? "\(count)" : "\(shown) of \(count)"
  }

  package var boardOpening: String { "Asking the server for the class…" }
  package var boardNobodyYet: String { "Nobody has joined yet." }
  package var boardNobodyFits: String { "No pupil fits. Esc shows all again." }
  package var boardTryAgain: String { "Ctrl-R tries again." }
  package func boardTick(points: Int, name: String) -> String { "+\(points) \(name)" }
  package var boardQuiet: String { "What comes in is told here." }
  package var boardBell: String { "bell" }
  package var boardHelpTitle: String { "The live board" }
  package var boardHelpClose: String { "any key closes" }

  package var keyUnusual: String { "points faster than anybody plays" }

  package var pageLoading: String { "Asking the server…" }
  package var pageLatest: String { "Latest points" }
  package var pageNoEvents: String { "No points yet." }
  package var pageQuests: String { "Quests of today" }
  package var pageSeenNow: String { "seen just now" }
  package func pageLeft(at moment: String) -> String { "Left at \(moment); everything was sent." }

  package func pageAttention(since moment: String) -> String {
    "Has to sign in again with the new PIN, since \(moment)."
  }

  package func pageUnheard(since moment: String) -> String {
    "Synced when last heard of, at \(moment). How it is now is not known."
  }

  package func pageOffline(since moment: String) -> String {
    "Last heard of at \(moment). How it is now is not known."
  }

  package func pageWaiting(for time: String?) -> String { "waiting for \(time ?? "less than a minute")" }

  package func pagePoints(today: Int, total: Int) -> String {
    "today \(today) XP, \(total) XP in all"
  }

  package func pageQuestDone(_ name: String) -> String { "\(name) ✓" }
}

extension English {
  package func invitationTitle(_ className: String) -> String { "Join \(className)" }
  package var invitationHowToType: String { "One line, typed in a terminal." }

  package var invitationWhatIsTheSame: String {
    "Capitals and dashes don’t matter; O is 0, and I and L are 1."
  }

  package var invitationSameAsPicture: String { "The picture holds the same line." }
  package var invitationOthers: String { "Where that address is not reached:" }

  package func invitationClosed(_ className: String, code: String) -> [String] {
    [
      "\(className) takes nobody new at the moment.", "Let pupils in again with: glosa class open \(code)",
    ]
  }

  package var invitationLoopback: [String] {
    [
      "Only this computer reaches the server.",
      "Others do once it is started with: glosa serve --tls --listen 0.0.0.0:8420",
    ]
  }

  package var invitationOnThisComputer: String { "On this computer:" }

  package var invitationNoNetwork: String {
    "This computer has no network just now, so pupils cannot reach it."
  }

  package var invitationLineAppears: String { "The line appears here as soon as it has one." }

  package func invitationAskAgain(code: String) -> String {
    "As soon as it has one, the line is told by: glosa class show \(code)"
  }

  package func invitationJoined(_ count: Int) -> [String] {
    switch count {
    case 0: ["Nobody has joined yet", "nobody yet"]
    case 1: ["1 pupil has joined", "1 joined"]
    default: ["\(count) pupils have joined", "\(count) joined"]
    }
  }
}

extension English {
  package var demoEnding: [String] {
    ["The wire is whole, and what still waits is sent.", "What still waits is sent."]
  }

  package func demoSafe(points: Int, key: String) -> [String] {
    [
      "\(points) XP are safe on this disk, and the board says offline. Mend the wire: \(key)",
      "\(points) XP are safe on this disk. Mend: \(key)",
    ]
  }

  package func demoPlayOn(isCut: Bool) -> [String] {
    ["\(fact(isCut)) Play on: every point goes to your own disk first.", "\(fact(isCut)) Play on."]
  }

  package func demoPlayOn(isCut: Bool, points: Int) -> [String] {
    [
      "\(fact(isCut)) Play on: \(points) XP wait on this disk. Soon the board says offline.",
      "\(fact(isCut)) \(points) XP wait here.",
    ]
  }

  private func fact(_ isCut: Bool) -> String { isCut ? "The wire is cut." : "Every packet vanishes." }

  package func demoOnTheirWay(points: Int) -> [String] {
    ["The wire is whole: \(points) XP are on their way.", "\(points) XP are on their way."]
  }

  package var demoCatchesUp: [String] {
    ["The wire is whole, and the board catches up.", "The board catches up."]
  }

  package func demoNothingLost(points: Int) -> [String] {
    [
      "Nothing is lost: \(points) XP here, and \(points) XP on the board. F4 adds up the whole class.",
      "\(points) XP here, \(points) XP on the board.",
    ]
  }

  package func demoYouAre(_ name: String, in className: String) -> [String] {
    [
      "You are \(name) in \(className). Press Enter to play; the others play already.",
      "You are \(name): Enter plays.",
    ]
  }

  package var demoCutYours: [String] {
    [
      "Your points are on the board. Some of the class have bad networks anyway; now cut yours: F2",
      "Your points are on the board. Now cut the wire: F2", "Now cut the wire: F2",
    ]
  }

  package var demoAnswer: [String] {
    ["Answer some words, and see your points come to the board.", "Answer some words."]
  }

  package var demoServer: String { "server" }
}

extension English {
  package var brand: String { "glosa" }

  package func game(_ kind: EventKind) -> String {
    switch kind {
    case .typing: "Typing"
    case .choice: "Multiple choice"
    case .flashcards: "Flashcards"
    case .scramble: "Scramble"
    case .connect: "Connect"
    case .rain: "Word rain"
    case .storyGap: "Story gap"
    case .dailyQuest: "Daily quest"
    case .migrated: "Earlier points"
    case .correction: "Accepted answer"
    }
  }

  package func shortGame(_ kind: EventKind) -> String { kind == .choice ? "Choice" : game(kind) }

  package func language(_ tag: String) -> String {
    switch tag.prefix(while: { $0 != "-" }) {
    case "sv": "Swedish"
    case "en": "English"
    case "de": "German"
    case "fr": "French"
    case "es": "Spanish"
    case "it": "Italian"
    case "fi": "Finnish"
    case "da": "Danish"
    case "nb", "no": "Norwegian"
    default: tag
    }
  }

  /// A number with its thousands apart.
  private func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(" ") }
      text.append(digit)
    }
    return text
  }

  package var youTyped: String { "you typed: " }

  package func slip(_ slip: Slip) -> String {
    switch slip {
    case .missing(" "): "a space is missing"
    case .missing(let character): "'\(character)' is missing"
    case .extra(" "): "one space too many"
    case .extra(let character): "one '\(character)' too many"
    case .replaced(let typed, let right): "'\(right)', not '\(typed)'"
    case .swapped(let first, let second): "'\(first)\(second)', not '\(second)\(first)'"
    case .article(let typed, let right, isGender: true): "wrong article: '\(right)', not '\(typed)'"
    case .article(let typed, let right, isGender: false): "'\(right)', not '\(typed)'"
    case .needlessArticle(let article): "no '\(article)' before this word"
    case .infinitiveMark(let mark): "no '\(mark)' before this form of the verb"
    case .functionWord(let typed?, let right?): "'\(right)', not '\(typed)'"
    case .functionWord(let typed?, nil): "no '\(typed)' here"
    case .functionWord(nil, let right?): "'\(right)' is missing"
    case .functionWord(nil, nil): "a little word is missing"
    case .accents: "mind the dots and accents"
    case .plural: "that is the plural: one is asked for"
    case .singular: "that is the singular: several are asked for"
    case .definite: "that is the definite form"
    case .indefinite: "that is the indefinite form"
    case .genderForm: "that is another form of the word"
    case .missingApostrophe: "an apostrophe is missing"
    case .split: "written as one word"
    case .spacing: "mind the space"
    }
  }

  package func tooFewWords(title: String, game kind: EventKind, needed: Int) -> String {
    "'\(title)' has too few words for \(game(kind).lowercased()): it needs at least \(needed) different ones."
  }

  package func noExamples(title: String, game kind: EventKind) -> String {
    "'\(title)' has no example sentences, which \(game(kind).lowercased()) is played with."
  }

  package var noSetsToPlay: String { "There are no word sets to play." }

  package func noWordsYet(homework: String) -> String {
    "The words of '\(homework)' are not on this computer yet: they come as soon as the server can be reached."
  }

  package func text(of error: WordSetError) -> String {
    if let line = error.line {
      "\(error.file), line \(line): \(text(of: error.reason))"
    } else {
      "\(error.file): \(text(of: error.reason))"
    }
  }

  package func text(of reason: WordSetError.Reason) -> String {
    switch reason {
    case .notUTF8: "this is not UTF-8 text; save the file as UTF-8"
    case .controlCharacter: "a control character stands in the text; remove it"
    case .missingTab: "no tab between the word and its translation; put one there"
    case .emptyTerm: "the word is missing"
    case .emptyTranslation: "the translation is missing"
    case .tooManyColumns(let count):
      "\(count) columns where at most three belong: word, translations, example"
    case .unbalancedParenthesis: "a parenthesis is opened or closed without its partner"
    case .tooLong(let limit): "the text is longer than \(limit) bytes; shorten it"
    case .badID(let text): "'\(text)' is not a UUID; write one, or leave the id line out"
    case .sameLanguages(let tag): "both languages are '\(tag)'; name two different ones"
    case .tooManyWords(let limit): "more than \(limit) words; split the set"
    case .missingSeparator(let name): "no \(name) between the word and its translation; put one there"
    case .moreColumns(let count, let usual):
      "\(count) columns where the other lines have \(usual); put text that holds the separator in quotation marks"
    case .unclosedQuote: "a quotation mark is opened and not closed; close it, or write it twice"
    case .onlyMedia: "there is only a picture or a sound where text belongs"
    case .notText: "this is not text; save the file as UTF-8 text"
    case .archive:
      "this is a spreadsheet or archive, not text; save it as CSV, or from Anki export Notes in Plain Text"
    case .noSeparator: "no tab, semicolon or comma stands between words and translations; put one there"
    case .noneUsable(let rows, let first):
      rows == 1
        ? text(of: first) : "\(text(of: first)); none of the \(rows) lines is a word with its translation"
    case .noWords: "there are no words in it; write a word, a tab and its translation on a line"
    }
  }

  package func ofClass(_ name: String) -> String { " · \(name)" }
  package func level(_ number: Int) -> String { "Level \(number)" }
  package func levelProgress(_ points: Int, of cost: Int) -> String { "\(points)/\(cost)" }
  package func points(_ points: Int) -> String { "\(grouped(points)) XP" }
  package func pendingPoints(_ points: Int) -> String { "+\(grouped(points))" }

  package var menuSets: String { "Word set" }
  package var menuGame: String { "Game" }
  package var menuDirection: String { "Direction" }
  package var menuStart: String { "Start" }
  package var ownSet: String { "own" }
  package var unreadableSet: String { "✗ not readable" }
  package func words(_ count: Int) -> String { count == 1 ? "1 word" : "\(grouped(count)) words" }

  // A list has no room for `sv-SE`.
  package func languages(_ from: String, _ to: String) -> String {
    let (from, to) = (from.prefix { $0 != "-" }, to.prefix { $0 != "-" })
    return "\(from) → \(to)"
  }

  package var wordToTranslation: String { "Word → translation" }
  package var translationToWord: String { "Translation → word" }
  package var wordFirst: String { "word first" }
  package var translationFirst: String { "translation first" }

  package var goOn: String { "Enter goes on" }
  package var noAnswer: String { "(no answer)" }
  package var rightSign: String { "✓" }
  package var wrongSign: String { "✗" }
  package var wrong: String { "✗ Not quite. The right answer:" }
  package var gaveUp: String { "The answer:" }
  package func ofGame(_ kind: EventKind) -> String { " · \(game(kind))" }
  package func questionNumber(_ number: Int, of total: Int) -> String { "\(number)/\(total)" }
  package func combo(_ count: Int) -> String { "combo ×\(count)" }
  package func wrongAnswer(_ text: String) -> String { "✗ \(text)" }

  package func right(prompt: String, answer: String, points: Int) -> [String] {
    ["✓ \(prompt) = \(answer)  +\(points)", "✓ \(answer)  +\(points)", "✓ right  +\(points)"]
  }

  package func almost(prompt: String, answer: String, points: Int) -> [String] {
    [
      "≈ almost: \(prompt) = \(answer)  +\(points)", "≈ almost: \(answer)  +\(points)",
      "≈ almost  +\(points)",
    ]
  }

  package func missed(prompt: String, answer: String) -> [String] {
    ["✗ \(prompt) = \(answer)", "✗ \(answer)"]
  }

  package func markSaving(_ points: Int) -> String { "+\(points) saving…" }
  package func markSaved(_ points: Int) -> String { "✓ +\(points) saved" }
  package func markPending(_ points: Int) -> String { "+\(points) pending" }
  package func markConfirmed(_ points: Int) -> String { "✓ +\(points) confirmed" }

  package func markFailed(_ points: Int, reason: String) -> String {
    "✗ +\(points) not saved: \(reason)"
  }

  package var figurePoints: String { "won" }
  package var figureFirstTry: String { "right at first try" }
  package var figureAccuracy: String { "accuracy" }
  package var figureCombo: String { "best combo" }
  package var nothingMissed: String { "✓ Nothing missed" }
  package var playAgain: String { "Play again" }
  package var toMenu: String { "Menu" }
  package func roundDone(_ title: String) -> String { "\(title): round finished" }
  package func roundLeft(_ title: String) -> String { "\(title): round left early" }
  package func count(_ part: Int, of whole: Int) -> String { "\(part) of \(whole)" }
  package func percent(_ number: Int) -> String { "\(number) %" }
  package func times(_ number: Int) -> String { "×\(number)" }

  package func missedWords(_ count: Int) -> String {
    count == 1 ? "1 word missed" : "\(count) words missed"
  }

  package func andMore(_ count: Int) -> String { "and \(count) more" }

  package func playMissed(_ count: Int) -> String {
    count == 1 ? "Play that one again" : "Play those \(count) again"
  }

  package func unsaved(points: Int) -> String {
    "✗ \(grouped(points)) XP could not be saved and are not counted"
  }

  package var leaving: String { "Leaving…" }

  package func leavingSending(events: Int) -> String {
    let what = events == 1 ? "event" : "\(grouped(events)) events"
    return "Sending the last \(what)… (Ctrl-C leaves now; everything is safe on this computer)"
  }

  package func leavingUnsaved(reason: String) -> String {
    "Trying to save the last points: \(reason). (Ctrl-C leaves now)"
  }

  package func windowTooSmall(columns: Int, rows: Int, nowColumns: Int, nowRows: Int) -> String {
    "Window too small: \(columns)×\(rows) is the smallest (now \(nowColumns)×\(nowRows))"
  }
}

extension English {
  package var questsToday: String { "Today" }
  package var allQuestsDone: String { "✓ all quests of today done" }
  package var doneSign: String { "✓" }
  package var newsSign: String { "★" }

  package func task(_ quest: Quest) -> String {
    let goal = quest.goal
    return switch quest.task {
    case .answers(.typing): "Type \(goal) words right"
    case .answers(.choice): "Choose \(goal) right answers"
    case .answers(nil): "Give \(goal) right answers"
    case .answers(let kind?): "\(game(kind)): \(goal) right answers"
    case .points: "Win \(goal) XP"
    }
  }

  package func counted(_ task: Quest.Task) -> String {
    switch task {
    case .answers(.typing): "typed words"
    case .answers(.choice): "right choices"
    case .answers: "right answers"
    case .points: "XP"
    }
  }

  package func progress(_ part: Int, of whole: Int) -> String { "\(grouped(part))/\(grouped(whole))" }

  package func questInBrief(_ progress: Int, of quest: Quest) -> String {
    "quest: \(self.progress(progress, of: quest.goal)) \(counted(quest.task))"
  }

  package func questWithBonus(_ progress: Int, of quest: Quest) -> [String] {
    let brief = questInBrief(progress, of: quest)
    return ["\(brief) · \(bonus(quest.bonusXP))", brief]
  }

  package func bonus(_ points: Int) -> String { "+\(points) XP" }
  package func bonusComing(_ points: Int) -> String { "+\(points) XP on its way" }
  package func bonusWon(_ points: Int) -> String { "+\(points) XP won" }

  package func questDone(_ quest: Quest, isBonusAwarded: Bool) -> [String] {
    let reward = isBonusAwarded ? bonusWon(quest.bonusXP) : bonusComing(quest.bonusXP)
    return [
      "★ Quest done: \(quest.goal) \(counted(quest.task))!  \(reward)", "★ Quest done!  \(reward)",
      "★ Quest done!",
    ]
  }

  package func questsDone(_ count: Int, bonus: Int) -> [String] {
    ["★ \(count) quests done!  \(bonusComing(bonus))", "★ \(count) quests done!"]
  }

  package var menuHomework: String { "Homework" }
  package var homeworkDone: String { "✓ done" }
  package var homeworkOnItsWay: String { "on its way" }
  package var noWordsYet: [String] { ["not here yet", "not here"] }
  package func points(_ part: Int, of whole: Int) -> String { "\(progress(part, of: whole)) XP" }

  package func homeworkInBrief(_ points: Int, of goal: Int) -> String {
    "homework \(self.points(points, of: goal))"
  }

  package func homework(_ title: String) -> String { "Homework: \(title)" }
  package func dueToday(at minute: Int?) -> [String] { due(minute.map { "today \(clock($0))" } ?? "today") }
  package var dueTomorrow: [String] { due("tomorrow") }
  package func dueOn(weekday: Int) -> [String] { due(Self.weekdays[weekday]) }
  package func due(inDays days: Int) -> [String] { ["\(days) days left", "\(days) days"] }
  private func due(_ day: String) -> [String] { ["due \(day)", day] }

  private static let weekdays = [
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
  ]

  private func clock(_ minute: Int) -> String {
    let rest = minute % 60
    return "\(minute / 60):\(rest < 10 ? "0" : "")\(rest)"
  }

  package func homeworkReached(_ title: String) -> [String] {
    ["★ Homework done: \(title)!", "★ Homework done!"]
  }
}

extension English {
  package var barOpening: [String] { ["○ opening your points…"] }
  package var barSavedHere: [String] { ["● saved on this computer", "● saved"] }
  package var barAllSaved: [String] { ["● all saved, safe to quit", "● all saved"] }

  package func barSendingSoon(points: Int?) -> [String] {
    ["◐ \(what(points)) saved here, sending soon", "◐ \(what(points)) saved here"]
  }

  package func barSending(events: Int) -> [String] { ["◐ sending \(grouped(events))…"] }

  package func barOffline(points: Int?, seconds: Int) -> [String] {
    [
      "○ offline: \(what(points)) safe on this computer, next try in \(wait(seconds))",
      "○ offline: \(what(points)) safe, next try in \(wait(seconds))", "○ offline: \(what(points)) safe here",
    ]
  }

  package func barTryingAgain(points: Int?) -> [String] {
    [
      "○ offline: \(what(points)) safe on this computer, trying again…",
      "○ offline: \(what(points)) safe, trying again…", "○ offline: \(what(points)) safe here",
    ]
  }

  package func barNotFound(at address: String, points: Int?) -> [String] {
    [
      "○ not found at \(address), ask for the new address: \(what(points)) safe here",
      "○ not found at \(address), ask for the new address", "○ not found: ask for the new address",
    ]
  }

  package func barNotTrusted(at address: String, points: Int?) -> [String] {
    [
      "▲ not your class's server at \(address), and told nothing: \(what(points)) safe here",
      "▲ not your class's server at \(address): \(what(points)) safe here",
      "▲ not your class's server at \(address)", "▲ not your class's server",
    ]
  }

  package func barNoNetwork(points: Int?) -> [String] {
    [
      "○ no network here: \(what(points)) safe on this computer", "○ no network here: \(what(points)) safe",
      "○ no network here",
    ]
  }

  package func barRefused(points: Int?, seconds: Int) -> [String] {
    [
      "▲ the server refuses everything: \(what(points)) safe on this computer, next try in \(wait(seconds))",
      "▲ the server refuses everything: \(what(points)) safe here", "▲ the server refuses everything",
    ]
  }

  private func what(_ points: Int?) -> String { points.map { "\(grouped($0)) XP" } ?? "quest progress" }

  private func wait(_ seconds: Int) -> String {
    seconds <= 90 ? "\(seconds) s" : "\((seconds + 59) / 60) min"
  }

  package func barSignIn(points: Int) -> [String] {
    points > 0
      ? ["▲ sign in again: \(grouped(points)) XP waiting", "▲ sign in again"]
      : ["▲ sign in again, in a terminal: glosa join", "▲ sign in again: glosa join", "▲ sign in again"]
  }

  package var barSignInForQuests: [String] {
    ["▲ sign in again: quest progress waiting", "▲ sign in again"]
  }

  package func barSignInHere(points: Int) -> [String] {
    (points > 0 ? ["▲ sign in again: press j, \(grouped(points)) XP waiting"] : [])
      + ["▲ sign in again: press j"]
  }

  package func barSignInFromMenu(points: Int) -> [String] {
    [
      points > 0 ? "▲ sign in again: \(grouped(points)) XP waiting" : "▲ sign in again: j in the menu",
      "▲ sign in again",
    ]
  }

  package var barOutboxProblem: [String] {
    ["▲ earlier points can't be looked at just now: glosa status", "▲ needs attention: glosa status"]
  }

  package func barNotSaving(reason: String) -> [String] {
    ["✕ XP is NOT being saved: \(reason)", "✕ XP is NOT being saved"]
  }

  package func barUntilRestart(reason: String) -> [String] {
    ["▲ saved until this computer restarts: \(reason)", "▲ saved until this computer restarts"]
  }

  package func barNeedsAttention(events: Int) -> [String] {
    let fact = events == 1 ? "▲ 1 event needs attention" : "▲ \(grouped(events)) events need attention"
    return ["\(fact): glosa status", fact]
  }

  package func barWaitsElsewhere(points: Int) -> [String] {
    points == 0
      ? ["▲ quest progress waits for another class or server: glosa status", "▲ see: glosa status"]
      : [
        "▲ \(grouped(points)) XP wait for another class or server: glosa status",
        "▲ \(grouped(points)) XP wait elsewhere: glosa status", "▲ \(grouped(points)) XP wait elsewhere",
      ]
  }

  package func barNotice(_ text: String) -> String { "▲ \(text)" }
}

extension English {
  package var joinAClass: String { "Join a class" }
  package var signInAgain: String { "Sign in again" }
  package var joinAnotherClass: String { "Join another class" }
  package var fieldLine: [String] { ["What the board says", "Board"] }
  package var fieldName: [String] { ["Your name", "Name"] }

  package func fieldPIN(digits: ClosedRange<Int>) -> [String] {
    ["Your PIN, \(digits.lowerBound) to \(digits.upperBound) digits", "PIN"]
  }

  package var fieldPINAgain: [String] { ["The PIN once more", "Once more"] }

  package var joinExample: [String] {
    [
      "As it stands there: glosa join 192.168.1.20 K7QM2P-4XK9T-B2Q7A",
      "as 192.168.1.20 K7QM2P-4XK9T-B2Q7A",
    ]
  }

  package var joinNameHint: [String] {
    ["As the class knows you; your teacher sees it.", "As the class knows you."]
  }

  package var joinNameOfBeforeHint: [String] {
    ["Enter keeps it; somebody else types their own name over it.", "Enter keeps it."]
  }

  package func joinPINHint(mayBeNew: Bool) -> [String] {
    (mayBeNew ? ["New? Make it up now: with it you are the same pupil on any computer."] : [])
      + ["With this name and this PIN you are the same pupil on any computer.", "The same on any computer."]
  }

  package var digitsOnly: String { "Digits only." }
  package var joining: String { "Joining…" }

  package var joiningAwaits: String {
    "Joining… The server has been asked already, so its answer is waited for."
  }

  package var changingPupil: String { "One moment…" }
  package func welcomed(to className: String, _ name: String) -> String {
    "Welcome to \(className), \(name)."
  }

  package func joinOffer(isSignIn: Bool) -> [String] {
    isSignIn
      ? ["signs you in again, with what the board says", "signs you in again"]
      : ["joins your class, with what the board says", "joins your class"]
  }

  package var differentPINs: String { "Those were two different PINs: type it again, and once more." }

  package func text(of problem: JoinRequest.Problem) -> String {
    let (name, pin) = (Limit.nameLength, Limit.pinLength)
    return switch problem {
    case .noName: "A name is needed, of \(name.lowerBound) to \(name.upperBound) characters."
    case .longName(let count): "A name has at most \(name.upperBound) characters; this one has \(count)."
    case .noDigits: "A PIN has digits only, \(pin.lowerBound) to \(pin.upperBound) of them."
    case .pinLength(let count):
      "A PIN has \(pin.lowerBound) to \(pin.upperBound) digits; this one has \(count)."
    }
  }

  package func text(of problem: JoinLine.Problem) -> String {
    switch problem {
    case .nothing: "Type what the board says: an address and a code."
    case .noAddress: "The address is missing: it stands on the board before the code."
    case .noCode: "The code is missing: it stands on the board behind the address."
    case .codeLength(let count):
      "A code has \(JoinCode.classCodeLength) or \(JoinCode.classCodeLength + KeyFingerprint.length) characters; this one has \(count)."
    case .noFingerprint: "The code has a character that no code has; compare it with the board."
    }
  }
}

extension English {
  package var helpTitle: String { "Keys" }
  package var helpClose: String { "any key closes" }
  package var helpEverywhere: String { "Everywhere" }
  package var helpMenu: String { "Menu" }
  package var helpResults: String { "Results" }
  package var helpJoining: String { "Joining a class" }
  package var helpGoals: String { "Quests and homework" }

  package var helpOfGoals: [(String, String)] {
    [
      ("Quests", "three new ones a day"), ("Bonus", "comes from the server"),
      ("Homework", "first in the menu"),
    ]
  }

  package func meaning(_ meaning: KeyMeaning) -> [String] {
    switch meaning {
    case .help: ["help"]
    case .thisHelp: ["this help"]
    case .back: ["back"]
    case .leaveUnlessTyping: ["leave (not when typing)"]
    case .leave: ["leave"]
    case .toShell: ["to the shell; fg returns"]
    case .goOn: ["go on"]
    case .chooseInList: ["choose in a list"]
    case .nextPart: ["next part"]
    case .changeGameOrDirection: ["change game, direction"]
    case .chooseByNumber: ["choose by number"]
    case .start: ["start"]
    case .join(.noClass): ["join a class"]
    case .join(.signIn): ["sign in again"]
    case .join(.otherClass): ["join another class"]
    case .next: ["next"]
    case .quit: ["quit"]
    case .moveInField: ["move in the field"]
    case .toStartOrEnd, .toStartOrEndByLetter: ["to start, end"]
    case .deleteWord: ["delete a word"]
    case .deleteToStartOrEnd: ["delete to start, end"]
    case .emptyField: ["empty the field"]
    case .answerOrShow: ["answer; empty: show"]
    case .answerByNumber: ["answer; or click it"]
    case .highlight: ["choose"]
    case .answerHighlighted: ["answer with it"]
    case .endRound: ["end the round"]
    case .chooseNext: ["choose what next"]
    case .sameByNumber: ["the same by number"]
    case .toMenu: ["menu"]
    case .nextFieldOrJoin: ["next field; at the end: join"]
    case .nextField: ["next field"]
    case .fieldBefore: ["field before"]
    case .send: ["join"]
    case .stopWaiting: ["stop waiting"]
    case .yes: ["yes"]
    case .no: ["no"]
    case .choosePupil: ["choose a pupil"]
    case .lookClosely: ["look closely, and back"]
    case .sortOrReverse: ["sort by the next column, reversed"]
    case .showOnlySome: ["show only some, as waited for"]
    case .searchName: ["search a name"]
    case .oneStepBack: ["one step back"]
    case .bell: ["bell when nobody is waited for"]
    case .invitationAndBack: ["how pupils join, and back"]
    case .connectAgain: ["connect again now"]
    case .sort: ["sort"]
    case .filter: ["filter"]
    case .search: ["search"]
    case .pupil: ["pupil"]
    case .invite: ["invite"]
    case .nextPupil: ["next pupil"]
    case .backToBoard: ["back to the board", "back"]
    case .cutWire: ["cut the wire", "cut"]
    case .mendWire: ["mend the wire", "mend"]
    case .blackHole: ["black hole", "hole"]
    case .figures: ["the figures", "figures"]
    }
  }

  package func obstacle(_ obstacle: KeyObstacle, key: String) -> [String] {
    switch obstacle {
    case .unknownKey: ["\(key) does nothing here: F1 shows the keys", "F1 shows the keys", "F1: keys"]
    case .onlySoMany(0): ["There is nothing to choose from", "nothing there"]
    case .onlySoMany(1): ["There is only one to choose from", "only 1"]
    case .onlySoMany(let count): ["There are only \(count) to choose from", "only 1 to \(count)"]
    case .enterStarts: ["Enter starts"]
    case .nothingChosen: ["Choose with ↑ ↓ first, or by number", "choose first: ↑ ↓"]
    case .enterGoesOn: [goOn]
    case .nothingBehind: ["q leaves"]
    case .noJoining: ["Classes can't be joined from here", "not from here"]
    case .waiting: ["The server is being asked; Esc stops waiting", "Esc stops waiting"]
    case .tooLateToStop: ["The server has been asked already", "asked already"]
    case .yesOrNo: ["y or n answers"]
    case .leaving: ["Ctrl-C leaves now"]
    case .nobodyThere: ["Nobody is in the list", "nobody there"]
    }
  }

  package var keySpace: String { "Space" }
  package var keyEnter: String { "Enter" }
  package var keyEscape: String { "Esc" }
  package var keyTab: String { "Tab" }
  package var keyBackTab: String { "Shift-Tab" }
  package var keyBackspace: String { "Backspace" }
  package var keyDelete: String { "Delete" }
  package var keyHome: String { "Home" }
  package var keyEnd: String { "End" }
  package var keyPageUp: String { "PgUp" }
  package var keyPageDown: String { "PgDn" }
  package var keyControl: String { "Ctrl-" }
}

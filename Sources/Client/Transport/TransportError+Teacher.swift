extension TransportError {
  /// What happened and what to do, as a sentence for a teacher.
  ///
  /// - Parameter isHere: The server was looked for on the teacher's own computer.
  func sentenceForTeacher(isHere: Bool) -> String {
    switch self {
    case .unreachable where isHere:
      "No server answers on this computer. Is `glosa serve` running in another window?"
    case .unreachable(let reason):
      "The server cannot be reached (\(reason)). Is `glosa serve` running there, and is this its address "
        + "(--server ADDRESS)?"
    case .insecure(let reason):
      "The server could not prove that it is the right one, so nothing was sent to it (\(reason)). Copy the token file "
        + "whole from the server's computer (its second line is the key's pin), or name the authority with --ca FILE."
    case .wrongKey:
      "The server's key is not the token file's (its second line is the key's pin), so nothing was sent to it. If the key was "
        + "made anew, copy the file anew from the server's computer; if the server has moved, say where with --server "
        + "ADDRESS. Otherwise somebody stands between: don't go on."
    case .notSecured:
      "What answers there speaks no TLS, so nothing was sent to it. Check the server's address (--server ADDRESS), or start "
        + "the server with: glosa serve --tls"
    case .badURL, .noNetwork, .noLibrary, .timedOut, .connectionLost, .responseTooLarge, .cancelled, .other,
      .forTeacher:
      description
    }
  }
}

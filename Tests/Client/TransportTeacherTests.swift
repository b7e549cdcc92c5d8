import Languages
import TestScopes
import TestSupport
import Testing
import Transport

/// What a failure says to a pupil, and what to a teacher.
@Suite(.ownThread()) struct TransportTeacherTests {
  private func sentence(_ error: TransportError, isHere: Bool = false) -> String {
    TransportError.forTeacher(error, isHere: isHere).text(in: English())
  }

  @Test("a teacher is told what a teacher can do, and never to ask the teacher")
  func sentences() {
    let unreachable = TransportError.unreachable(reason: "nothing answers at its address")
    #expect(unreachable.text(in: English()).contains("Check the network"))
    #expect(sentence(unreachable, isHere: true).contains("Is `glosa serve` running in another window?"))
    #expect(sentence(unreachable).contains("--server ADDRESS"))
    #expect(TransportError.wrongKey.text(in: English()).contains("glosa move"))
    #expect(sentence(.wrongKey).contains("token file") && sentence(.wrongKey).contains("don't go on"))
    #expect(sentence(.insecure(reason: "self-signed")).contains("second line"))
    #expect(sentence(.notSecured).contains("glosa serve --tls"))
    for error in [unreachable, .wrongKey, .insecure(reason: "x"), .notSecured, .timedOut, .noNetwork] {
      for isHere in [true, false] {
        let text = sentence(error, isHere: isHere)
        #expect(
          !text.contains("teacher") && !text.contains("glosa move") && !text.contains("board"), "\(text)")
      }
    }
    #expect(sentence(.timedOut, isHere: true) == TransportError.timedOut.text(in: English()))
  }
}

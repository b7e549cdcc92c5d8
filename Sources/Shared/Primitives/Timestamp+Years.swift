extension Timestamp {
  /// The nearest moment that RFC 3339 can say, whatever the time zone: a clock may show a year before 1 or after 9999.
  package var withinFourDigitYears: Timestamp {
    // 0001-01-02 and 9999-12-31, both at midnight.
    Timestamp(microseconds: min(max(microseconds, -62_135_510_400_000_000), 253_402_214_400_000_000))
  }
}

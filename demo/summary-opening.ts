/**
 * How a daily summary begins, also that of a day on which there was nothing to do: who reads the channel knows it by
 * that. `test/second-aws/messages.test.ts` holds it to every example.
 */
export const summaryOpening =
  /^(?:Keyturn on )?[A-Z][a-z]+day, \d+ [A-Z][a-z]+ \d{4}(?: \(dry run\))?: \d+ accounts? read/;

/** How every command ends; `keyturn --help` and docs/cli.md say the same. */
export const exitCodes = {
  fine: 0,
  findings: 1,
  badUse: 2,
  noAnswer: 3,
  incomplete: 4,
  fault: 5,
  past: 6,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const meanings: Record<keyof typeof exitCodes, string> = {
  fine: 'done, and nothing found that was to fail it',
  findings: 'found what it was asked to fail on, such as by --fail-on; a step not to be taken yet',
  badUse: 'bad use or bad input: an option, a file, a path that cannot be written',
  noAnswer: 'AWS or Slack said no, or did not answer: nothing could be read',
  incomplete: 'done, but something could not be read, or adopted: the output says what',
  fault: 'a fault of keyturn itself: --debug shows where',
  past: 'with --exit-code of keyturn status: the key is past its day, or works no more',
};

/** The help's paragraph on exit codes. */
export function describeExitCodes(): string {
  const lines = Object.entries(exitCodes).map(
    ([name, code]) => `  ${code}  ${meanings[name as keyof typeof exitCodes]}`,
  );
  return ['Exit codes:', ...lines].join('\n');
}

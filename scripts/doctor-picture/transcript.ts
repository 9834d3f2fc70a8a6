import { version } from '../../package.json';
import { brokenDeployments } from '../../cli/testing/broken';
import { ROLE, type DoctoredCompany } from '../../cli/testing/doctored-company';
import type { Keyturn } from '../../cli/testing/keyturn';
import type { Run } from './pictures';

/** How the doctor is called in a run, and what is broken before. */
const scenes: Readonly<Record<Run, { args: readonly string[]; broken: readonly string[] }>> = {
  well: { args: [], broken: [] },
  broken: {
    args: ['--role-name', ROLE],
    broken: [
      'a dry run of which the file says nothing',
      'a notice that could not be delivered',
      'an address that nobody has confirmed',
      'a trail that is stopped',
    ],
  },
};

/**
 * What the command and the deployed bundles say of the company, which is well again afterwards.
 * @param company its functions answer for themselves
 */
export async function transcriptOf(
  run: Run,
  company: DoctoredCompany,
  keyturn: Keyturn,
): Promise<string> {
  const { args, broken } = scenes[run];
  const mends: (() => unknown)[] = [];
  try {
    for (const name of broken) mends.push(await breakIt(name, company));
    const command = ['doctor', ...args];
    const at = { env: await company.env(), cwd: company.project.folder };
    const { stdout, stderr } = await keyturn.start(command, at);
    if (stdout === '') throw new Error(stderr);
    return asEveryRun(`$ keyturn ${command.join(' ')}\n\n${stdout}`);
  } finally {
    for (const mend of mends.reverse()) await mend();
  }
}

function breakIt(name: string, company: DoctoredCompany) {
  const broken = brokenDeployments[name];
  if (!broken) throw new Error(`no deployment is broken in the way of ${JSON.stringify(name)}`);
  return broken.break(company);
}

/**
 * In the place of what is another in each run, an example: times, what AWS or Pulumi makes up, the emulated AWS's address,
 * this package's version.
 */
export function asEveryRun(transcript: string): string {
  return transcript
    .replace(`; keyturn ${version}`, '; keyturn 0.1.0')
    .replaceAll(`: ${version}\n`, ': 0.1.0\n')
    .replaceAll(/http:\/\/127\.0\.0\.1:\d+/g, 'https://sqs.eu-central-1.amazonaws.com')
    .replaceAll(/next \d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'next 2026-12-02 08:00 UTC')
    .replaceAll(/from \d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'from 2026-12-01 08:00 UTC')
    .replaceAll(/on \d{4}-\d\d-\d\d for the last/g, 'on 2026-12-01 for the last')
    .replaceAll(/keyturn-reports-[\da-f]{7}/g, 'keyturn-reports-0a1b2c3')
    .replaceAll(/(secret:keyturn\/[a-z-]+)-\w{6}(?!\w)/g, '$1-AbCdEf');
}

import { version } from '../../package.json';
import { renderCertificateHtml } from '../../reports/html/certificate';
import { keyRecords } from '../../rules/ledger';
import { composeCertificate } from '../../rules/person/compose-certificate';
import type { Settings } from '../../rules/settings';
import { readKeyEnds } from '../aws/read-key-ends';
import type { CertificateFiles } from '../certificate-files';
import type { Person } from './read-person';

/** @throws CliError */
export async function writeCertificate(
  { json, html }: CertificateFiles,
  person: Person,
  settings: Settings,
  { stays, asksTrail }: { readonly stays: boolean; readonly asksTrail: boolean },
): Promise<void> {
  const { account, user, tags, known: ledger, state, now } = person;
  const certificate = composeCertificate({
    ...{ keyturnVersion: version, account, user, tags, ledger, state, stays, settings, now },
    ...(asksTrail && { trail: await readKeyEnds(account, keyIdsOf(person), person.role, now) }),
  });
  await json.write(`${JSON.stringify(certificate, undefined, 2)}\n`);
  await html.write(renderCertificateHtml(certificate));
}

/** Those that IAM has, and those that the ledger remembers. */
function keyIdsOf({ user, known }: Person): readonly string[] {
  const recorded = keyRecords(known).filter(({ userId }) => userId === user.id);
  return [
    ...new Set([
      ...user.keys.map(({ id }) => id),
      ...recorded.map(({ credential }) => credential.id),
    ]),
  ];
}

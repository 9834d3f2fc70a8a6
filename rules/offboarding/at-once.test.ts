import assert from 'node:assert/strict';
import { day } from '../testing/one-account';
import { atOnce, beforeDeletion, devicesOf, type Line } from './at-once';
import type { Holdings } from './holdings';

const user: Holdings['user'] = {
  ...{ name: 'alice', id: 'AIDAALICE', arn: 'arn:aws:iam::111111111111:user/alice' },
  ...{ createdAt: day(-400).toISOString(), groups: ['x'], otherGroups: ['admins', 'my group'] },
  ...{ policies: [], mfaDevices: ['GAHT1', 'GAHT2'], mayAssume: [] },
};
const credential = (
  kind: Holdings['credentials'][number]['kind'],
  id: string,
  status: 'Active' | 'Inactive' = 'Active',
) => ({ kind, id, status, createdAt: day(0).toISOString() });
const held = {
  user,
  declared: { roles: [] },
  credentials: [
    credential('access-key', 'AKIA1'),
    credential('access-key', 'AKIA2', 'Inactive'),
    credential('password', 'AIDAALICE'),
    credential('service-specific', 'ACCA1'),
    credential('ssh-key', 'APKA1'),
    credential('signing-certificate', 'CERT1'),
  ],
} as unknown as Holdings;
const where = { partition: 'aws', now: day(0) };
const commandsOf = (lines: readonly Line[]) =>
  lines.flatMap((line) => ('command' in line ? [line.command] : []));
const notesOf = (lines: readonly Line[]) =>
  lines.flatMap((line) => ('note' in line ? [line.note] : []));

describe('what shuts somebody out at once', () => {
  it('switches off what is enabled, deletes the password, and denies everything', () => {
    const iam = (call: string) => `aws iam ${call}`;
    const lines = atOnce(held, where);
    assert.deepEqual(commandsOf(lines), [
      iam('update-access-key --user-name alice --access-key-id AKIA1 --status Inactive'),
      iam('delete-login-profile --user-name alice'),
      iam(
        'update-service-specific-credential --user-name alice --service-specific-credential-id ACCA1 --status Inactive',
      ),
      iam('update-ssh-public-key --user-name alice --ssh-public-key-id APKA1 --status Inactive'),
      iam('update-signing-certificate --user-name alice --certificate-id CERT1 --status Inactive'),
      iam('attach-user-policy --user-name alice --policy-arn arn:aws:iam::aws:policy/AWSDenyAll'),
    ]);
    assert.deepEqual(notesOf(lines), [
      'Sessions that their key or their sign-in has made go on without it. This denies them everything:',
    ]);
    assert.ok('note' in (lines[5] ?? {}));
  });

  it('is said with a profile, where one was named, and in the account’s partition', () => {
    const commands = commandsOf(atOnce(held, { ...where, profile: 'p', partition: 'aws-cn' }));
    assert.ok(commands.every((each) => each.endsWith(' --profile p')));
    assert.match(commands.at(-1) ?? '', / arn:aws-cn:iam::aws:policy\/AWSDenyAll /);
  });

  it('ends the sessions of each role that they may assume', () => {
    const arn = 'arn:aws:iam::222222222222:role/path/deploy';
    const roles = [{ reference: 'production/deploy', arn, maxSessionHours: 4 }];
    const lines = atOnce({ ...held, declared: { ...held.declared, roles } }, where);
    assert.deepEqual(lines.slice(-2), [
      {
        note: 'Sessions of production/deploy last 4 h at most. With credentials of its account, this ends those of everybody that were made before now; take it away after that:',
      },
      {
        command: `aws iam put-role-policy --role-name deploy --policy-name AWSRevokeOlderSessions --policy-document '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2026-01-01T09:00:00.000Z"}}}}'`,
      },
    ]);
  });

  it('is nothing of whom there is no user', () =>
    assert.deepEqual(atOnce({ ...held, user: undefined }, where), []));
});

describe('what keeps a user from being deleted', () => {
  it('is the groups of others, out of which an administrator takes them', () => {
    const out = (group: string) =>
      `aws iam remove-user-from-group --user-name alice --group-name ${group}`;
    assert.deepEqual(commandsOf(beforeDeletion(held, where)), [out('admins'), out("'my group'")]);
    const [first] = commandsOf(beforeDeletion(held, { ...where, profile: 'p' }));
    assert.equal(first, `${out('admins')} --profile p`);
    assert.deepEqual(beforeDeletion({ ...held, user: undefined }, where), []);
  });

  it('is their MFA devices, as far as they are known', () => {
    assert.equal(devicesOf(held), 2);
    assert.equal(devicesOf({ ...held, user: undefined }), undefined);
    assert.equal(
      devicesOf({ ...held, user: { ...user, mfaDevices: { unknown: 'x' } } }),
      undefined,
    );
  });
});

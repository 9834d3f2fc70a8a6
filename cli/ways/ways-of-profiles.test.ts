import assert from 'node:assert/strict';
import { Profiles } from '../rotate/profiles';
import { waysOfProfiles } from './ways-of-profiles';

const key = 'aws_access_key_id = AKIAEXAMPLE00000AB12\naws_secret_access_key = of-a-test\n';
const of = (config: string, credentials = '') =>
  waysOfProfiles(new Profiles({ config, credentials }));
const inShort = (...files: Parameters<typeof of>) =>
  of(...files).map(({ profile, way, source, shadow, notTried }) =>
    [profile, way, source, shadow?.profile, notTried].filter((each) => each !== undefined),
  );

describe('the ways that profiles are', () => {
  it('are a key, with what takes a code left to a person', () =>
    assert.deepEqual(
      inShort(
        '[profile home]\nmfa_serial = arn:aws:iam::111111111111:mfa/ada\n[profile vault]\nmfa_serial = x\n[profile deploy]\nsource_profile = home\nrole_arn = r\n',
        `[home]\n${key}[left]\n${key}`,
      ),
      [
        ['home', 'key', 'home'],
        ['vault', 'key', 'vault', "the key is not in AWS's files: aws-vault may have it"],
        ['deploy', 'key', 'home', 'a role by a key takes an MFA code'],
        ['left', 'key', 'left'],
      ],
    ));

  const signIn = `[profile in]
login_session = arn:aws:iam::111111111111:user/ada
[profile bridge]
credential_process = aws configure export-credentials --profile in --format process
[profile deploy]
source_profile = bridge
role_arn = r
`;

  it('are aws login, by bridges and roles too', () =>
    assert.deepEqual(inShort(signIn), [
      ['in', 'sign-in', 'in'],
      ['bridge', 'sign-in', 'in'],
      ['deploy', 'sign-in', 'in'],
    ]));

  for (const [where, shadowed] of [
    ['in', ['in', 'bridge', 'deploy']],
    ['bridge', ['bridge', 'deploy']],
  ] as const)
    it(`show a key that stands in ${where}, for all that take theirs from there`, () => {
      const ways = of(signIn, `[${where}]\n${key}`);
      const found = ways.filter(({ shadow }) => shadow);
      assert.deepEqual(
        found.map(({ profile }) => profile),
        shadowed,
      );
      for (const { shadow } of found) assert.deepEqual(shadow, { profile: where, end: 'AB12' });
    });

  it('are IAM Identity Center, by a permission set and by account access manager', () =>
    assert.deepEqual(
      inShort(
        '[sso-session acme]\nsso_region = eu-central-1\n[profile acme]\nsso_session = acme\n[profile set]\nsso_session = acme\nsso_account_id = 222222222222\n[profile old]\nsso_start_url = https://acme.awsapps.com/start\n[profile role]\ncredential_process = aws account-access-runtime get-role-credentials --tenant-id aa-1 --profile acme --region eu-central-1\n',
      ),
      [
        ['set', 'identity-center', 'set'],
        ['old', 'identity-center', 'old'],
        ['role', 'identity-center', 'acme'],
      ],
    ));

  it('are no session that another tool put there, no other program, no circle', () =>
    assert.deepEqual(
      inShort(
        '[profile other]\ncredential_process = of-another-tool\n[profile a]\nrole_arn = r\nsource_profile = b\n[profile b]\nrole_arn = r\nsource_profile = a\n[profile region]\nregion = eu-central-1\n',
        `[session]\n${key}aws_session_token = t\n`,
      ),
      [],
    ));
});

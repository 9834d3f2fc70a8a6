import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';
import { callerOf } from './testing/real-hosts';

const config = `
[profile role]
role_arn = arn:aws:iam::111111111111:role/auditor
source_profile = keys
[profile keys]
aws_access_key_id = AKIAEXAMPLE000000001
aws_secret_access_key = nothing
[profile mfa]
role_arn = arn:aws:iam::111111111111:role/auditor
source_profile = keys
mfa_serial = arn:aws:iam::111111111111:mfa/phone
[profile sso]
sso_start_url = https://example.awsapps.com/start
sso_region = eu-west-1
sso_account_id = 111111111111
sso_role_name = auditor
`;
const caller = callerOf('arn:aws:iam::111111111111:user/ada');

/** How it answers: AWS's code and message, or a whole answer. */
type Answer =
  readonly [code: string, message: string] | { readonly status: number; readonly page: string };

/** What AWS, or what stands before it, answers wrongly: the line says what to do about just that. */
describe('an error of AWS', () => {
  let keyturn: Keyturn;
  let server: Server;
  /** By the name of the call; what is not named has no answer of its own. */
  let answers: Readonly<Record<string, Answer>>;
  let asked: string[];
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    mkdirSync(path.join(keyturn.folder, '.aws'));
    writeFileSync(path.join(keyturn.folder, '.aws', 'config'), config);
    server = createServer((incoming, outgoing) => {
      let body = '';
      incoming.on('data', (chunk: Buffer) => (body += chunk.toString()));
      incoming.on('end', () => {
        const action = new URLSearchParams(body).get('Action') ?? '';
        asked.push(action);
        const answer = answers[action];
        if (answer === undefined && action === 'GetCallerIdentity') return outgoing.end(caller);
        if (answer && 'page' in answer)
          return outgoing
            .writeHead(answer.status, { 'content-type': 'text/html; charset=utf-8' })
            .end(answer.page);
        const [code, message] = answer ?? ['AccessDenied', 'Not in this test.'];
        outgoing.writeHead(403, { 'content-type': 'text/xml' });
        return outgoing.end(
          `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error></ErrorResponse>`,
        );
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    await closed;
  });
  beforeEach(() => void ([asked, answers] = [[], {}]));

  const endpoint = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  async function says(line: RegExp, args: readonly string[] = [], env = {}) {
    const { code, stdout, stderr } = await keyturn.run(
      ['audit', '--region', 'eu-west-1', ...args],
      {
        env: {
          AWS_ENDPOINT_URL: endpoint(),
          AWS_EC2_METADATA_DISABLED: 'true',
          AWS_MAX_ATTEMPTS: '1',
          ...env,
        },
      },
    );
    assert.match(stderr, /^keyturn: [^\n]*\n$/);
    assert.match(stderr, line);
    assert.deepEqual([code, stdout], [exitCodes.noAnswer, '']);
    return stderr;
  }

  const cases: readonly (readonly [call: string, answer: Answer, line: RegExp])[] = [
    [
      'GetCallerIdentity',
      ['ExpiredToken', 'The security token included in the request is expired'],
      /answered: ExpiredToken: .*; the session is over: sign in again/,
    ],
    [
      'GetCallerIdentity',
      ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
      /; no such key works in eu-west-1: .* another partition than aws \(then say --region\)/,
    ],
    [
      'GetCallerIdentity',
      ['SignatureDoesNotMatch', 'The request signature we calculated does not match.'],
      /; the secret access key is not that of the key/,
    ],
    [
      'GetCallerIdentity',
      ['SignatureDoesNotMatch', 'Signature expired: 20260101T000000Z is now earlier than'],
      /; this machine's clock is wrong: set it$/m,
    ],
    [
      'GetCallerIdentity',
      ['RegionDisabledException', 'STS is not activated in this region'],
      /; eu-west-1 is not switched on for the account/,
    ],
    [
      'GetCallerIdentity',
      { status: 200, page: '<html>Please sign in to the network</html>' },
      /whose the credentials are, and did not answer: NotOfAws: .*; something between here and AWS/,
    ],
    [
      'GetCallerIdentity',
      { status: 403, page: '<html>Blocked by policy</html>' },
      /a page came in place of an answer of AWS \(HTTP 403\); something between/,
    ],
    [
      'GetAccountAuthorizationDetails',
      ['ExpiredToken', 'The security token included in the request is expired'],
      /could not be read: expired-credentials at iam:\w+: .*; the session is over: sign in again/,
    ],
    [
      'GetAccountAuthorizationDetails',
      ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
      /could not be read: invalid-credentials at .*; no such key works in .* a session without MFA/,
    ],
    [
      'GetAccountAuthorizationDetails',
      ['AccessDenied', 'is not authorized, with an explicit deny in an identity-based policy'],
      /could not be read: access-denied at .*; a policy forbids it.*asks for MFA/,
    ],
    [
      'GetAccountAuthorizationDetails',
      ['AccessDenied', 'is not authorized, with an explicit deny in a service control policy'],
      /; the organization's policy forbids it/,
    ],
    [
      'GetAccountAuthorizationDetails',
      ['AccessDenied', 'because no identity-based policy allows the action'],
      /; docs\/cli\.md has the permissions that it takes$/m,
    ],
    [
      'GetAccountAuthorizationDetails',
      { status: 200, page: '<html>Please sign in to the network</html>' },
      /could not be read: unreachable at iam:GetAccountAuthorizationDetails: a page came/,
    ],
  ];
  for (const [call, answer, line] of cases)
    it(`${'page' in answer ? `a page (${answer.status})` : answer[0]} at ${call}: ${line.source}`, async () => {
      answers = { [call]: answer };
      const stderr = await says(line, ['--profile', 'keys']);
      assert.equal(/permissions/.test(stderr), line.source.includes('permissions'));
    });

  describe('on the way to the credentials', () => {
    it('of a role, is not that there are none', async () => {
      answers = { AssumeRole: ['AccessDenied', 'is not authorized to perform: sts:AssumeRole'] };
      await says(
        /asked for the credentials in the profile role, and answered: AccessDenied: .*; there is no such role, or its trust/,
        ['--profile', 'role'],
      );
      answers = { AssumeRole: ['ExpiredToken', 'The security token is expired'] };
      await says(/answered: ExpiredToken: .*; the session is over/, ['--profile', 'role']);
    });

    it('of a role that needs a code, says where to give one', () =>
      says(/a code of the MFA device .*; run it in a terminal, or under aws-vault exec/, [
        '--profile',
        'mfa',
      ]));

    it('of nobody who has signed in, says how', () =>
      says(/no AWS credentials found in the profile sso \(.*aws sso login.*; the session is over/, [
        '--profile',
        'sso',
      ]));

    it('of a network that is not there, is the network’s', () =>
      says(
        /asked for the credentials in the profile role, and did not answer: .*; look at the network/,
        ['--profile', 'role'],
        { AWS_ENDPOINT_URL: 'http://127.0.0.1:9' },
      ));
  });

  it('of the region is a name that nobody knows', () =>
    says(
      /did not answer: .*ENOTFOUND.*; is there a network, and a region eu-west-1\?/,
      ['--profile', 'keys'],
      { AWS_ENDPOINT_URL: 'http://nobody.invalid' },
    ));
});

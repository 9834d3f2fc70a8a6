import assert from 'node:assert/strict';
import { ownersIn } from '../owners';
import { parseProwler } from './parse';

const id = '333333333333';
const queueArn = `arn:aws:sqs:eu-central-1:${id}:keyturn-notices`;

/** As Prowler 5.46.0 writes it, with what is read of it. */
function detection(change: object = {}) {
  return {
    message: 'Queue is not encrypted.',
    status_code: 'FAIL',
    severity: 'High',
    metadata: { event_code: 'sqs_encrypted', product: { name: 'Prowler', version: '5.46.0' } },
    finding_info: { title: 'Queues are encrypted' },
    resources: [{ uid: queueArn, name: 'keyturn-notices', region: 'eu-central-1' }],
    cloud: { account: { uid: id } },
    unmapped: {
      compliance: {
        'AWS-Foundational-Security-Best-Practices': ['SQS.1'],
        'CIS-5.0': ['1.1'],
      },
    },
    ...change,
  };
}

function read(...detections: object[]) {
  const account = { id, stack: 'monitor', oursOf: (arn: string) => owners(arn) };
  return parseProwler(JSON.stringify(detections), account);
}

const owners = ownersIn(id, [
  { type: 'aws:sqs/queue:Queue', name: 'notices', inputs: {}, outputs: { arn: queueArn } },
  {
    type: 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
    name: 'passwords',
    inputs: {},
    outputs: {},
  },
  {
    type: 'aws:cloudwatch/logGroup:LogGroup',
    name: 'logs',
    inputs: {},
    outputs: { arn: `arn:aws:logs:eu-central-1:${id}:log-group:/aws/lambda/keyturn` },
  },
]);

describe("Prowler's report", () => {
  it("is read with Security Hub's controls, and with whose the resource is", () => {
    assert.deepEqual(read(detection()), {
      version: '5.46.0',
      findings: [
        {
          scanner: 'Prowler',
          check: 'sqs_encrypted',
          title: 'Queues are encrypted',
          severity: 'high',
          status: 'FAIL',
          stack: 'monitor',
          resource: queueArn,
          ours: 'notices',
          securityHub: ['SQS.1'],
        },
      ],
    });
  });

  it('sets apart what no stack has registered', () => {
    const uids: [uid: string, ours: string | undefined][] = [
      [queueArn, 'notices'],
      [`${queueArn}-of-others`, undefined],
      [`arn:aws:iam::${id}:password-policy`, 'passwords'],
      ['arn:aws:iam::111111111111:password-policy', undefined],
      [`arn:aws:iam::${id}:root`, undefined],
      [`arn:aws:logs:eu-central-1:${id}:log-group:/aws/lambda/keyturn:*`, 'logs'],
      [`arn:aws:logs:eu-central-1:${id}:log-group:/aws/lambda/keyturn-2:*`, undefined],
    ];
    const { findings } = read(
      ...uids.map(([uid]) => detection({ resources: [{ uid, name: 'any' }] })),
    );
    assert.deepEqual(
      findings.map(({ resource, ours }) => [resource, ours]),
      uids,
    );
  });

  it('is refused where it is of another account, empty, or another thing', () => {
    const other = { cloud: { account: { uid: '111111111111' } } };
    assert.throws(
      () => read(detection(other)),
      /of the account 111111111111, expected 333333333333/,
    );
    assert.throws(() => read(), /not as expected/);
    assert.throws(() => read(detection({ severity: 'Huge' })), /not as expected/);
    assert.throws(() => read(detection({ status_code: 'MUTED' })), /not as expected/);
  });
});

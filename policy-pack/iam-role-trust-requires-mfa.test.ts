import assert from 'node:assert/strict';
import type { PolicyDocument } from '../rules/policies/document';
import { isAllowed } from '../rules/policies/testing/decide';
import { iamRoleTrustRequiresMfa } from './iam-role-trust-requires-mfa';
import { age, mfaTrustPasses, mfaTrustRefuses } from './testing/mfa-trust-cases';
import { describePolicy } from './testing/policy-cases';
import { bucket } from './testing/resources';
import { runPolicy, unknown } from './testing/run-policy';
import { documentOf, role, trusting, trustStatement } from './testing/trust-documents';

describePolicy(iamRoleTrustRequiresMfa, {
  passes: mfaTrustPasses,
  refuses: mfaTrustRefuses,
  notApplicable: [['another resource', bucket]],
  unknown: [
    ['a document', role(unknown)],
    ['a statement', role({ Statement: [unknown] })],
    ['a principal', role(documentOf(trustStatement({ Principal: { AWS: unknown } })))],
    ['a condition', role(documentOf(trustStatement({ Condition: unknown })))],
    [
      'a value of the condition',
      role(
        documentOf(trustStatement({ Condition: { ArnEquals: { 'aws:PrincipalArn': unknown } } })),
      ),
    ],
  ],
  bad: trusting({}),
});

/** IAM users, and the account's root user, each of whom may assume any role as far as their own policies go. */
const people = ['user/ada', 'user/x:role/ada', 'root'].map(
  (end) => `arn:aws:iam::111111111111:${end}`,
);
const deploy = 'arn:aws:iam::111111111111:role/deploy';

function comesInWithoutMfa(who: string, document: PolicyDocument): Promise<boolean> {
  return isAllowed({
    principal: who,
    action: 'sts:AssumeRole',
    resource: deploy,
    context: { 'aws:PrincipalArn': who, 'aws:SecureTransport': 'true' },
    identityPolicies: [
      {
        Version: '2012-10-17',
        Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }],
      },
    ],
    resourcePolicy: document,
  });
}

describe('iam-role-trust-requires-mfa, against an implementation of IAM', () => {
  const documents = mfaTrustPasses
    .map(([title, program]) => [title, program] as const)
    .filter(([, program]) => !JSON.stringify(program).includes(unknown));
  for (const [title, program] of documents)
    it(`is right to pass ${title}`, async () => {
      const found = (program as ReturnType<typeof role>).props['assumeRolePolicy'];
      const document = (typeof found === 'string' ? JSON.parse(found) : found) as PolicyDocument;
      // IAM itself takes elements in their own case alone.
      if ('statement' in document) return;
      for (const who of people) assert.equal(await comesInWithoutMfa(who, document), false, who);
    });

  const refused: [string, string][] = [
    ['NumericLessThanIfExists', '3600'],
    ['NumericNotEquals', '3600'],
    ['Null', 'true'],
  ];
  for (const [operator, value] of refused)
    it(`is right to refuse ${operator} of the age of the MFA`, async () => {
      const Condition = { [operator]: { [age]: value } };
      const document = documentOf(trustStatement({ Condition })) as unknown as PolicyDocument;
      for (const who of people) assert.equal(await comesInWithoutMfa(who, document), true, who);
    });

  it('meets users who do come in where it refuses', async () => {
    const document = documentOf(trustStatement()) as unknown as PolicyDocument;
    for (const who of people) assert.equal(await comesInWithoutMfa(who, document), true, who);
    const { violations } = await runPolicy(iamRoleTrustRequiresMfa, [role(document)]);
    assert.equal(violations.length, 1);
  });
});

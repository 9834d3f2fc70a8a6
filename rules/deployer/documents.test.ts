import assert from 'node:assert/strict';
import { sizeOf, type PolicyDocument } from '../policies/document';
import { deployerDocuments } from './documents';
import type { Need } from './needs';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const mostCharacters = 6144;
const need = (area: string, actions: string[], resources: string[], more: object = {}): Need => ({
  area,
  actions,
  resources,
  ...more,
});
const statementsOf = (documents: readonly PolicyDocument[]) =>
  documents.flatMap(({ Statement }) => Statement);
/** As many resources as there are lengths, each of its length. */
const resourcesOf = (...lengths: readonly number[]) =>
  lengths.map((length, i) => String.fromCharCode(97 + i).repeat(length));
/** What a document has beside the resources of its one statement. */
const around = (area: string) =>
  `{"Version":"2012-10-17","Statement":[{"Sid":"${area}","Effect":"Allow","Action":["s3:Get"],"Resource":[]}]}`
    .length;
/** What a second statement has beside its one resource, of one action too: a comma, and itself. */
const second = (area: string) =>
  `,{"Sid":"${area}","Effect":"Allow","Action":["s3:Get"],"Resource":[""]}`.length;
const sids = (documents: readonly PolicyDocument[]) =>
  documents.map(({ Statement }) => Statement.map(({ Sid }) => Sid));

describe("a deployer's documents", () => {
  it('are none where nothing is needed', () => assert.deepEqual(deployerDocuments([]), []));

  it('have one statement for what is needed on the same resources', () =>
    assert.deepEqual(
      deployerDocuments([
        need('Queues', ['sqs:DeleteQueue', 'sqs:CreateQueue'], ['q2', 'q1']),
        need('Queues', ['sqs:SetQueueAttributes', 'sqs:CreateQueue'], ['q1', 'q2', 'q1']),
      ]),
      [
        {
          Version: '2012-10-17',
          Statement: [
            {
              Sid: 'Queues',
              Effect: 'Allow',
              Action: ['sqs:CreateQueue', 'sqs:DeleteQueue', 'sqs:SetQueueAttributes'],
              Resource: ['q1', 'q2'],
            },
          ],
        },
      ],
    ));

  it('have statements of their own for what is needed on more, or under a condition', () => {
    const condition = { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } };
    const [document, ...others] = deployerDocuments([
      need('Roles', ['iam:CreateRole', 'iam:GetRole'], ['r1']),
      need('Roles', ['iam:GetRole'], ['r2']),
      need('Roles', ['iam:PassRole'], ['r1'], { condition }),
      need('Users', ['iam:GetUser'], ['u1']),
      need('Roles', ['iam:PassRole'], ['r3'], { condition: { ...condition } }),
    ]);
    assert.deepEqual(others, []);
    assert.deepEqual(document?.Statement, [
      { Sid: 'Roles', Effect: 'Allow', Action: ['iam:CreateRole'], Resource: ['r1'] },
      { Sid: 'Roles2', Effect: 'Allow', Action: ['iam:GetRole'], Resource: ['r1', 'r2'] },
      {
        Sid: 'Roles3',
        Effect: 'Allow',
        Action: ['iam:PassRole'],
        Resource: ['r1', 'r3'],
        Condition: condition,
      },
      { Sid: 'Users', Effect: 'Allow', Action: ['iam:GetUser'], Resource: ['u1'] },
    ]);
  });

  it('are one as long as IAM takes it, and one more after that', () => {
    const documentsOf = (length: number) =>
      deployerDocuments([
        need('A', ['s3:Get'], resourcesOf(100)),
        need('B', ['s3:Get'], resourcesOf(length)),
        need('C', ['s3:Get'], ['c']),
      ]);
    const room = mostCharacters - around('A') - '""'.length - 100 - second('B');
    const [fits, ...more] = documentsOf(room);
    assert.ok(fits);
    assert.equal(sizeOf(fits), mostCharacters);
    assert.deepEqual(sids([fits, ...more]), [['A', 'B'], ['C']]);
    assert.deepEqual(sids(documentsOf(room + 1)), [['A'], ['B', 'C']]);
  });

  it('have a statement in one piece as long as IAM takes it, and in two after that', () => {
    const room = mostCharacters - around('A') - '"","",""'.length - 2000;
    const documentsOf = (length: number) =>
      deployerDocuments([need('A', ['s3:Get'], resourcesOf(1000, length, 1000))]);
    const [whole, ...others] = documentsOf(room);
    assert.ok(whole);
    assert.deepEqual(others, []);
    assert.equal(sizeOf(whole), mostCharacters);
    assert.deepEqual(sids([whole]), [['A']]);

    const pieces = documentsOf(room + 1);
    assert.deepEqual(sids(pieces), [['AA'], ['AB']]);
    const [a, b, c] = resourcesOf(1000, room + 1, 1000);
    assert.deepEqual(
      statementsOf(pieces).map(({ Resource }) => Resource),
      [[a, b], [c]],
    );
  });

  it('have what is much too long in as many pieces as it takes, and lose nothing', () => {
    const condition = { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } };
    const resources = resourcesOf(...Array.from({ length: 9 }, () => 2500));
    const documents = deployerDocuments([need('A', ['s3:Get'], resources, { condition })]);
    for (const each of documents) assert.ok(sizeOf(each) <= mostCharacters);
    // Two at most fit: nine are five and four, five are three and two, four two and two, three two and one.
    assert.deepEqual(sids(documents), [['AAAA'], ['AAAB'], ['AAB'], ['ABA'], ['ABB']]);
    const statements = statementsOf(documents);
    assert.deepEqual(
      statements.flatMap(({ Resource }) => Resource),
      resources,
    );
    for (const { Action, Condition } of statements)
      assert.deepEqual([Action, Condition], [['s3:Get'], condition]);
  });
});

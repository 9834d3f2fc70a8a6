import assert from 'node:assert/strict';
import { accounts } from './accounts';
import { missing } from './check';
import { counterparts, withoutCounterpart } from './counterparts';
import { lint } from './lint';
import { publishedSchemas } from './published';
import { regionsProblems } from './regions';
import { templateOf } from './template';

const everyEntry = new Set([
  ...Object.entries({ ...counterparts, ...withoutCounterpart }).flatMap(([type, counterpart]) => [
    type,
    ...(typeof counterpart === 'string' ? [] : Object.keys(counterpart.properties ?? {})).map(
      (property) => `${type} ${property}`,
    ),
  ]),
]);

describe('the tables of counterparts in CloudFormation', () => {
  it('name kinds of account, types and entries that nothing needs, and nothing else', () => {
    const told = missing(accounts, everyEntry).filter((each) => !each.startsWith('stand-in'));
    assert.deepEqual(told, []);
    const [entry = ''] = [...everyEntry].filter((each) => each.includes(' '));
    everyEntry.delete(entry);
    everyEntry.delete('aws:sqs/queue:Queue');
    const less = missing(
      accounts.filter(({ kinds }) => !kinds.includes('organization')),
      everyEntry,
    ).filter((each) => !each.startsWith('stand-in'));
    assert.deepEqual(less, [
      'no account is of the kind organization',
      'no account registers aws:sqs/queue:Queue, which the stacks may make',
      'aws:sqs/queue:Queue: no stack needs it any more: take it out of test/aws-schemas/',
      `${entry}: no stack needs it any more: take it out of test/aws-schemas/`,
    ]);
  });

  it('fill in nothing but what CloudFormation wants', () => {
    const schemas = publishedSchemas('us-east-1');
    for (const { type, filledIn } of Object.values(counterparts))
      for (const property of Object.keys(filledIn?.properties ?? {}))
        assert((schemas.of(type)?.['required'] as string[]).includes(property), property);
  });

  it('know in which regions a type is missing', () => assert.deepEqual(regionsProblems(), []));
});

describe('cfn-lint, of the resources as a template', () => {
  const schemas = publishedSchemas('eu-central-1');
  const resource = (type: string, name: string, arn: string, properties: object) => ({
    ...{ type, name, arn, properties: { ...properties }, schema: schemas.of(type) ?? {} },
  });
  const arn = (rest: string) => `arn:aws:${rest}`;
  const [queue, role] = [arn('sqs:eu-central-1:1:q'), arn('iam::333333333333:role/r')];
  const document = (Effect: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        { Effect, Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    });
  const stack = (visibility: number, effect: string) =>
    templateOf([
      resource('AWS::SQS::Queue', 'queue', queue, { VisibilityTimeout: visibility }),
      resource('AWS::IAM::Role', 'role', role, { AssumeRolePolicyDocument: document(effect) }),
      resource('AWS::Lambda::Function', 'function', '', {
        ...{ FunctionName: 'f', Role: role, Timeout: 20, Handler: 'i.h', Runtime: 'nodejs24.x' },
        Code: { S3Bucket: 'some-bucket', S3Key: 'bundle.zip' },
      }),
      resource('AWS::Lambda::EventSourceMapping', 'source', '', {
        ...{ FunctionName: 'f', EventSourceArn: queue },
      }),
    ]);

  it('finds what does not go together, and what is wrong in a document', () => {
    const template = stack(10, 'Alow');
    assert.deepEqual(template.Resources['function2']?.Properties, {
      ...{ FunctionName: 'f', Role: { 'Fn::GetAtt': ['role1', 'Arn'] }, Timeout: 20 },
      ...{ Handler: 'i.h', Runtime: 'nodejs24.x' },
      Code: { S3Bucket: 'some-bucket', S3Key: 'bundle.zip' },
    });
    const found = lint({ right: stack(20, 'Allow'), wrong: template }, ['eu-central-1']);
    assert.equal(found.length, 2, found.join('\n'));
    assert.match(found.join('\n'), /^cfn-lint E3505, wrong: Resources\/queue0\/Properties\/Visib/m);
    assert.match(found.join('\n'), /^cfn-lint E3530, wrong: .*\/Effect: 'Alow' is not one of/m);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { programOf } from './program';

describe('the program behind a user agent', () => {
  const cases: readonly (readonly [userAgent: string, program: string | undefined])[] = [
    [
      'aws-cli/2.15.0 Python/3.11.6 Linux/6.1 exe/x86_64.ubuntu.22 prompt/off command/s3.cp',
      'aws-cli/2.15.0',
    ],
    ['aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0', 'aws-cli/2.31.0'],
    ['[aws-cli/1.16.310 Python/3.7.3 Darwin/18.7.0 botocore/1.13.46]', 'aws-cli/1.16.310'],
    ['Boto3/1.34.2 md/Botocore#1.34.2 ua/2.0 os/linux', 'Boto3/1.34.2'],
    ['aws-sdk-go/1.44.100 (go1.19.3; linux; amd64)', 'aws-sdk-go/1.44.100'],
    [
      'aws-sdk-js/3.400.0 ua/2.0 os/linux#5.10 lang/js app/nightly-backup',
      'aws-sdk-js/3.400.0 app/nightly-backup',
    ],
    [
      'APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) terraform-provider-aws/5.31.0',
      'Terraform/1.5.7',
    ],
    ['APN/1.0 HashiCorp/1.0', 'APN/1.0'],
    ['AWS Console, aws-sdk-java/unknown-version Linux/2.6.18', 'console'],
    ['console.amazonaws.com', 'console'],
    ['signin.amazonaws.com', 'console'],
    ['ours/1 for console.amazonaws.com', 'ours/1'],
    ['[S3Console/0.4, aws-internal/3]', 'console'],
    ['Mozilla/5.0 (X11; Linux x86_64)', 'browser'],
    ['AWS Internal', 'AWS Internal'],
    ['cloudformation.amazonaws.com', 'cloudformation.amazonaws.com'],
    ['a script of ours', 'a script of ours'],
    ['a script (of/2 ours)', 'a script (of/2 ours)'],
    ['a script [of ours]', 'a script [of ours]'],
    ['[our] script', '[our] script'],
    [' aws-cli/2.15.0 Python/3.11.6 ', 'aws-cli/2.15.0'],
    ['[ aws-cli/2.15.0 Python/3.11.6 ]', 'aws-cli/2.15.0'],
    ['curl/8.5.0 APN/1.0 HashiCorp/1.0 Terraform/1.5.7', 'curl/8.5.0'],
    ['curl/8.5.0', 'curl/8.5.0'],
    ['', undefined],
    ['[]', undefined],
    ['-', undefined],
    ['x'.repeat(61), `${'x'.repeat(59)}…`],
    ['x'.repeat(60), 'x'.repeat(60)],
  ];
  for (const [userAgent, program] of cases)
    it(`is ${program ?? 'not known'} of ${userAgent.slice(0, 60) || 'nothing'}`, () =>
      assert.equal(programOf(userAgent), program));

  it('is never long, nor half a character, whatever somebody calls themselves', () => {
    const agents = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 400 }),
      fc.constantFrom(
        '😀'.repeat(500),
        `a${'😀'.repeat(500)}`,
        `a/1 app/${'b'.repeat(1000)}`,
        `${'/'.repeat(1000)} app/`,
      ),
    );
    fc.assert(
      fc.property(agents, (agent) => {
        const program = programOf(agent.toWellFormed()) ?? '-';
        assert.ok(program.length >= 1 && program.length <= 60);
        assert.ok(program.isWellFormed());
      }),
      { seed: 1 },
    );
  });
});

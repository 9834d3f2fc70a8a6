import assert from 'node:assert/strict';
import { parseCheckov } from './parse';

/** As Checkov 3.3.30 writes it, with what is read of it. */
function report({ parsing_errors = [] as string[], resource_count = 2, skipped = [] as object[] }) {
  const record = (check_id: string, resource: string) => ({
    check_id,
    bc_check_id: null,
    check_name: `What ${check_id} asks`,
    check_result: { result: 'FAILED', evaluated_keys: [] },
    file_path: '/monitor.json',
    resource,
    severity: null,
  });
  return JSON.stringify({
    check_type: 'terraform_plan',
    results: {
      passed_checks: [record('CKV_AWS_21', 'aws_s3_bucket.reports')],
      failed_checks: [record('CKV_AWS_18', 'aws_s3_bucket.reports')],
      skipped_checks: skipped,
      parsing_errors,
    },
    summary: { passed: 1, failed: 1, resource_count, checkov_version: '3.3.30' },
    url: 'Add an api key',
  });
}

const names = new Map([
  [
    'monitor',
    new Map([
      ['aws_s3_bucket.reports', 'keyturn-reports'],
      ['aws_sqs_queue.notices', 'keyturn-notices'],
    ]),
  ],
]);

describe("Checkov's report", () => {
  it('is read with the name of each resource in Pulumi', () => {
    const common = {
      scanner: 'Checkov',
      stack: 'monitor',
      resource: 'aws_s3_bucket.reports',
      ours: 'keyturn-reports',
    };
    assert.deepEqual(parseCheckov(report({}), names), {
      version: '3.3.30',
      findings: [
        { ...common, check: 'CKV_AWS_21', title: 'What CKV_AWS_21 asks', status: 'PASS' },
        { ...common, check: 'CKV_AWS_18', title: 'What CKV_AWS_18 asks', status: 'FAIL' },
      ],
    });
  });

  it('is refused where Checkov has not read all that it was given', () => {
    assert.throws(
      () => parseCheckov(report({ parsing_errors: ['/monitor.json'] }), names),
      /could not read \/monitor\.json/,
    );
    assert.throws(
      () => parseCheckov(report({ resource_count: 1 }), names),
      /1 resources of the 2 in the plans/,
    );
    assert.throws(() => parseCheckov(report({ skipped: [{}] }), names), /nothing is to be skipped/);
  });

  it('is refused where it is another thing, or of another plan', () => {
    assert.throws(() => parseCheckov('{"passed":0}', names), /not as expected/);
    const others = new Map([
      [
        'monitor',
        new Map([
          ['a.b', 'c'],
          ['a.c', 'd'],
        ]),
      ],
    ]);
    assert.throws(() => parseCheckov(report({}), others), /aws_s3_bucket\.reports is not one of/);
    assert.throws(
      () => parseCheckov(report({}), new Map([['identity', names.get('monitor') ?? new Map()]])),
      /monitor\.json: aws_s3_bucket\.reports is not one of/,
    );
  });
});

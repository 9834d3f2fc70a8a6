import assert from 'node:assert/strict';
import { auditLimitsSchema, auditReportSchema } from './audit-report-schema';
import { limitsOf } from './limits';
import { reportOtherCredentialSchema } from './report-schema';
import { exampleReport } from './testing/example-report';
import { defaultSettings } from '../settings';

const credential = {
  accountId: '111111111111',
  kind: 'service-specific',
  status: 'Active',
  createdAt: '2026-11-28T05:12:07.000Z',
  age: 3,
};

describe('an audit’s report that is read from a file', () => {
  it('has a credential of each status that IAM has, or of an unknown one, and of no other', () => {
    for (const status of ['Active', 'Inactive', 'Expired', 'unknown'])
      assert.deepEqual(reportOtherCredentialSchema.parse({ ...credential, status }), {
        ...credential,
        status,
      });
    for (const status of ['', 'inactive', 'Deleted', undefined])
      assert.ok(!reportOtherCredentialSchema.safeParse({ ...credential, status }).success, status);
  });

  it('keeps after how many days a credential is unused, where somebody looked at that', () => {
    const limits = limitsOf(defaultSettings);
    assert.deepEqual(auditLimitsSchema.parse(limits), limits);
    assert.deepEqual(auditLimitsSchema.parse({ ...limits, unusedAge: 45 }), {
      ...limits,
      unusedAge: 45,
    });
    for (const unusedAge of ['45', 45.5, null])
      assert.ok(!auditLimitsSchema.safeParse({ ...limits, unusedAge }).success, String(unusedAge));
    const { limits: ofReport } = auditReportSchema.parse({
      ...exampleReport(),
      limits: { ...limits, unusedAge: 51 },
    });
    assert.equal(ofReport.unusedAge, 51);
  });
});

import { iamRoleTrustNamesItsCaller } from './iam-role-trust-names-its-caller';
import { callerTrustPasses, callerTrustRefuses } from './testing/caller-trust-cases';
import { describePolicy } from './testing/policy-cases';
import { bucket } from './testing/resources';
import { unknown } from './testing/run-policy';
import { documentOf, role, trusting, trustStatement } from './testing/trust-documents';

describePolicy(iamRoleTrustNamesItsCaller, {
  passes: callerTrustPasses,
  refuses: callerTrustRefuses,
  notApplicable: [['another resource', bucket]],
  unknown: [
    ['a document', role(unknown)],
    ['a principal', role(documentOf(trustStatement({ Principal: { AWS: unknown } })))],
    [
      'an external id',
      role(
        documentOf(trustStatement({ Condition: { StringEquals: { 'sts:ExternalId': unknown } } })),
      ),
    ],
    [
      'the application of account access',
      role(
        documentOf(
          trustStatement({
            Principal: { Service: 'account-access.amazonaws.com' },
            Condition: {
              StringEquals: { 'aws:SourceArn': unknown, 'aws:SourceAccount': '333333333333' },
            },
          }),
        ),
      ),
    ],
    ['the account of the provider', trusting({}, { allowedAccountIds: unknown })],
  ],
  bad: trusting({}),
});

import {
  AssumableRole,
  AuditRole,
  AuditRoleStackSet,
  CredentialMode,
  KeyEventForwarder,
  StackSetCaller,
} from '../../../components';
import { as, input, json, made, says, within } from '../arrivals';
import { componentCase } from './component-case';

const monitorRoleArn = 'arn:aws:iam::333333333333:role/keyturn-monitor';
const otherMonitorRoleArn = 'arn:aws:iam::444444444444:role/watcher';
const actRoleArn = 'arn:aws:iam::333333333333:role/keyturn-act';
const eventBusArn = 'arn:aws:events:eu-central-1:333333333333:event-bus/keyturn';
const otherEventBusArn = 'arn:aws:events:eu-west-1:444444444444:event-bus/watcher';
const applicationArn = 'arn:aws:account-access:eu-central-1:444444444444:application/123abc';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const boundary = 'arn:aws:iam::aws:policy/PowerUserAccess';

/** What the accounts get in which the monitor looks, and engineers assume roles. */
export const accountComponents = {
  AssumableRole: componentCase((args, opts) => new AssumableRole('deploy', args, opts), {
    plain: { roleName: 'deploy', identityAccountId: '111111111111' },
    given: [
      {
        args: {
          roleName: 'release',
          path: '/teams/',
          description: 'Releases',
          identityAccountId: '999999999999',
          policyArns: [readOnly],
          permissionsBoundaryArn: boundary,
          maxSessionDuration: 7200,
          maxMfaAge: 600,
          accountAccessApplicationArn: applicationArn,
        },
        arrives: {
          roleName: input('deploy-role', 'name'),
          path: input('deploy-role', 'path'),
          description: input('deploy-role', 'description'),
          identityAccountId: within('deploy-role', 'assumeRolePolicy'),
          policyArns: as(readOnly, input('deploy-policy:aws:ReadOnlyAccess', 'policyArn')),
          permissionsBoundaryArn: input('deploy-role', 'permissionsBoundary'),
          maxSessionDuration: input('deploy-role', 'maxSessionDuration'),
          maxMfaAge: as(
            '600',
            json(
              input('deploy-role', 'assumeRolePolicy'),
              ...['Statement', 0, 'Condition', 'NumericLessThanEquals', 'aws:MultiFactorAuthAge'],
            ),
          ),
          accountAccessApplicationArn: within('deploy-role', 'assumeRolePolicy'),
        },
      },
    ],
  }),

  AuditRole: componentCase((args, opts) => new AuditRole('audit', args, opts), {
    plain: { monitorRoleArn, externalId: 'of-somebody' },
    given: [
      {
        args: {
          roleName: 'inspector',
          monitorRoleArn: otherMonitorRoleArn,
          externalId: 'of-this-company',
          allowDisable: false,
        },
        arrives: {
          roleName: input('audit-role', 'name'),
          monitorRoleArn: within('audit-role', 'assumeRolePolicy'),
          externalId: within('audit-role', 'assumeRolePolicy'),
          allowDisable: disables('audit-permissions', 'policy'),
        },
      },
      {
        args: {
          monitorRoleArn,
          externalId: 'of-somebody',
          actRoleArn,
          allowDisableMachineKeys: true,
        },
        arrives: {
          actRoleArn: within('audit-role', 'assumeRolePolicy'),
          allowDisableMachineKeys: disablesMachines('audit-permissions', 'policy'),
        },
      },
      {
        args: {
          monitorRoleArn,
          externalId: 'of-somebody',
          serviceSpecificCredentials: CredentialMode.Disable,
          sshKeys: CredentialMode.Disable,
          signingCertificates: CredentialMode.Disable,
        },
        arrives: {
          serviceSpecificCredentials: as(
            true,
            says('audit-permissions', 'policy', 'iam:UpdateServiceSpecificCredential'),
          ),
          sshKeys: as(true, says('audit-permissions', 'policy', 'iam:UpdateSSHPublicKey')),
          signingCertificates: as(
            true,
            says('audit-permissions', 'policy', 'iam:UpdateSigningCertificate'),
          ),
        },
      },
    ],
  }),

  AuditRoleStackSet: componentCase((args, opts) => new AuditRoleStackSet('audit', args, opts), {
    plain: {
      organizationalUnitIds: ['ou-abcd-11111111'],
      monitorRoleArn,
      externalId: 'of-somebody',
      eventBusArn,
    },
    given: [
      {
        args: {
          organizationalUnitIds: ['ou-abcd-22222222'],
          excludedAccountIds: ['555555555555'],
          callAs: StackSetCaller.DelegatedAdmin,
          roleName: 'inspector',
          monitorRoleArn: otherMonitorRoleArn,
          externalId: 'of-this-company',
          allowDisable: false,
          eventBusArn: otherEventBusArn,
          failureTolerancePercentage: 10,
        },
        arrives: {
          organizationalUnitIds: input(
            'audit-ou-abcd-22222222',
            'deploymentTargets',
            'organizationalUnitIds',
          ),
          excludedAccountIds: input('audit-ou-abcd-22222222', 'deploymentTargets', 'accounts'),
          callAs: [
            as('DELEGATED_ADMIN', input('audit-stack-set', 'callAs')),
            as('DELEGATED_ADMIN', input('audit-ou-abcd-22222222', 'callAs')),
            as(false, made('audit-management-role')),
          ],
          roleName: within('audit-stack-set', 'templateBody'),
          monitorRoleArn: within('audit-stack-set', 'templateBody'),
          externalId: within('audit-stack-set', 'templateBody'),
          allowDisable: disables('audit-stack-set', 'templateBody'),
          eventBusArn: within('audit-stack-set', 'templateBody'),
          failureTolerancePercentage: ['audit-stack-set', 'audit-ou-abcd-22222222'].map((child) =>
            input(child, 'operationPreferences', 'failureTolerancePercentage'),
          ),
        },
      },
      {
        args: {
          monitorRoleArn,
          externalId: 'of-somebody',
          organizationalUnitIds: ['ou-abcd-11111111'],
          serviceSpecificCredentials: CredentialMode.Disable,
          sshKeys: CredentialMode.Disable,
          signingCertificates: CredentialMode.Disable,
        },
        arrives: {
          serviceSpecificCredentials: as(
            true,
            says('audit-stack-set', 'templateBody', 'iam:UpdateServiceSpecificCredential'),
          ),
          sshKeys: as(true, says('audit-stack-set', 'templateBody', 'iam:UpdateSSHPublicKey')),
          signingCertificates: as(
            true,
            says('audit-stack-set', 'templateBody', 'iam:UpdateSigningCertificate'),
          ),
        },
      },
      {
        args: {
          organizationalUnitIds: ['ou-abcd-11111111'],
          monitorRoleArn,
          externalId: 'of-somebody',
          actRoleArn,
          allowDisableMachineKeys: true,
        },
        arrives: {
          actRoleArn: [
            within('audit-stack-set', 'templateBody'),
            within('audit-management-role', 'assumeRolePolicy'),
          ],
          allowDisableMachineKeys: [
            disablesMachines('audit-stack-set', 'templateBody'),
            disablesMachines('audit-management-permissions', 'policy'),
          ],
        },
      },
      {
        args: {
          organizationalUnitIds: ['ou-abcd-11111111'],
          monitorRoleArn,
          externalId: 'of-somebody',
          managementAuditRole: false,
        },
        arrives: { managementAuditRole: made('audit-management-role') },
      },
      {
        // What reaches the role of the management account's own.
        args: {
          organizationalUnitIds: ['ou-abcd-11111111'],
          roleName: 'inspector',
          monitorRoleArn: otherMonitorRoleArn,
          externalId: 'of-this-company',
          allowDisable: false,
        },
        arrives: {
          roleName: input('audit-management-role', 'name'),
          monitorRoleArn: within('audit-management-role', 'assumeRolePolicy'),
          externalId: within('audit-management-role', 'assumeRolePolicy'),
          allowDisable: disables('audit-management-permissions', 'policy'),
        },
      },
    ],
  }),

  KeyEventForwarder: componentCase((args, opts) => new KeyEventForwarder('events', args, opts), {
    region: 'us-east-1',
    plain: { eventBusArn },
    given: [
      {
        args: { eventBusArn: otherEventBusArn, createTrail: true, deletionProtection: false },
        arrives: {
          eventBusArn: [input('events-target', 'arn'), within('events-permissions', 'policy')],
          createTrail: made('events-trail'),
          deletionProtection: (of) => of.child('events-trail').kept.protect,
        },
      },
    ],
  }),
};

/** Whether a document lets presses disable the keys of machines. */
function disablesMachines(child: string, property: string) {
  return says(child, property, 'aws:SourceIdentity');
}

/** Whether a document lets somebody disable keys. */
function disables(child: string, property: string) {
  return (of: { child(name: string): { readonly inputs: Readonly<Record<string, unknown>> } }) =>
    String(of.child(child).inputs[property]).includes('iam:UpdateAccessKey');
}

import { iamArn, type Home } from '../arn';
import { chosenKinds, statusAction, type ChosenKind } from '../credentials';
import { isAtLeast, type Mode } from '../credentials/mode';
import { pressSourceIdentity } from '../names';
import { tagKeys } from '../tags';
import { policyDocument, type PolicyDocument } from './document';

/** What is done in an account about kinds of credentials that a company chooses of; reported, where it says nothing. */
export type ChosenModes = Readonly<Partial<Record<ChosenKind, Mode>>>;

/** What `act` may do in an account beyond the monitor. */
export interface PressedKeys {
  /** Whether a responder's press may disable the keys of machines. */
  readonly machineKeys: boolean;
}

/**
 * What the monitor may do in an account: read its IAM users, and disable (IAM can't tell it from enabling) the
 * keys of engineers, and their credentials of the kinds that are to be disabled. Where presses are taken, `act` may do it in its sessions too, and in those alone with the keys of machines.
 * @param allowDisable false: nobody may do more than read
 */
export function auditRolePermissions(
  home: Home,
  allowDisable: boolean,
  modes: ChosenModes = {},
  { machineKeys }: Partial<PressedKeys> = {},
): PolicyDocument {
  const disabled = chosenKinds.filter((kind) => modes[kind] === 'disable');
  // The credential report names no certificate by its id.
  const needsCertificates = isAtLeast(modes['signing-certificate'], 'remind');
  const users = iamArn(home, 'user/*');
  const typeTag = `aws:ResourceTag/${tagKeys.type}`;
  return policyDocument(
    {
      Sid: 'ReadAccount',
      Effect: 'Allow',
      Action: [
        'iam:GenerateCredentialReport',
        'iam:GetAccountAuthorizationDetails',
        'iam:GetCredentialReport',
        // For all users at once, so of no one user.
        'iam:ListServiceSpecificCredentials',
      ],
      Resource: '*',
    },
    {
      Sid: 'ReadUsers',
      Effect: 'Allow',
      Action: [
        'iam:GetAccessKeyLastUsed',
        'iam:ListAccessKeys',
        'iam:ListSSHPublicKeys',
        ...(needsCertificates ? ['iam:ListSigningCertificates'] : []),
        'iam:ListUserTags',
      ],
      Resource: users,
    },
    {
      // A use is in the region where it was, which can be any.
      Sid: 'FindWhoMadeAndUsesKeys',
      Effect: 'Allow',
      Action: 'cloudtrail:LookupEvents',
      Resource: '*',
    },
    allowDisable
      ? {
          Sid: 'DisableKeysOfEngineers',
          Effect: 'Allow',
          Action:
            disabled.length === 0
              ? statusAction('access-key')
              : [statusAction('access-key'), ...disabled.map((kind) => statusAction(kind))],
          Resource: users,
          Condition: { StringEquals: { [typeTag]: 'engineer' } },
        }
      : undefined,
    allowDisable && machineKeys
      ? {
          Sid: 'DisablePressedKeysOfMachines',
          Effect: 'Allow',
          Action: statusAction('access-key'),
          Resource: users,
          Condition: {
            StringEquals: { [typeTag]: 'machine', 'aws:SourceIdentity': pressSourceIdentity },
          },
        }
      : undefined,
  );
}

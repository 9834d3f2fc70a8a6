import { inStatement, instead, nothing, onlyIf, without, type Wrong } from './mistakes';

const act = 'arn:aws:iam::444444444444:role/keyturn-act';
const isAct = { 'aws:PrincipalArn': act };
const named = { 'sts:SourceIdentity': 'keyturn-act' };

/** Mistakes in what lets presses be done, in the account that takes them. */
export const wrongPressDocuments: readonly Wrong[] = [
  ['act comes without its name', 'audit-role', inStatement('DenyActUnnamed', nothing)],
  [
    'nobody comes without its name, the monitor neither',
    'audit-role',
    inStatement('DenyActUnnamed', without('ArnEquals')),
  ],
  [
    'act’s name is anybody’s whose own policies allow it',
    'audit-role',
    inStatement('LetActNameItself', onlyIf({ StringEquals: named })),
  ],
  ['act has no name', 'audit-role', inStatement('LetActNameItself', nothing)],
  [
    'whoever is in the account of the monitor may read accounts',
    'audit-role',
    inStatement(
      'TrustMonitorAndAct',
      onlyIf({ StringEquals: { 'sts:ExternalId': 'keyturn-444444444444' } }),
    ),
  ],
  [
    'the monitor is forgotten',
    'audit-role',
    inStatement(
      'TrustMonitorAndAct',
      onlyIf({ ArnEquals: isAct, StringEquals: { 'sts:ExternalId': 'keyturn-444444444444' } }),
    ),
  ],
  [
    'the monitor may disable machines’ keys',
    'audit-permissions',
    inStatement(
      'DisablePressedKeysOfMachines',
      onlyIf({ StringEquals: { 'aws:ResourceTag/type': 'machine' } }),
    ),
  ],
  [
    'a press may disable whatever key',
    'audit-permissions',
    inStatement(
      'DisablePressedKeysOfMachines',
      onlyIf({ StringEquals: { 'aws:SourceIdentity': 'keyturn-act' } }),
    ),
  ],
  [
    'a press may disable the keys of users of no type',
    'audit-permissions',
    inStatement('DisablePressedKeysOfMachines', instead('StringEqualsIfExists', 'StringEquals')),
  ],
  [
    'no press may disable a machine’s key',
    'audit-permissions',
    inStatement('DisablePressedKeysOfMachines', nothing),
  ],
  [
    'act may assume any role',
    'keyturn-act-permissions',
    inStatement('AssumeAuditRoles', (statement) => ({
      ...statement,
      Resource: '*',
      Condition: {},
    })),
  ],
  ['act may assume none', 'keyturn-act-permissions', inStatement('AssumeAuditRoles', nothing)],
  [
    'slack-in may assume what act may',
    'keyturn-slack-in-permissions',
    inStatement('PutActions', () => ({
      Sid: 'PutActions',
      Effect: 'Allow',
      Action: ['sts:AssumeRole', 'sts:SetSourceIdentity'],
      Resource: '*',
    })),
  ],
].map(([name, resource, edit]) => ({ name, resource, edit }) as Wrong);

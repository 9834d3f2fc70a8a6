import { document, type Cases, type IdentityCenter, type Make } from './cases';

const GROUP = 'aws:identitystore/group:Group';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const accountId = '111111111111';
const elsewhere = { region: 'eu-central-1' };

async function groupIn({ identityStoreId }: IdentityCenter, make: Make, displayName: string) {
  return String((await make(GROUP, { identityStoreId, displayName })).outputs['groupId']);
}

async function setIn({ instanceArn }: IdentityCenter, make: Make, name = 'developer') {
  const { outputs } = await make('aws:ssoadmin/permissionSet:PermissionSet', { instanceArn, name });
  return String(outputs['arn']);
}

/** A role that lets the application in, with whatever name. */
async function roleFor(applicationArn: string, make: Make, name: string): Promise<string> {
  const trust = {
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'account-access.amazonaws.com' },
      Action: ['sts:AssumeRole', 'sts:SetContext', 'sts:TagSession'],
      Condition: {
        StringEquals: { 'aws:SourceAccount': accountId, 'aws:SourceArn': applicationArn },
      },
    },
  };
  const inputs = { name, assumeRolePolicy: JSON.stringify(trust) };
  return String((await make('aws:iam/role:Role', inputs)).outputs['arn']);
}

export const identityCenterCases: Cases = {
  [GROUP]: (_make, { identityStoreId }) => ({
    least: { identityStoreId, displayName: 'backend' },
    most: { identityStoreId, displayName: 'backend', description: 'Who runs it' },
    update: { description: 'Who ran it' },
    replace: { identityStoreId: 'd-0000000000', displayName: 'data', ...elsewhere },
  }),

  'aws:identitystore/groupMembership:GroupMembership': async (make, center) => {
    const groupId = await groupIn(center, make, 'backend');
    const other = await groupIn(center, make, 'data');
    const { identityStoreId, users } = center;
    const inputs = { identityStoreId, groupId, memberId: users['ada'] };
    const replace = { identityStoreId: 'd-0000000000', groupId: other, memberId: users['ben'] };
    return { least: inputs, most: inputs, replace: { ...replace, ...elsewhere } };
  },

  'aws:ssoadmin/permissionSet:PermissionSet': (_make, { instanceArn }) => ({
    least: { instanceArn },
    most: {
      ...{ instanceArn, name: 'developer', description: 'Who runs it' },
      ...{ relayState: 'https://example.com', sessionDuration: 'PT8H', tags: { team: 'a' } },
    },
    update: {
      ...{ description: 'Who ran it', sessionDuration: 'PT2H' },
      ...{ relayState: 'https://example.com/other', tags: { cost: '1' } },
    },
    replace: { instanceArn: `${instanceArn}x`, name: 'reader', ...elsewhere },
  }),

  'aws:ssoadmin/accountAssignment:AccountAssignment': async (make, center) => {
    const permissionSetArn = await setIn(center, make);
    const principalId = await groupIn(center, make, 'backend');
    const { instanceArn, users } = center;
    const where = { instanceArn, permissionSetArn, targetId: accountId, targetType: 'AWS_ACCOUNT' };
    const inputs = { ...where, principalId, principalType: 'GROUP' };
    return {
      least: inputs,
      most: inputs,
      replace: {
        ...{ instanceArn: `${instanceArn}x`, permissionSetArn: `${permissionSetArn}x` },
        ...{ principalId: users['ada'], principalType: 'USER', targetId: '222222222222' },
        ...elsewhere,
      },
    };
  },

  'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment': async (make, center) => {
    const { instanceArn } = center;
    const permissionSetArn = await setIn(center, make);
    const inputs = { instanceArn, permissionSetArn, managedPolicyArn: readOnly };
    return {
      least: inputs,
      most: inputs,
      replace: {
        ...{ instanceArn: `${instanceArn}x`, permissionSetArn: `${permissionSetArn}x` },
        ...{ managedPolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess', ...elsewhere },
      },
    };
  },

  'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment': async (
    make,
    center,
  ) => {
    const { instanceArn } = center;
    const permissionSetArn = await setIn(center, make);
    const set = { instanceArn, permissionSetArn };
    const named = (name: string) => ({ customerManagedPolicyReference: { name, path: '/teams/' } });
    return {
      least: { ...set, customerManagedPolicyReference: { name: 'deploy' } },
      most: { ...set, ...named('deploy') },
      replace: {
        ...{ instanceArn: `${instanceArn}x`, permissionSetArn: `${permissionSetArn}x` },
        ...{ ...named('read'), ...elsewhere },
      },
    };
  },

  'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment': async (
    make,
    center,
  ) => {
    const { instanceArn } = center;
    const permissionSetArn = await setIn(center, make);
    await make('aws:iam/policy:Policy', { name: 'bound', policy: document('s3:*') });
    const set = { instanceArn, permissionSetArn };
    const own = { customerManagedPolicyReference: { name: 'bound', path: '/' } };
    return {
      least: { ...set, permissionsBoundary: { managedPolicyArn: readOnly } },
      most: { ...set, permissionsBoundary: own },
      update: { permissionsBoundary: { managedPolicyArn: readOnly } },
      replace: {
        ...{ instanceArn: `${instanceArn}x`, permissionSetArn: `${permissionSetArn}x` },
        ...elsewhere,
      },
    };
  },

  'aws:accountaccess/application:Application': (_make, { instanceArn }) => {
    const source = (arn: string) => ({ identitySource: { identityCenter: { instanceArn: arn } } });
    return {
      least: source(instanceArn),
      most: { ...source(instanceArn), tags: { team: 'a', cost: '1' } },
      update: { tags: { team: 'b' } },
      replace: { ...source(`${instanceArn}x`), ...elsewhere },
    };
  },

  'aws:accountaccess/entitlement:Entitlement': async (make, center) => {
    const identitySource = { identityCenter: { instanceArn: center.instanceArn } };
    const { id } = await make('aws:accountaccess/application:Application', { identitySource });
    const groupId = await groupIn(center, make, 'backend');
    const entitled = (roleArn: string, identityCenter: object) => ({
      entitlement: { principalRole: { principal: { identityCenter }, roleArn } },
    });
    const [reader, other] = [await roleFor(id, make, 'reader'), await roleFor(id, make, 'other')];
    const inputs = { applicationArn: id, ...entitled(reader, { groupId }) };
    return {
      least: inputs,
      most: inputs,
      replace: {
        applicationArn: `${id}x`,
        ...entitled(other, { userId: center.users['ada'] }),
        ...elsewhere,
      },
    };
  },
};

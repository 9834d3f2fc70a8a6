import { IdentityCenterAccess, IdentityCenterMode, IdentitySource } from '../../../components';
import { as, input, made } from '../arrivals';
import { componentCase } from './component-case';

const deployRole = 'arn:aws:iam::222222222222:role/deploy';
const policyArn = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
const numbered = (count: number, of: string) =>
  Array.from({ length: count }, (_, i) => `${of}${i}`);
const set = 'people-permission-set:may-deploy';

/** The account that administers Identity Center. */
export const identityCenterComponents = {
  IdentityCenterAccess: componentCase(
    (args, opts) => new IdentityCenterAccess('people', args, opts),
    {
      plain: { groups: [{ groupName: 'plain', roleArns: [deployRole] }] },
      given: [
        {
          args: {
            groups: [{ groupName: 'backend', roleArns: [`${deployRole}-2`], members: ['ada'] }],
            instanceArn: 'arn:aws:sso:::instance/ssoins-aaaaaaaaaaaaaaaa',
            identityStoreId: 'd-aaaaaaaaaa',
            deletionProtection: false,
          },
          arrives: {
            groups: [
              as('backend', input('people-group:backend', 'displayName')),
              as('id-of-ada', input('people-member:backend:ada', 'memberId')),
              as(
                `${deployRole}-2`,
                input(
                  'people-entitlement:backend:222222222222/deploy-2',
                  ...['entitlement', 'principalRole', 'roleArn'],
                ),
              ),
            ],
            instanceArn: input(
              'people-application',
              ...['identitySource', 'identityCenter', 'instanceArn'],
            ),
            identityStoreId: input('people-group:backend', 'identityStoreId'),
            deletionProtection: (place) => place.child('people-application').kept.protect,
          },
        },
        {
          args: {
            groups: numbered(21, 'team-').map((groupName) => ({
              groupName,
              roleArns: [deployRole],
            })),
            identitySource: IdentitySource.External,
            applicationArn: 'arn:aws:account-access:eu-west-1:444444444444:application/456def',
            maximumGroupsOfRole: 21,
          },
          arrives: {
            identitySource: as(
              'id-of-team-0',
              input(
                'people-entitlement:team-0:222222222222/deploy',
                ...['entitlement', 'principalRole', 'principal', 'identityCenter', 'groupId'],
              ),
            ),
            applicationArn: input(
              'people-entitlement:team-0:222222222222/deploy',
              'applicationArn',
            ),
            maximumGroupsOfRole: as(true, made('people-entitlement:team-20:222222222222/deploy')),
          },
        },
        {
          args: {
            groups: [],
            mode: IdentityCenterMode.PermissionSets,
            permissionSets: [
              {
                permissionSetName: 'may-deploy',
                roleArns: [deployRole],
                description: 'Deploys',
                policyArns: [policyArn],
                permissionsBoundaryArn: policyArn,
                sessionDuration: 7200,
              },
              ...numbered(50, 'other-').map((permissionSetName) => ({
                permissionSetName,
                roleArns: [`${deployRole}-${permissionSetName}`],
              })),
            ],
            maximumPermissionSetsOfAccount: 51,
          },
          arrives: {
            mode: as(false, made('people-application')),
            permissionSets: [
              as('may-deploy', input(set, 'name')),
              as('Deploys', input(set, 'description')),
              as('PT2H', input(set, 'sessionDuration')),
              as(policyArn, input(`${set}:aws:ReadOnlyAccess`, 'managedPolicyArn')),
              as(policyArn, input(`${set}:boundary`, 'permissionsBoundary', 'managedPolicyArn')),
            ],
            maximumPermissionSetsOfAccount: as(true, made('people-permission-set:other-49')),
          },
        },
      ],
    },
  ),
};

import {
  AttachCustomerManagedPolicyReferenceToPermissionSetCommand,
  AttachManagedPolicyToPermissionSetCommand,
  DeletePermissionsBoundaryFromPermissionSetCommand,
  DetachCustomerManagedPolicyReferenceFromPermissionSetCommand,
  DetachManagedPolicyFromPermissionSetCommand,
  GetPermissionsBoundaryForPermissionSetCommand,
  paginateListCustomerManagedPolicyReferencesInPermissionSet,
  paginateListManagedPoliciesInPermissionSet,
  PutPermissionsBoundaryToPermissionSetCommand,
  SSOAdminClient,
} from '@aws-sdk/client-sso-admin';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { regional } from '../inputs';
import { defineResource } from '../resource-type';
import { defineSubResource } from '../sub-resource';
import { provisionEverywhere } from './provision';

const ofSet = { instanceArn: z.string(), permissionSetArn: z.string(), ...regional };
const reference = z.strictObject({ name: z.string(), path: z.string().default('/') });

interface SetInputs {
  readonly instanceArn: string;
  readonly permissionSetArn: string;
}

const setOf = ({ instanceArn, permissionSetArn }: SetInputs) => ({
  InstanceArn: instanceArn,
  PermissionSetArn: permissionSetArn,
});

/** Makes a change of a set's policies and takes it to its accounts. */
async function changeEverywhere(sso: SSOAdminClient, set: SetInputs, change: Promise<unknown>) {
  await change;
  await provisionEverywhere(sso, set.instanceArn, set.permissionSetArn);
}

export const managedPolicyAttachment = defineSubResource({
  token: 'aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment',
  inputs: z.strictObject({ ...ofSet, managedPolicyArn: z.string() }),
  computed: ['managedPolicyName'],
  key: ['managedPolicyArn', 'permissionSetArn', 'instanceArn'],
  separator: ',',
  client: () => SSOAdminClient,
  put: (sso, { managedPolicyArn: ManagedPolicyArn, ...set }) =>
    changeEverywhere(
      sso,
      set,
      sso.send(new AttachManagedPolicyToPermissionSetCommand({ ...setOf(set), ManagedPolicyArn })),
    ),
  async get(client, { managedPolicyArn, ...set }) {
    const pages = paginateListManagedPoliciesInPermissionSet({ client }, setOf(set));
    for await (const { AttachedManagedPolicies = [] } of pages)
      for (const { Arn, Name } of AttachedManagedPolicies)
        if (Arn === managedPolicyArn) return { managedPolicyName: Name };
    return undefined;
  },
  remove: (sso, { managedPolicyArn: ManagedPolicyArn, ...set }) =>
    changeEverywhere(
      sso,
      set,
      sso.send(
        new DetachManagedPolicyFromPermissionSetCommand({ ...setOf(set), ManagedPolicyArn }),
      ),
    ),
});

/** Its id, and what `pulumi import` takes, is `name,path,ARN of the permission set,ARN of the instance`. */
export const customerManagedPolicyAttachment = defineResource({
  token: 'aws:ssoadmin/customerManagedPolicyAttachment:CustomerManagedPolicyAttachment',
  inputs: z.strictObject({ ...ofSet, customerManagedPolicyReference: reference }),
  computed: [],
  replaceOn: ['customerManagedPolicyReference', 'instanceArn', 'permissionSetArn', 'region'],

  async create({ customerManagedPolicyReference: { name, path }, ...set }, aws) {
    const sso = aws.client(SSOAdminClient);
    const attach = new AttachCustomerManagedPolicyReferenceToPermissionSetCommand({
      ...setOf(set),
      CustomerManagedPolicyReference: { Name: name, Path: path },
    });
    await changeEverywhere(sso, set, sso.send(attach));
    return [name, path, set.permissionSetArn, set.instanceArn].join(',');
  },

  async read(id, aws) {
    const { name, path, ...set } = attachmentOf(id);
    const pages = paginateListCustomerManagedPolicyReferencesInPermissionSet(
      { client: aws.client(SSOAdminClient) },
      setOf(set),
    );
    const first = await unlessGone(all(pages));
    const isThere = first?.some((page) =>
      page.CustomerManagedPolicyReferences?.some(
        (each) => each.Name === name && (each.Path ?? '/') === path,
      ),
    );
    return isThere ? { ...set, customerManagedPolicyReference: { name, path } } : undefined;
  },

  async delete(id, aws) {
    const sso = aws.client(SSOAdminClient);
    const { name, path, ...set } = attachmentOf(id);
    const detach = new DetachCustomerManagedPolicyReferenceFromPermissionSetCommand({
      ...setOf(set),
      CustomerManagedPolicyReference: { Name: name, Path: path },
    });
    await unlessGone(changeEverywhere(sso, set, sso.send(detach)));
  },
});

export const permissionsBoundaryAttachment = defineSubResource({
  token: 'aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment',
  inputs: z.strictObject({
    ...ofSet,
    permissionsBoundary: z.strictObject({
      customerManagedPolicyReference: reference.optional(),
      managedPolicyArn: z.string().optional(),
    }),
  }),
  key: ['permissionSetArn', 'instanceArn'],
  separator: ',',
  client: () => SSOAdminClient,
  put(sso, { permissionsBoundary, ...set }) {
    const { customerManagedPolicyReference: own, managedPolicyArn } = permissionsBoundary;
    const PermissionsBoundary = {
      ...(own && { CustomerManagedPolicyReference: { Name: own.name, Path: own.path } }),
      ...(managedPolicyArn !== undefined && { ManagedPolicyArn: managedPolicyArn }),
    };
    const asked = { ...setOf(set), PermissionsBoundary };
    const put = new PutPermissionsBoundaryToPermissionSetCommand(asked);
    return changeEverywhere(sso, set, sso.send(put));
  },
  async get(sso, set) {
    const { PermissionsBoundary: found } = await sso.send(
      new GetPermissionsBoundaryForPermissionSetCommand(setOf(set)),
    );
    if (!found) return undefined;
    const { CustomerManagedPolicyReference: own, ManagedPolicyArn } = found;
    const permissionsBoundary = {
      ...(own && { customerManagedPolicyReference: { name: own.Name, path: own.Path ?? '/' } }),
      ...(ManagedPolicyArn !== undefined && { managedPolicyArn: ManagedPolicyArn }),
    };
    return { permissionsBoundary };
  },
  remove: (sso, set) =>
    changeEverywhere(
      sso,
      set,
      sso.send(new DeletePermissionsBoundaryFromPermissionSetCommand(setOf(set))),
    ),
});

function attachmentOf(id: string) {
  const [name = '', path = '', permissionSetArn = '', instanceArn = ''] = id.split(',');
  return { name, path, permissionSetArn, instanceArn };
}

async function all<Page>(pages: AsyncIterable<Page>): Promise<readonly Page[]> {
  const found: Page[] = [];
  for await (const page of pages) found.push(page);
  return found;
}

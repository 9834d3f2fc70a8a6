import { parseArn } from '../../../rules/arn';
import type { PolicyDocument } from '../../../rules/policies/document';
import { isAllowed } from '../../../rules/policies/testing/decide';
import type { Call } from '../../../test/killed/switchboard';
import { whatIamJudges } from '../../../test/permissions/what-iam-judges';

/** A role of the company's, as a stack makes it. */
export interface JudgedRole {
  readonly arn: string;
  readonly permissions: PolicyDocument;
  readonly trust: PolicyDocument;
}

/** A session, as STS was asked for it. */
export interface JudgedSession {
  readonly role: JudgedRole;
  readonly name: string;
  readonly sourceIdentity: string | null;
  readonly policy: PolicyDocument | undefined;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
  };
}

/** An IAM user, as policies look at them. */
export interface JudgedUser {
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly keyIds: readonly string[];
}

/**
 * IAM's judgement before the emulated AWS, which asks no policy: of each call of STS, IAM and CloudTrail whether the
 * role may that is behind it, and its session, with the documents that Keyturn deploys and sends.
 */
export class IamJudge {
  readonly users: JudgedUser[] = [];
  /** What was refused, such as `iam UpdateAccessKey`. */
  readonly refused: string[] = [];
  readonly #assumed: { readonly call: Call; readonly fields: URLSearchParams }[] = [];

  /** @param roles those that `caller` may ask for */
  constructor(
    private readonly caller: Omit<JudgedRole, 'trust'>,
    private readonly roles: readonly JudgedRole[],
  ) {}

  /** What IAM answers in AWS's place, where it refuses. */
  async answer(call: Call): Promise<Call['answer']> {
    const [service = '', action = ''] = call.action.split(' ');
    if (!['sts', 'iam', 'cloudtrail'].includes(service)) return undefined;
    const isGranted = service === 'sts' ? this.#mayAssume(call) : this.#may(call, service, action);
    if (await isGranted) return undefined;
    this.refused.push(call.action);
    return refusal(service, action);
  }

  /** Those that STS has given so far. */
  get sessions(): readonly JudgedSession[] {
    return this.#assumed.flatMap(({ call, fields }) => {
      const body = call.answer?.body ?? '';
      const text = (name: string) => new RegExp(`<${name}>([^<]+)`).exec(body)?.[1] ?? '';
      const role = this.roles.find(({ arn }) => arn === fields.get('RoleArn'));
      if (!role || text('AccessKeyId') === '') return [];
      const policy = fields.get('Policy');
      return {
        role,
        name: fields.get('RoleSessionName') ?? '',
        sourceIdentity: fields.get('SourceIdentity'),
        policy: policy === null ? undefined : (JSON.parse(policy) as PolicyDocument),
        credentials: {
          accessKeyId: text('AccessKeyId'),
          secretAccessKey: text('SecretAccessKey'),
          sessionToken: text('SessionToken'),
        },
      };
    });
  }

  /** The trust of the role that is asked for, and what the caller's own role may. */
  async #mayAssume(call: Call): Promise<boolean> {
    const fields = new URLSearchParams(call.body);
    const role = this.roles.find(({ arn }) => arn === fields.get('RoleArn'));
    if (!role) return false;
    const { caller } = this;
    const context: Record<string, string> = { 'aws:PrincipalArn': caller.arn };
    for (const name of ['ExternalId', 'SourceIdentity'])
      if (fields.has(name)) context[`sts:${name}`] = fields.get(name) ?? '';
    const actions = ['sts:AssumeRole'];
    if (fields.has('SourceIdentity')) actions.push('sts:SetSourceIdentity');
    for (const action of actions) {
      const is = await isAllowed({
        principal: sessionArn(caller.arn, 'function'),
        action,
        resource: role.arn,
        context,
        identityPolicies: [caller.permissions],
        resourcePolicy: role.trust,
      });
      if (!is) return false;
    }
    this.#assumed.push({ call, fields });
    return true;
  }

  /** What both the role and the session may. */
  async #may(call: Call, service: string, action: string): Promise<boolean> {
    const { accessKeyId } = call;
    const session = this.sessions.find(
      ({ credentials }) => credentials.accessKeyId === accessKeyId,
    );
    if (!session) return false;
    const { role, sourceIdentity, policy, name } = session;
    const account = parseArn(role.arn)?.accountId ?? '';
    const user = this.#userIn(new URLSearchParams(call.body));
    const recorded = {
      ...{ at: new Date(0), account, region: 'us-east-1', service, action, accessKeyId },
      ...{ principal: null, status: 0, about: { UserName: user?.name ?? '' } },
    };
    const tags = new Map(user ? [[user.name, user.tags]] : []);
    const asked = whatIamJudges(recorded, tags);
    const policies = policy ? [role.permissions, policy] : [role.permissions];
    const questions = policies.flatMap((each) => asked.map((judged) => ({ each, judged })));
    for (const { each, judged } of questions) {
      const is = await isAllowed({
        principal: sessionArn(role.arn, name),
        action: judged.action,
        resource: judged.resource,
        resourceAccountId: account,
        context: {
          ...judged.context,
          ...(sourceIdentity !== null && { 'aws:SourceIdentity': sourceIdentity }),
        },
        identityPolicies: [each],
      });
      if (!is) return false;
    }
    return true;
  }

  #userIn(fields: URLSearchParams): JudgedUser | undefined {
    const keyId = fields.get('AccessKeyId') ?? '';
    // A call that names both is judged by the user that it names.
    const named = this.users.find(({ name }) => name === fields.get('UserName'));
    return named ?? this.users.find(({ keyIds }) => keyIds.includes(keyId));
  }
}

function sessionArn(roleArn: string, name: string): string {
  const { accountId, resource = '' } = parseArn(roleArn) ?? {};
  return `arn:aws:sts::${accountId}:assumed-${resource}/${name}`;
}

function refusal(service: string, action: string): NonNullable<Call['answer']> {
  const message = `User is not authorized to perform: ${service}:${action}`;
  if (service === 'cloudtrail')
    return { status: 400, body: JSON.stringify({ __type: 'AccessDeniedException', message }) };
  const error = `<Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${message}</Message></Error>`;
  return { status: 403, body: `<ErrorResponse>${error}<RequestId>1</RequestId></ErrorResponse>` };
}

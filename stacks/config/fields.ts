import { z } from 'zod';
import { iamArn, parseArn } from '../../rules/arn';
import { accountIdPattern, kmsKeyArnPattern, managedPolicyArnPattern } from '../../rules/formats';
import { misspeltPolicy } from './aws-policies';

/**
 * Text of a given form.
 * @param expected continues the sentence "found …, expected …"
 * @param foundIn what of a text of another form is wrong, where the text alone does not show it
 */
export function text(
  pattern: RegExp,
  expected: string,
  foundIn: (wrong: string) => string | undefined = () => undefined,
) {
  return z.string({ error: `expected ${expected}` }).regex(pattern, {
    error: ({ input }) => {
      const found = foundIn(String(input));
      return `expected ${expected}${found === undefined ? '' : `, found ${found}`}`;
    },
  });
}

/** A list in which nothing stands twice. */
export function uniqueList<Item extends z.ZodType<string>>(
  item: Item,
  what: string,
  expected = 'a list',
) {
  return z
    .array(item, {
      error: ({ code }) => (code === 'invalid_type' ? `expected ${expected}` : undefined),
    })
    .superRefine((items, context) => {
      items.forEach((each, i) => {
        if (items.indexOf(each) < i) complain(context, [i], `expected each ${what} once`, each);
      });
    });
}

/** Reports what is wrong at a path of a value that is otherwise right. */
export function complain(
  context: z.RefinementCtx,
  path: PropertyKey[],
  message: string,
  input: unknown,
): void {
  context.addIssue({ code: 'custom', path, message, input });
}

/** Slack's ids, which people take for names: what is expected, and where it is found. */
export const slackIds = {
  user: "a Slack user's id (U… or W…): in Slack, their profile, ⋮, Copy member ID",
  channel: "a Slack channel's id (C… or G…): in Slack, the channel's name, About, at its end",
  either:
    "a Slack user's id (U… or W…) or a channel's (C… or G…): in Slack, a profile's ⋮, Copy member ID, or the end of a channel's About",
} as const;

/** A role as engineers.yaml names it: the stack's name and the role's. */
export const roleReferencePattern = /^[\w.-]{1,100}\/[\w+=,.@-]{1,64}$/;
export const roleSetNamePattern = /^[\w-]{1,64}$/;

export const accountId = text(accountIdPattern, 'an account id: twelve digits in quotes');

/** A managed policy: AWS's own, or one of the account. Whose account is checked where it is known. */
export const managedPolicyArn = text(
  managedPolicyArnPattern,
  'the ARN of a managed policy, such as arn:aws:iam::aws:policy/ReadOnlyAccess',
);

export const kmsKeyArn = text(kmsKeyArnPattern, "a KMS key's ARN");

/** What is expected instead of a policy that can't be attached in this account; undefined where it can. */
export function expectedPolicy(
  arn: string,
  account: { readonly id: string; readonly partition: string },
): string | undefined {
  const { partition, accountId: owner, resource = '' } = parseArn(arn) ?? {};
  if (partition !== account.partition) return `a policy of the partition ${account.partition}`;
  if (owner === account.id) return undefined;
  const ofAws = (name: string) => iamArn({ partition, accountId: 'aws' }, `policy/${name}`);
  if (owner === 'aws') {
    const meant = misspeltPolicy(resource.replace('policy/', ''));
    return meant && `a policy that AWS has (did you mean ${ofAws(meant)}?)`;
  }
  const awsOwn = ofAws('…');
  return `a policy of AWS (${awsOwn}) or of the account ${account.id}`;
}

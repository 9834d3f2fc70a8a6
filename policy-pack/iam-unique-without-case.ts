import { definePolicy, type Resource } from './core/define-policy';
import { rememberPerDeployment } from './core/deployment-memory';
import { keyturnRule } from './core/frameworks';
import { checkAll } from './core/not-yet-known';
import { iam } from './core/resource-types';
import { tagKeysOf } from './core/user-tags';
import { withoutCase } from './core/without-case';

interface Named {
  readonly urn: string;
  readonly resourceName: string;
  readonly iamName: string;
}

/** Type, provider and name without case → who had it first. */
const firstOfName = rememberPerDeployment(() => new Map<string, Named>());

export const iamUniqueWithoutCase = definePolicy({
  name: 'iam-unique-without-case',
  displayName: 'IAM names and tags are unique without case',
  description:
    'IAM does not tell users, groups, roles and managed policies apart by the case of their names, nor the tags of a user or a role by the case of their keys: AWS refuses the second in the middle of an update, or lets it take the place of the first.',
  level: 'mandatory',
  severity: 'medium',
  framework: keyturnRule(1),
  remediationSteps: 'Take one of both out, or give it a name that differs by more than case.',
  types: [iam.user, iam.group, iam.role, iam.policy],
  check(resource, report) {
    const say = (problem: string | undefined) => problem !== undefined && report(problem);
    checkAll(
      () => say(nameProblem(resource)),
      () => say(tagProblem(resource)),
    );
  },
});

function nameProblem(resource: Resource): string | undefined {
  const { type, urn, name: resourceName, props, provider } = resource;
  const iamName = props['name'];
  // The provider makes up a name of its own.
  if (typeof iamName !== 'string') return undefined;
  const firsts = firstOfName(resource);
  const key = [type, provider?.urn, withoutCase(iamName)].join(' ');
  const first = firsts.get(key) ?? { urn, resourceName, iamName };
  firsts.set(key, first);
  if (first.urn === urn) return undefined;
  const what = type.split(':').at(-1)?.toLowerCase();
  return `${resourceName} is the ${what} ${iamName}, and ${first.resourceName} is the ${what} ${first.iamName}: IAM takes both names for one. Keep one of them, or give it another name.`;
}

function tagProblem(resource: Resource): string | undefined {
  // Of all that IAM tags, users and roles alone have tags without case.
  if (resource.type === iam.policy) return undefined;
  const keys = tagKeysOf(resource);
  const doubled = keys
    .map((key) => keys.filter((each) => withoutCase(each) === withoutCase(key)))
    .find((alike) => alike.length > 1);
  return doubled
    ? `${resource.name} has the tags ${doubled.join(' and ')}: IAM takes them for one tag. Keep one of them; the provider's defaultTags count.`
    : undefined;
}

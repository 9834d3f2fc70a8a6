import { listSetting, type Settings } from './config';
import type { Report, Resource } from './define-policy';
import { isLike } from './judging/like';
import { isNotYetKnown } from './not-yet-known';
import { typeOf } from './user-tags';
import type { UserType } from './vocabulary.generated';
import { withoutCase } from './without-case';

const names = (whose: string) =>
  ({
    type: 'array',
    items: { type: 'string' },
    default: [],
    description: `Names of IAM users of other stacks, with * for any text, that are ${whose}.`,
  }) as const;

/** A user's type is in its tags. Where the user is not of the stack, the config can say it. */
export const otherUsersSettings: Settings = {
  engineers: names("engineers'"),
  machines: names("machines'"),
};

/** `elsewhere`: the user is not of this stack, or has not gone by yet. `untyped`: it has no valid tag. */
export type TypeInStack = UserType | 'untyped' | 'elsewhere';

/** How a message names a user whose credential is only advised against. */
export function whose(userName: string, type: Exclude<TypeInStack, 'engineer'>): string {
  switch (type) {
    case 'machine':
      return `the machine ${userName}`;
    case 'untyped':
      return `${userName}, who has no valid tag type,`;
    case 'elsewhere':
      return `${userName}, who is not in this stack (name engineers and machines of other stacks in this policy's config),`;
  }
}

type Judge = (type: TypeInStack, report: Report) => void;

/** The IAM users of a stack, for the resources that name them. */
export class StackUsers {
  /** By name, then by URN: a stack may have users of one name in several accounts. */
  private readonly users = new Map<string, Map<string, Resource>>();
  private readonly waiting = new Map<string, Map<string, Judge>>();

  see(user: Resource): void {
    const name = nameOf(user);
    if (name !== undefined) entriesOf(this.users, name).set(user.urn, user);
  }

  /** Judges a resource by the type of the user that it names: at once, and again when an engineer turns up late. */
  judge(resource: Resource, userName: string, report: Report, judge: Judge): void {
    const type = this.typeOf(resource, userName);
    if (type === 'elsewhere') entriesOf(this.waiting, userName).set(resource.urn, judge);
    judge(type, report);
  }

  /** Judges what named this user before it went by. */
  judgeWaiting(user: Resource, report: Report): void {
    const name = nameOf(user);
    if (name === undefined || typeOf(user) !== 'engineer') return;
    const waiting = entriesOf(this.waiting, name);
    for (const judge of waiting.values()) judge('engineer', report);
    waiting.clear();
  }

  private typeOf(resource: Resource, userName: string): TypeInStack {
    const namesakes = [...entriesOf(this.users, userName).values()];
    const near = namesakes.filter(({ provider }) => provider?.urn === resource.provider?.urn);
    const types = (near.length > 0 ? near : namesakes).map((user) => typeOf(user) ?? 'untyped');
    if (types.includes('engineer')) return 'engineer';
    return types[0] ?? typeByConfig(resource, userName);
  }
}

function entriesOf<Entry>(
  entries: Map<string, Map<string, Entry>>,
  name: string,
): Map<string, Entry> {
  const key = withoutCase(name);
  const known = entries.get(key) ?? new Map<string, Entry>();
  entries.set(key, known);
  return known;
}

function typeByConfig({ config }: Resource, userName: string): TypeInStack {
  const isNamed = (key: string) =>
    listSetting(otherUsersSettings, config, key).some((each) =>
      isLike(withoutCase(userName), withoutCase(each)),
    );
  if (isNamed('engineers')) return 'engineer';
  return isNamed('machines') ? 'machine' : 'elsewhere';
}

/** Undefined where the name is not known yet: then what names the user is not known either. */
function nameOf({ props }: Resource): string | undefined {
  try {
    return typeof props['name'] === 'string' ? props['name'] : undefined;
  } catch (error) {
    if (isNotYetKnown(error)) return undefined;
    throw error;
  }
}

import type { DeclaredRole } from './declared-account';
import { locateIn } from './check';
import { roleReferencePattern, roleSetNamePattern } from './fields';
import { describeValue, type Problem } from './problem';
import { suggest } from './suggest';
import type { YamlFile } from './yaml-file';

/** What the roles of engineers.yaml may name. */
export interface KnownRoles {
  /** By reference, such as `production/deploy`. */
  readonly roles: ReadonlyMap<string, DeclaredRole>;
  /** The names of all stacks that have a file, and of those whose file is not right. */
  readonly stacks: readonly string[];
  readonly unread: readonly string[];
}

/** A role, or the name of a role set, as it stands at a place of the file. */
interface Reference {
  readonly path: readonly PropertyKey[];
  readonly name: string;
}

const MOST_STACKS_SHOWN = 10;

/** Roles that no stack declares, and role sets that the file does not have. What is neither is the schema's to say. */
export function checkRoleReferences(
  file: YamlFile,
  engineers: Readonly<Record<string, { readonly roles: readonly string[] }>>,
  roleSets: Readonly<Record<string, readonly string[]>>,
  known: KnownRoles,
): readonly Problem[] {
  const sets = Object.keys(roleSets);
  const references = [
    ...Object.entries(roleSets).map(([set, names]) => ({ path: ['roleSets', set], names })),
    ...Object.entries(engineers).map(([user, { roles }]) => ({
      path: ['engineers', user, 'roles'],
      names: roles,
    })),
  ].flatMap(({ path, names }) => names.map((name, i): Reference => ({ path: [...path, i], name })));
  const wrong = ({ path, name }: Reference, expected: string): Problem => ({
    ...locateIn(file)(path, 'value'),
    found: describeValue(name),
    expected,
  });

  const ofRoles = references.filter(
    ({ name }) => roleReferencePattern.test(name) && !known.roles.has(name),
  );
  const lost = ofRoles.filter(({ name }) => !known.stacks.includes(stackOf(name)));
  const unknown = ofRoles.filter(({ name }) => known.stacks.includes(stackOf(name)));
  return [
    // A file that was renamed, or is not there yet, is one mistake, whoever has its roles.
    ...[...new Set(lost.map(({ name }) => stackOf(name)))].flatMap((stack) => {
      const [first, ...others] = lost.filter(({ name }) => stackOf(name) === stack);
      return first ? [wrong(first, stackWithFile(first, others.length, known))] : [];
    }),
    ...unknown
      // Of a file that is not right, the mistake is said there.
      .filter(({ name }) => !known.unread.includes(stackOf(name)))
      .map((each) =>
        wrong(
          each,
          `a role that a stack declares under keyturn:roles${suggest(each.name, known.roles.keys())}`,
        ),
      ),
    ...references
      .filter(
        ({ path, name }) =>
          path[0] === 'engineers' && roleSetNamePattern.test(name) && !sets.includes(name),
      )
      .map((each) => {
        const hint = suggest(each.name, [...sets, ...known.roles.keys()]);
        return wrong(each, `a role set of this file, or a role as stack/role${hint}`);
      }),
  ];
}

function stackOf(reference: string): string {
  return reference.slice(0, reference.indexOf('/'));
}

function stackWithFile({ name }: Reference, more: number, { stacks, roles }: KnownRoles): string {
  const shown = stacks.slice(0, MOST_STACKS_SHOWN).map((stack) => `Pulumi.${stack}.yaml`);
  const rest = stacks.length > shown.length ? [`${stacks.length - shown.length} more`] : [];
  const files = [...shown, ...rest].join(', ');
  const others =
    more === 0 ? '' : `; ${more} more ${more === 1 ? 'place names' : 'places name'} that stack`;
  return `a role of a stack that has a file (${files})${suggest(name, roles.keys())}${others}`;
}

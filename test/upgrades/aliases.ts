import * as pulumi from '@pulumi/pulumi';
import { nameOf } from './registered';

/** As a program hands an alias to the engine: a URN, or the parts in which it differs from what it is now. */
export interface AliasRequest {
  getUrn(): string;
  getSpec():
    | {
        getName(): string;
        getType(): string;
        getStack(): string;
        getProject(): string;
        getParenturn(): string;
        getNoparent(): boolean;
      }
    | undefined;
}

interface Aliased {
  readonly urn: string;
  readonly type: string;
  readonly parent: string;
  readonly aliases: readonly AliasRequest[];
}

const ROOT = 'pulumi:pulumi:Stack';

/** The URNs under which the engine looks for a resource: its own aliases, and those that its parent's make. */
export function aliasUrns(urn: string, all: ReadonlyMap<string, Aliased>): string[] {
  const found = all.get(urn);
  if (!found) return [];
  const ofParent = aliasUrns(found.parent, all);
  const parents = [found.parent, ...ofParent];
  const own = found.aliases.flatMap((alias) => {
    const spec = alias.getSpec();
    if (!spec) return [alias.getUrn()];
    const name = spec.getName() || nameOf(found);
    const type = spec.getType() || found.type;
    const givenParent = spec.getParenturn();
    // An alias that says nothing of the parent means the parent that it has, under any of its names.
    const under = givenParent === found.parent ? parents : [givenParent];
    return (spec.getNoparent() ? [''] : under).map((parent) =>
      urnOf(
        parent,
        type,
        childName(name, found.parent, parent),
        spec.getStack(),
        spec.getProject(),
      ),
    );
  });
  const inherited = ofParent.map((parent) =>
    urnOf(parent, found.type, childName(nameOf(found), found.parent, parent)),
  );
  return [...new Set([...own, ...inherited])].filter((each) => each !== urn);
}

/** As the engine does: a child that is named after its parent was named after its parent then. */
function childName(name: string, parent: string, oldParent: string): string {
  const [now, then] = [nameOf({ urn: parent }), nameOf({ urn: oldParent })];
  return oldParent !== '' && then !== '' && name.startsWith(now)
    ? `${then}${name.slice(now.length)}`
    : name;
}

function urnOf(
  parent: string,
  type: string,
  name: string,
  stack = pulumi.getStack(),
  project = pulumi.getProject(),
): string {
  const parentType = parent.split('::')[2] ?? ROOT;
  const qualified = parentType === ROOT ? type : `${parentType}$${type}`;
  const [inStack, inProject] = [stack || pulumi.getStack(), project || pulumi.getProject()];
  return `urn:pulumi:${inStack}::${inProject}::${qualified}::${name}`;
}

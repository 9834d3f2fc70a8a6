import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fakeBundles } from '../../components/testing/bundles';
import { deploy } from '../../components/testing/deployment';
import { assertArrives } from './arrivals';
import { accountComponents } from './components/accounts';
import type { ComponentCase, Made } from './components/component-case';
import { identityCenterComponents } from './components/identity-center';
import { monitorComponent } from './components/monitor';
import { peopleComponents } from './components/people';

interface Property {
  readonly items?: { readonly $ref?: string };
}
interface Schema {
  readonly resources: Readonly<
    Record<string, { readonly inputProperties?: Readonly<Record<string, Property>> }>
  >;
  readonly types: Readonly<Record<string, { readonly properties?: object }>>;
}

/** Made of the types and docstrings of components/, which a test of its own holds. */
const { resources, types } = JSON.parse(
  readFileSync(path.join(__dirname, '..', '..', 'plugin', 'schema.json'), 'utf8'),
) as Schema;

const bundles = { plain: fakeBundles(), given: fakeBundles() };

const cases: Readonly<Record<string, ComponentCase>> = {
  ...accountComponents,
  ...identityCenterComponents,
  ...peopleComponents,
  KeyMonitor: monitorComponent({ plain: bundles.plain.folder, given: bundles.given.folder }),
};

describe('every argument of every component arrives', () => {
  after(() => {
    bundles.plain.remove();
    bundles.given.remove();
  });

  it('of every component that there is', () =>
    assert.deepEqual(
      Object.keys(resources).map((token) => token.split(':').at(-1)),
      Object.keys(cases).sort(),
      'a component of plugin/schema.json is without a case: give it one in test/settings/components/',
    ));

  for (const [name, { make, plain, given, region }] of Object.entries(cases))
    describe(name, () => {
      const properties = resources[`keyturn:index:${name}`]?.inputProperties ?? {};
      const made = (args: object) =>
        deploy((opts) => make(args as never, opts), region === undefined ? {} : { region });
      let without: Made;
      before(async () => (without = await made(plain)));

      it('with all of its arguments', () =>
        assert.deepEqual(
          [...new Set(given.flatMap(({ arrives }) => Object.keys(arrives)))].sort(),
          Object.keys(properties).sort(),
          `an argument of ${name} is without a case: in test/settings/components/ give it a value that is not the default, and say where it arrives`,
        ));

      for (const [i, { args, arrives }] of given.entries()) {
        let told: Made;
        before(async () => (told = await made(args)));
        for (const [argument, where] of Object.entries(arrives))
          it(`${argument}${i === 0 ? '' : `, in another program (${i + 1})`}`, async () => {
            const value = args[argument];
            assert.notDeepEqual(value, (plain as Readonly<Record<string, unknown>>)[argument]);
            assertWhole(value, properties[argument]);
            for (const arrival of [where].flat())
              await assertArrives(`${name}.${argument}`, value, arrival, { told, plain: without });
          });
      }
    });
});

/** Of a list of objects the first says all that such an object may. */
function assertWhole(value: unknown, property: Property | undefined): void {
  const type = types[property?.items?.$ref?.replace('#/types/', '') ?? ''];
  // An enum has values, no fields.
  if (!type?.properties) return;
  const [first] = value as readonly object[];
  assert.deepEqual(Object.keys(first ?? {}).sort(), Object.keys(type.properties).sort());
}

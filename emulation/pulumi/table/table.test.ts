import assert from 'node:assert/strict';
import { Organization } from '../../moto/organization';
import { startMoto, type Moto } from '../../moto/start';
import { Aws } from '../aws';
import { checkInputs, withoutDefaultsNote, type Inputs } from '../check';
import { isSame } from '../compare';
import {
  createResource,
  deleteResource,
  difference,
  readResource,
  updateResource,
  type Resource,
} from '../lifecycle';
import type { Case, Cases, IdentityCenter, Make } from '../testing/cases';
import { cloudformationCases } from '../testing/cloudformation-cases';
import { eventsCases } from '../testing/events-cases';
import { iamCases } from '../testing/iam-cases';
import { identityCenterCases } from '../testing/identity-center-cases';
import { lambdaCases } from '../testing/lambda-cases';
import { kmsCases } from '../testing/kms-cases';
import { messagingCases } from '../testing/messaging-cases';
import { statesCases } from '../testing/states-cases';
import { storageCases } from '../testing/storage-cases';
import { resourceTypes, type ResourceType } from '.';

const cases: Cases = {
  ...iamCases,
  ...identityCenterCases,
  ...messagingCases,
  ...lambdaCases,
  ...eventsCases,
  ...statesCases,
  ...cloudformationCases,
  ...storageCases,
  ...kmsCases,
};

function typeOf(token: string): ResourceType {
  const type = resourceTypes.get(token);
  assert(type, token);
  return type;
}

function checked(type: ResourceType, inputs: Inputs): Inputs {
  const result = checkInputs(type, 'thing', inputs, 'seed');
  assert(!result.refusals, JSON.stringify(result.refusals));
  return result.inputs;
}

/** AWS must have exactly what was asked for, where it tells. */
function assertHas(type: ResourceType, inputs: Inputs, outputs: Inputs): void {
  for (const [key, value] of Object.entries(withoutDefaultsNote(inputs)))
    if (!type.filledByAws?.some((filled) => filled.startsWith(`${key}.`)))
      assert(
        isSame(value, outputs[key]),
        `${key}: asked for ${JSON.stringify(value)}, AWS has ${JSON.stringify(outputs[key])}`,
      );
}

/** What `pulumi import` takes, as the provider documents it. */
function importIdOf(token: string, { id, outputs }: Resource): string {
  if (token === 'aws:lambda/permission:Permission') return `${String(outputs['function'])}/${id}`;
  if (token === 'aws:cloudwatch/eventTarget:EventTarget')
    return [outputs['eventBusName'], outputs['rule'], outputs['targetId']].join('/');
  return id;
}

describe('the table of resource types', () => {
  let moto: Moto;
  let aws: Aws;
  let center: IdentityCenter;
  let made: { type: ResourceType; resource: Resource }[];

  before(async () => {
    moto = await startMoto();
  });
  after(() => moto.stop());

  /** An AWS in which nothing is made yet. */
  async function startOver(): Promise<void> {
    made = [];
    await moto.reset();
    // StackSets have one.
    await Organization.of(moto, '111111111111');
    const region = 'us-east-1';
    center = {
      ...(await moto.enableIdentityCenter('111111111111', { region, source: 'internal' })),
      users: (await moto.provision('111111111111', { region, users: ['ada', 'ben'] })).users,
    };
    const credentials = await moto.credentialsFor('111111111111');
    aws = await Aws.connect({ endpoint: moto.url, region, credentials });
  }

  const make: Make = async (token, inputs) => {
    const type = typeOf(token);
    const resource = await createResource(type, checked(type, inputs), aws);
    made.push({ type, resource });
    return resource;
  };

  /** In the reverse order: AWS refuses to delete what something else still needs. */
  async function unmakeAll(remains: true | undefined): Promise<void> {
    for (const [index, { type, resource }] of made.reverse().entries()) {
      await deleteResource(type, resource.id, aws, resource.outputs);
      const left = await readResource(type, resource.id, aws, resource.outputs);
      if (index > 0 || !remains) assert.equal(left, undefined, `${resource.id} is still there`);
      // Gone already, as after somebody deleted it by hand: no error.
      await deleteResource(type, resource.id, aws, resource.outputs);
    }
  }

  it('has a case for every type', () => {
    assert.deepEqual(Object.keys(cases).sort(), [...resourceTypes.keys()].sort());
  });

  for (const [token, caseOf] of Object.entries(cases))
    describe(token, () => {
      const type = typeOf(token);

      /** AWS has it as it was asked for, and finds nothing to change. */
      function assertMade(wanted: Inputs, { outputs }: Resource): void {
        const inputs = checked(type, wanted);
        assertHas(type, inputs, outputs);
        assert.deepEqual(
          type.computed.filter((name) => outputs[name] === undefined),
          [],
          'computed outputs that are missing',
        );
        assert.deepEqual(difference(type, inputs, aws, outputs).changed, []);
      }

      it('is made, read and deleted with the least of inputs', async () => {
        await startOver();
        const { least, remains } = await caseOf(make, center);
        assertMade(least, await make(token, least));
        await unmakeAll(remains);
      });

      // One life: what it stands on, and it, are made once.
      describe('with the most of inputs', () => {
        let life: Case;
        let resource: Resource;
        before(async () => {
          await startOver();
          life = await caseOf(make, center);
          resource = await make(token, life.most);
        });

        it('is made and read', () => assertMade(life.most, resource));

        it('is the same when it is read without a state, as for an import', async () => {
          const there = aws.inRegion(life.most['region'] as string | undefined);
          const found = await readResource(type, importIdOf(token, resource), there);
          assert.equal(found?.id, resource.id);
          for (const [key, value] of Object.entries(resource.outputs))
            if (!type.unreadable?.includes(key)) assert(isSame(value, found?.outputs[key]), key);
        });

        it('is replaced by exactly the changes that AWS can not make', () => {
          const { most, replace } = life;
          assert.deepEqual(Object.keys(replace).sort(), [...type.replaceOn].sort());
          for (const [key, value] of Object.entries(replace)) {
            const inputs = checked(type, { ...most, [key]: value });
            const { changed, replaces } = difference(type, inputs, aws, resource.outputs);
            assert.deepEqual({ changed, replaces }, { changed: [key], replaces: [key] });
          }
        });

        it('is updated in place', async () => {
          const { most, update } = life;
          assert.equal(update === undefined, type.update === undefined);
          if (!update) return;
          const { id, outputs: old } = resource;
          const inputs = checked(type, { ...most, ...update });
          assert.deepEqual(difference(type, inputs, aws, old), {
            changed: Object.keys(type.inputs.shape).filter((key) => key in update),
            replaces: [],
            deleteBeforeReplace: false,
          });
          const outputs = await updateResource(type, id, inputs, aws, old);
          assertHas(type, inputs, outputs);
          assert.deepEqual(difference(type, inputs, aws, outputs).changed, []);
          made.splice(-1, 1, { type, resource: { id, outputs } });
        });

        it('is deleted', () => unmakeAll(life.remains));
      });

      it('refuses an input that it does not know', () => {
        const { refusals = [] } = checkInputs(type, 'thing', { surprise: 1 }, 'seed');
        assert.deepEqual(
          refusals.filter(({ property }) => property === 'surprise'),
          [{ property: 'surprise', reason: 'this input is not known to the emulated provider' }],
        );
      });
    });
});

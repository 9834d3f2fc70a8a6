import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { aliasUrns, type AliasRequest } from './aliases';

const base = 'urn:pulumi:identity::keyturn::';

interface Spec {
  name?: string;
  type?: string;
  stack?: string;
  project?: string;
  parent?: string;
  isRoot?: boolean;
}

function alias(given: string | Spec): AliasRequest {
  return {
    getUrn: () => (typeof given === 'string' ? given : ''),
    getSpec: () =>
      typeof given === 'string'
        ? undefined
        : {
            getName: () => given.name ?? '',
            getType: () => given.type ?? '',
            getStack: () => given.stack ?? '',
            getProject: () => given.project ?? '',
            getParenturn: () => given.parent ?? '',
            getNoparent: () => given.isRoot ?? false,
          },
  };
}

const component = `${base}keyturn:index:Engineer::alice`;
const child = `${base}keyturn:index:Engineer$aws:iam/user:User::alice-user`;

/** The URNs of the child that the engine knows, by the aliases of both. */
function ofChild(ofParent: (string | Spec)[], own: (string | Spec)[]): string[] {
  const all = new Map([
    [
      component,
      { urn: component, type: 'keyturn:index:Engineer', parent: '', aliases: ofParent.map(alias) },
    ],
    [child, { urn: child, type: 'aws:iam/user:User', parent: component, aliases: own.map(alias) }],
  ]);
  return aliasUrns(child, all);
}

describe('the URNs under which the engine looks for a resource', () => {
  before(() =>
    pulumi.runtime.setMocks(
      { newResource: () => ({ id: '', state: {} }), call: () => ({}) },
      'keyturn',
      'identity',
    ),
  );

  const cases: [string, (string | Spec)[], (string | Spec)[], string[]][] = [
    ['none without aliases', [], [], []],
    ['a URN that is given', [], [`${base}aws:iam/user:User::a`], [`${base}aws:iam/user:User::a`]],
    [
      'another name',
      [],
      [{ name: 'alice', parent: component }],
      [`${base}keyturn:index:Engineer$aws:iam/user:User::alice`],
    ],
    ['no parent', [], [{ isRoot: true }], [`${base}aws:iam/user:User::alice-user`]],
    [
      'another type',
      [],
      [{ type: 'aws:iam/person:Person', parent: component }],
      [`${base}keyturn:index:Engineer$aws:iam/person:Person::alice-user`],
    ],
    [
      'another project',
      [],
      [{ project: 'access', parent: component }],
      ['urn:pulumi:identity::access::keyturn:index:Engineer$aws:iam/user:User::alice-user'],
    ],
    [
      "its parent's other type",
      [{ type: 'keyturn:iam:Engineer' }],
      [],
      [`${base}keyturn:iam:Engineer$aws:iam/user:User::alice-user`],
    ],
    [
      "its parent's other name, with which its own began",
      [{ name: 'a' }],
      [],
      [`${base}keyturn:index:Engineer$aws:iam/user:User::a-user`],
    ],
    [
      'its own and its parent’s, and both together',
      [{ type: 'keyturn:iam:Engineer' }],
      [{ name: 'alice', parent: component }],
      [
        `${base}keyturn:index:Engineer$aws:iam/user:User::alice`,
        `${base}keyturn:iam:Engineer$aws:iam/user:User::alice`,
        `${base}keyturn:iam:Engineer$aws:iam/user:User::alice-user`,
      ],
    ],
    ['not the one that it has', [], [{ name: 'alice-user', parent: component }], []],
  ];
  for (const [what, ofParent, own, expected] of cases)
    it(`are ${what}`, () => assert.deepEqual(ofChild(ofParent, own), expected));
});

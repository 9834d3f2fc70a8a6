import assert from 'node:assert/strict';
import {
  CreateAccountCommand,
  CreateOrganizationCommand,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { InMemoryAccounts } from '../../in-memory/accounts';
import { scriptedOrganizations } from '../../testing/scripted-client';
import { ListedAccounts, OrganizationAccounts } from './accounts';

const two = [
  { id: '111111111111', name: 'identity' },
  { id: '222222222222', name: 'production' },
];

describe('the accounts that are listed', () => {
  for (const accounts of [new ListedAccounts(two), new InMemoryAccounts(two)])
    it(`are those, by ${accounts.constructor.name}`, async () =>
      assert.deepEqual(await accounts.list(), two));
});

describe('the accounts of an organization', () => {
  it('are the active ones, of every page, under their names', async () => {
    const pages = [
      [
        { Id: '1', Name: 'one', State: 'ACTIVE', Status: 'ACTIVE' },
        { Id: '2', Name: 'two', State: 'SUSPENDED', Status: 'SUSPENDED' },
        { Id: '3', Name: 'three', State: 'CLOSED', Status: 'SUSPENDED' },
        { Id: '4', Name: 'four', State: 'PENDING_ACTIVATION', Status: 'ACTIVE' },
      ],
      [],
      [
        { Id: '5', Name: 'five', Status: 'ACTIVE' },
        { Id: '6', Name: 'six', Status: 'PENDING_CLOSURE' },
        { Id: '7', State: 'ACTIVE' },
        { Id: '8', Name: 'eight', State: 'ACTIVE' },
      ],
    ];
    let page = 0;
    const organizations = scriptedOrganizations({
      ListAccounts: () => {
        const Accounts = pages[page++];
        return { Accounts, NextToken: page < pages.length ? String(page) : undefined };
      },
    });
    assert.deepEqual(await new OrganizationAccounts(organizations, ['8']).list(), [
      { id: '1', name: 'one' },
      { id: '5', name: 'five' },
      { id: '7', name: '7' },
    ]);
  });

  describe('in the emulated AWS', () => {
    let moto: Moto;
    before(async () => (moto = await startMoto()));
    after(() => moto.stop());

    it('are those that were made, and the management account', async () => {
      const organizations = new OrganizationsClient({
        endpoint: moto.url,
        region: 'us-east-1',
        credentials: await moto.credentialsFor('111111111111'),
      });
      await organizations.send(new CreateOrganizationCommand({}));
      await organizations.send(
        new CreateAccountCommand({ AccountName: 'production', Email: 'p@example.org' }),
      );
      const accounts = await new OrganizationAccounts(organizations, []).list();
      assert.equal(accounts.length, 2);
      assert.ok(accounts.some(({ id }) => id === '111111111111'));
      assert.ok(accounts.some(({ name }) => name === 'production'));
      const others = await new OrganizationAccounts(organizations, ['111111111111']).list();
      assert.deepEqual(
        others.map(({ name }) => name),
        ['production'],
      );
    });
  });
});

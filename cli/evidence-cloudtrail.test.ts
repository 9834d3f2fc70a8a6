import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateUserCommand,
  DeleteAccessKeyCommand,
  TagUserCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import { startMoto, type Moto } from '../emulation/moto/start';
import { clientsOf, createKey } from '../emulation/moto/test-clients';
import type { Evidence, EvidenceKey } from '../rules/evidence/evidence';
import { evidenceSchema } from '../rules/evidence/evidence-schema';
import { chained, deed, identity, production } from '../rules/evidence/testing/days';
import { exitCodes } from './exit-codes';
import { createRole, ROLE } from './testing/company';
import { Keyturn } from './testing/keyturn';
import { reportsOf, writeDays } from './testing/report-folder';

const period = { from: '2026-07-01', to: '2026-07-10' };
const owner = { [identity.id]: `arn:aws:iam::${identity.id}:root` };

/** So often a key is switched off and on again: more than a page of CloudTrail's holds. */
const TURNS = 30;

/** What people did in the accounts, by the emulated AWS's clock; and the keys' ids. */
async function live(moto: Moto) {
  const at = (time: string) => moto.setClock(new Date(time));
  const { iam } = clientsOf(moto, await moto.credentialsFor(identity.id));
  const { iam: inProduction } = clientsOf(moto, await moto.credentialsFor(production.id));
  const remove = async (client: typeof iam, UserName: string, AccessKeyId: string) =>
    client.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
  const disable = async (UserName: string, AccessKeyId: string) =>
    iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Inactive' }));
  await at('2026-06-01T10:00:00Z');
  await createRole(iam);
  await createRole(inProduction);
  for (const UserName of ['alice', 'bob', 'carol', 'dave'])
    await iam.send(new CreateUserCommand({ UserName }));
  await inProduction.send(new CreateUserCommand({ UserName: 'erin' }));
  const make = async (time: string, user: string, client = iam) => {
    await at(time);
    return (await createKey(client, user)).accessKeyId;
  };
  const turned = await make('2026-06-20T10:00:00Z', 'alice');
  const before = await make('2026-06-25T10:00:00Z', 'bob');
  await remove(iam, 'bob', before);
  const exempt = await make('2026-06-26T10:00:00Z', 'carol');
  const stopped = await make('2026-06-27T10:00:00Z', 'dave');
  await at('2026-06-28T10:00:00Z');
  const Tags = [{ Key: 'Key-Exempt-Until', Value: '2026-08-01' }];
  await iam.send(new TagUserCommand({ UserName: 'carol', Tags }));
  const early = await make('2026-06-30T23:00:00Z', 'bob');
  await at('2026-07-01T07:00:00Z');
  await remove(iam, 'bob', early);
  const elsewhere = await make('2026-07-02T10:00:00Z', 'erin', inProduction);
  for (let i = 0; i < TURNS; i++)
    for (const Status of ['Inactive', 'Active'] as const)
      await inProduction.send(
        new UpdateAccessKeyCommand({ UserName: 'erin', AccessKeyId: elsewhere, Status }),
      );
  await at('2026-07-02T11:00:00Z');
  await remove(inProduction, 'erin', elsewhere);
  await at('2026-07-03T12:00:00Z');
  await disable('alice', turned);
  const next = await make('2026-07-04T12:00:00Z', 'alice');
  await at('2026-07-05T09:00:00Z');
  await remove(iam, 'alice', turned);
  const between = await make('2026-07-06T10:00:00Z', 'bob');
  await at('2026-07-06T15:00:00Z');
  await remove(iam, 'bob', between);
  await at('2026-07-08T08:00:40Z');
  await disable('dave', stopped);
  const late = await make('2026-07-10T12:00:00Z', 'bob');
  await at('2026-07-12T12:00:00Z');
  await remove(iam, 'bob', late);
  await at('2026-07-15T12:00:00Z');
  return { turned, before, exempt, stopped, early, elsewhere, next, between, late };
}
type Ids = Awaited<ReturnType<typeof live>>;

/** The daily reports of the same days, as the monitor would have written them. */
function filesOf({ turned, next, exempt, stopped }: Ids): ReadonlyMap<string, string> {
  const type = 'engineer' as const;
  const keys = [
    {
      ...{ id: turned, user: 'alice', type, made: '2026-06-20' },
      ...{ off: '2026-07-04', gone: '2026-07-06' },
    },
    { id: next, user: 'alice', type, made: '2026-07-04' },
    {
      ...{ id: exempt, user: 'carol', type, made: '2026-06-26' },
      exempt: { from: '2026-07-01', until: '2026-08-01' },
    },
    { id: stopped, user: 'dave', type, made: '2026-06-27', off: '2026-07-08' },
  ];
  const disabled = deed('2026-07-08T08:00:00.000Z', stopped, 'dave', 'key-disabled');
  return chained(
    reportsOf('2026-07-01', '2026-07-10', keys, (on) =>
      on < '2026-07-08' ? {} : { deeds: { from: '2026-04-09', to: on, entries: [disabled] } },
    ),
  );
}

describe('keyturn evidence --with-cloudtrail', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let ids: Ids;
  let folder: string;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    moto = await startMoto();
    await moto.tellTime(true);
    ids = await live(moto);
    folder = writeDays(mkdtempSync(path.join(keyturn.folder, 'days-')), filesOf(ids));
  });
  after(() => moto.stop());
  beforeEach(() => moto.refuse([]));

  /** As a process. */
  async function take(more: readonly string[] = ['--role-name', ROLE]) {
    const out = path.join(mkdtempSync(path.join(keyturn.folder, 'out-')), 'evidence');
    const own = ['--from', period.from, '--to', period.to, '--folder', folder, '--out', out];
    const args = ['evidence', ...own, '--with-cloudtrail', ...more];
    const ended = await keyturn.start(args, { env: moto.env });
    const text = (name: string) => readFileSync(path.join(out, name), 'utf8');
    return {
      ...ended,
      text,
      get json(): Evidence {
        return evidenceSchema.parse(JSON.parse(text('evidence.json')));
      },
      rows: (name: string) => parse<Partial<Record<string, string>>>(text(name), { columns: true }),
    };
  }

  const keysIn = ({ population }: Evidence) =>
    new Map(population.flatMap(({ keys }) => keys).map((key) => [key.keyId, key]));
  const eventsOf = (key: EvidenceKey | undefined) =>
    key?.events.map(({ what, at, by, source }) => [what, at, by, source]);
  const textsOf = ({ lacks }: Evidence, weight: string) =>
    lacks.filter((each) => each.weight === weight).map(({ text }) => text);

  /** Through the role, as it should be: each test looks at another thing of it. */
  let whole: Awaited<ReturnType<typeof take>>;
  before(async () => (whole = await take()));

  it('has of each key when it was made, disabled and deleted, by whom and by which event', async () => {
    const { code, json, stderr, rows } = whole;
    assert.equal(code, exitCodes.fine, stderr);
    const by = owner[identity.id];
    const turned = keysIn(json).get(ids.turned);
    assert.deepEqual(eventsOf(turned), [
      ['made', '2026-06-20T10:00:00.000Z', by, 'cloudtrail'],
      ['disabled', '2026-07-03T12:00:00.000Z', by, 'cloudtrail'],
      ['deleted', '2026-07-05T09:00:00.000Z', by, 'cloudtrail'],
    ]);
    assert.equal(turned?.knownFrom, 'report');
    const events = await moto.iamEvents();
    const idOf = (name: string, time: string) =>
      events.find(({ detail }) => detail.eventName === name && detail.eventTime === time)?.detail
        .eventID;
    const [made, off, gone] = [
      idOf('CreateAccessKey', '2026-06-20T10:00:00Z'),
      idOf('UpdateAccessKey', '2026-07-03T12:00:00Z'),
      idOf('DeleteAccessKey', '2026-07-05T09:00:00Z'),
    ];
    assert.deepEqual(
      turned.events.map(({ eventId }) => eventId),
      [made, off, gone],
    );
    const row = rows('population.csv').find(({ key_id }) => key_id === ids.turned);
    assert.deepEqual(
      [row?.['made_event_id'], row?.['disabled_event_id'], row?.['deleted_event_id']],
      [made, off, gone],
    );
    assert.deepEqual([row?.['deleted_by'], row?.['known_from']], [by, 'report']);
  });

  it('has what no report has seen, and nothing that was gone before the period or made after it', async () => {
    const { json, text, rows } = whole;
    const keys = keysIn(json);
    assert.deepEqual(
      [...keys.keys()].toSorted(),
      [
        ...[ids.turned, ids.next, ids.exempt, ids.stopped],
        ...[ids.early, ids.between, ids.late, ids.elsewhere],
      ].toSorted(),
    );
    const between = keys.get(ids.between);
    const { knownFrom, seen, createdAt, atEnd, userName } = between ?? {};
    assert.deepEqual(
      { knownFrom, seen, createdAt, atEnd, userName },
      {
        ...{ knownFrom: 'cloudtrail', seen: undefined, createdAt: '2026-07-06T10:00:00.000Z' },
        ...{ atEnd: 'gone', userName: 'bob' },
      },
    );
    assert.deepEqual(
      between?.events.map(({ what }) => what),
      ['made', 'deleted'],
    );
    // It was deleted two days after the period.
    const late = keys.get(ids.late);
    assert.deepEqual([late?.atEnd, late?.events.map(({ what }) => what)], ['enabled', ['made']]);
    assert.equal(json.totals.unseen, 4);
    assert.equal(json.unseenKeys.length, 4);
    const page = text('evidence.html');
    assert.match(page, /Keys that no report has/);
    for (const id of [ids.between, ids.elsewhere]) assert.ok(page.includes(id));
    const row = rows('population.csv').find(({ key_id }) => key_id === ids.elsewhere);
    assert.deepEqual([row?.['known_from'], row?.['account']], ['cloudtrail', production.name]);
  });

  it('has Keyturn’s own disabling once, with the id of the call', async () => {
    const { json } = whole;
    const stopped = keysIn(json).get(ids.stopped);
    const disabled = stopped?.events.filter(({ what }) => what === 'disabled') ?? [];
    assert.deepEqual(
      disabled.map(({ at, by, source }) => [at, by, source]),
      [['2026-07-08T08:00:00.000Z', 'keyturn', 'report']],
    );
    assert.ok(disabled[0]?.eventId);
    assert.equal(json.totals.disabledByKeyturn, 1);
  });

  it('says who put an exemption on its user, and when', async () => {
    const { json, rows } = whole;
    const [exemption] = keysIn(json).get(ids.exempt)?.exemptions ?? [];
    const { tagged, until } = exemption ?? {};
    assert.deepEqual(
      [until, tagged?.at, tagged?.by],
      ['2026-08-01', '2026-06-28T10:00:00.000Z', owner[identity.id]],
    );
    const row = rows('exceptions.csv').find(({ exception }) => exception === 'exempt');
    assert.deepEqual([row?.['by'], row?.['event_id']], [tagged?.by, tagged?.eventId]);
  });

  it('says first which account could not be asked, and ends with 4', async () => {
    await moto.refuse([`sts:AssumeRole`]);
    const refused = await take();
    assert.equal(refused.code, exitCodes.incomplete);
    const [first] = refused.json.lacks;
    assert.match(
      first?.text ?? '',
      /^CloudTrail of identity \(1+\), production .* could not be asked: access-denied/,
    );
    assert.deepEqual(refused.json.cloudTrail?.accountsAsked, 0);
    assert.equal(keysIn(refused.json).size, 4);
  });

  it('names an account that no role reaches', async () => {
    const { code, json } = await take([]);
    assert.equal(code, exitCodes.incomplete);
    assert.match(textsOf(json, 'missing').join(), /no --role-name says as which role/);
  });

  it('says of a period that is older than what CloudTrail keeps that it was not asked', async () => {
    await moto.setClock(new Date('2026-10-20T12:00:00Z'));
    try {
      const before = (await moto.recordedCalls()).length;
      const { code, json } = await take();
      assert.equal(code, exitCodes.incomplete);
      assert.match(json.lacks[0]?.text ?? '', /it keeps 90 days, from 2026-07-22T.* had ended/);
      const asked = (await moto.recordedCalls()).slice(before);
      assert.deepEqual(
        asked.filter(({ action }) => action === 'LookupEvents'),
        [],
      );
    } finally {
      await moto.setClock(new Date('2026-07-15T12:00:00Z'));
    }
  });

  it('says since when it was asked, of a period that begins before', async () => {
    await moto.setClock(new Date('2026-10-03T12:00:00Z'));
    try {
      const { code, json, stderr } = await take();
      assert.equal(code, exitCodes.fine, stderr);
      assert.match(textsOf(json, 'note').join(), /CloudTrail keeps 90 days: .* from 2026-07-05T/);
      // Disabled before, deleted within.
      assert.deepEqual(
        keysIn(json)
          .get(ids.turned)
          ?.events.map(({ what, source }) => [what, source]),
        [
          ['made', 'report'],
          ['disabled', 'report'],
          ['deleted', 'report'],
        ],
      );
    } finally {
      await moto.setClock(new Date('2026-07-15T12:00:00Z'));
    }
  });

  it('asks where IAM’s events are, page after page', async () => {
    const calls = (await moto.recordedCalls()).filter(({ action }) => action === 'LookupEvents');
    assert.deepEqual([...new Set(calls.map(({ region }) => region))], ['us-east-1']);
    const changes = keysIn(whole.json).get(ids.elsewhere)?.events ?? [];
    assert.equal(changes.length, 2 + 2 * TURNS);
    assert.equal(new Set(changes.map(({ eventId }) => eventId)).size, changes.length);
  });

  const wrong: [string, readonly string[], RegExp][] = [
    ['a role for nothing', ['--role-name', ROLE], /--role-name goes with --with-cloudtrail/],
    [
      'a profile for nothing',
      ['--cloudtrail-profile', 'x'],
      /--cloudtrail-profile goes with --with-cloudtrail/,
    ],
    [
      'an external id without a role',
      ['--with-cloudtrail', '--external-id', 'x'],
      /--external-id goes with --role-name/,
    ],
    [
      'a profile that there is not',
      ['--with-cloudtrail', '--cloudtrail-profile', 'nobody'],
      /--cloudtrail-profile is nobody, a profile/,
    ],
  ];
  for (const [what, args, expected] of wrong)
    it(`refuses ${what}`, async () => {
      const own = ['--from', period.from, '--to', period.to, '--folder', folder];
      const { code, stderr } = await keyturn.run(['evidence', ...own, ...args], { env: moto.env });
      assert.equal(code, exitCodes.badUse);
      assert.match(stderr, expected);
    });
});

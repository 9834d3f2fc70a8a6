import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseCredentialReport } from './credential-report';

const header =
  'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,cert_1_last_rotated,cert_2_active,cert_2_last_rotated';

const madeAt = new Date('2026-01-03T00:00:00Z');
const parse = (csv: string) => parseCredentialReport(csv, madeAt);

/** A row of a user without anything, in which some columns are set. */
function row(columns: Readonly<Record<string, string>> = {}): string {
  const cells: Record<string, string> = {
    user: 'alice',
    arn: 'arn:aws:iam::111111111111:user/alice',
    user_creation_time: '2025-01-01T08:00:00+00:00',
    ...columns,
  };
  return header
    .split(',')
    .map((column) => cells[column] ?? (/_active$|_enabled$/.test(column) ? 'false' : 'N/A'))
    .join(',');
}

function read(columns: Readonly<Record<string, string>> = {}) {
  const found = parse([header, row(columns)].join('\n')).rows.get('alice');
  assert.ok(found);
  return found;
}

const date = '2026-01-02T03:04:05+00:00';
const other = '2026-01-02T03:04:06+00:00';

describe('the credential report', () => {
  it('says nothing of what a user does not have', () => {
    const { fingerprint, ...rest } = read();
    assert.ok(fingerprint.length > 0);
    assert.deepEqual(rest, {
      userCreatedAt: new Date('2025-01-01T08:00:00Z'),
      password: undefined,
      hasMfa: false,
      slots: [],
      certificates: undefined,
    });
  });

  it('leaves root out, who is no user', () => {
    const root = row({ user: '<root_account>', password_enabled: 'not_supported' });
    assert.deepEqual([...parse([header, root, row()].join('\n')).rows.keys()], ['alice']);
  });

  it('may be empty', () => {
    assert.equal(parse(header).rows.size, 0);
    assert.equal(parse('').rows.size, 0);
  });

  it('reads flags in either case', () => {
    for (const flag of ['true', 'TRUE', 'True'])
      assert.equal(read({ mfa_active: flag }).hasMfa, true);
    for (const flag of ['false', 'FALSE']) assert.equal(read({ mfa_active: flag }).hasMfa, false);
  });

  it('says nothing by a flag that is neither', () => {
    for (const text of ['not_supported', 'N/A', '', 'yes']) {
      const unknown = { unknown: `the credential report says "${text}"` };
      const found = read({ mfa_active: text, password_enabled: text, access_key_1_active: text });
      assert.deepEqual([found.hasMfa, found.password], [unknown, unknown]);
      assert.deepEqual(
        found.slots.map(({ status }) => status),
        ['unknown'],
      );
    }
  });

  it('tells of a password of unknown age, where no date can be read', () => {
    for (const text of ['N/A', 'no_information', 'not_supported', '', 'May 2026', '2026']) {
      const found = read({ password_enabled: 'true', password_last_changed: text }).password;
      assert.deepEqual(found && 'changedAt' in found && found.changedAt, {
        unknown: `the credential report says "${text}"`,
      });
    }
  });

  it('tells of a password, with what is known of it', () => {
    const password = { password_enabled: 'true', password_last_changed: date };
    assert.deepEqual(read({ ...password, password_last_used: 'no_information' }).password, {
      changedAt: new Date(date),
      lastUsedAt: undefined,
      expiresAt: undefined,
    });
    assert.deepEqual(
      read({ ...password, password_last_used: other, password_next_rotation: other }).password,
      { changedAt: new Date(date), lastUsedAt: new Date(other), expiresAt: new Date(other) },
    );
    assert.equal(read({ ...password, password_enabled: 'false' }).password, undefined);
  });

  it('tells of the slots that hold a key', () => {
    const { slots } = read({
      access_key_1_active: 'true',
      access_key_1_last_rotated: date,
      access_key_1_last_used_date: other,
      access_key_1_last_used_region: 'eu-central-1',
      access_key_1_last_used_service: 's3',
      access_key_2_active: 'false',
      access_key_2_last_rotated: other,
      access_key_2_last_used_region: 'not_supported',
    });
    assert.deepEqual(slots, [
      {
        status: 'Active',
        changedAt: new Date(date),
        lastUsed: { at: new Date(other), region: 'eu-central-1', service: 's3' },
      },
      { status: 'Inactive', changedAt: new Date(other), lastUsed: undefined },
    ]);
  });

  it('takes an enabled key without a date for a key', () =>
    assert.deepEqual(read({ access_key_2_active: 'true' }).slots, [
      { status: 'Active', changedAt: undefined, lastUsed: undefined },
    ]));

  it('changes its fingerprint with the keys and the user, and not with their use', () => {
    const base = { access_key_1_active: 'true', access_key_1_last_rotated: date };
    const { fingerprint } = read(base);
    const changes: readonly Record<string, string>[] = [
      { access_key_1_active: 'false' },
      { access_key_1_last_rotated: other },
      { access_key_2_active: 'true' },
      { access_key_2_last_rotated: date },
      { user_creation_time: other },
    ];
    for (const change of changes)
      assert.notEqual(read({ ...base, ...change }).fingerprint, fingerprint);
    const uses: readonly Record<string, string>[] = [
      { access_key_1_last_used_date: other },
      { access_key_1_last_used_service: 'iam' },
      { access_key_2_last_used_region: 'us-east-1' },
      { password_enabled: 'true', password_last_used: other, password_last_changed: other },
      { mfa_active: 'true' },
    ];
    for (const use of uses) assert.equal(read({ ...base, ...use }).fingerprint, fingerprint);
  });

  it('with quotes, commas and columns of tomorrow is read all the same', () => {
    const text = `${header},tomorrow\n${row({ user: '"a,b"' })},1\n`;
    assert.deepEqual([...parse(text).rows.keys()], ['a,b']);
  });

  it('says the same whether or not its cells stand in quotes, and however its lines end', () => {
    const cell = fc.constantFrom('', ' ', 'true', 'FALSE', 'N/A', date, other, 'a b', '<x>', "'");
    const cells = fc.array(cell, { minLength: 21, maxLength: 21 });
    const name = fc.constantFrom('alice', 'bob', 'Bob', 'é@b', '<root_account>', '');
    const anyRow = fc.tuple(name, cells).map(([user, rest]) => [user, ...rest]);
    fc.assert(
      fc.property(fc.array(anyRow), (rows) => {
        const lines = [header.split(','), ...rows];
        const plain = lines.map((line) => line.join(',')).join('\n');
        const quoted = lines.map((line) => line.map((text) => `"${text}"`).join(',')).join('\n');
        const read = parse(quoted);
        assert.deepEqual(parse(plain), read);
        assert.deepEqual(parse(plain.replaceAll('\n', '\r\n')), read);
        assert.deepEqual(parse(`${plain}\n\n`), read);
      }),
    );
  });

  it('with a quote where none belongs is refused, and never half read', () => {
    for (const user of ['"alice', 'al"ice', '"alice"x', '"ali"ce"'])
      assert.throws(() => parse(`${header}\n${row({ user })}\n${row()}\n`), /Quote|Record Length/);
  });

  it('with a quote in a name that is quoted is read', () => {
    const text = `${header}\r\n${row({ user: '"a""b"' })}\r\n`;
    assert.deepEqual([...parse(text).rows.keys()], ['a"b']);
  });

  it('with a row that is too short or too long is refused', () => {
    for (const broken of [row().slice(0, -4), `${row()},more`])
      assert.throws(() => parse(`${header}\n${broken}\n${row()}\n`), /length/i);
  });

  it('without a column that is needed is refused', () => {
    const without = [header.replace(',mfa_active', ''), row().replace(',N/A', '')].join('\n');
    assert.throws(() => parse(without), /mfa_active/);
    assert.throws(() => parse(`${header}\n<html>`));
  });
});

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { readStatement } from '../../../cli/move/read-statement';
import { readBefore } from '../../../cli/offboard/read-before';
import { waysStatementSchema } from '../../../rules/person/ways-statement';
import { explained } from '../answer';
import { makeValue, type Hint } from '../make-value';
import type { Door } from './door';
import { publishedSchema } from './project';

const ACCOUNT = '111111111111';

/** A file that one command writes, and another one reads. */
function jsonDoor(
  option: string,
  schema: object,
  hint: Hint,
  read: (file: string) => unknown,
): Door {
  const form = new RegExp(
    `^${option}( is)?:? (?<file>\\S+?): ((?<field>.+?): )?found (.+?), expected .+$`,
    's',
  );
  return {
    name: `the file of ${option}`,
    writtenIn: 'json',
    schema,
    make: (dice) => makeValue(schema, dice, hint),
    ask: async (text) => {
      const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-front-door-'));
      const file = path.join(folder, 'file.json');
      try {
        writeFileSync(file, text);
        return (await explained(() => read(file))) ?? { code: 0, lines: [] };
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    fieldIn: (line) => {
      const { groups } = form.exec(line) ?? {};
      return groups && (groups['field'] ?? '');
    },
    namesFile: (line) => line.includes('file.json'),
  };
}

const saidHint: Hint = (at) => {
  const field = at.at(-1);
  if (field === 'way') return 'sign-in';
  if (field === 'arn') return `arn:aws:iam::${ACCOUNT}:user/ada`;
  if (field === 'accountId') return ACCOUNT;
  return field === 'madeAt' || field === 'at' ? '2026-11-30T09:30:00.000Z' : undefined;
};

const beforeHint: Hint = (at) => {
  const [last, holder] = [at.at(-1), at.at(-2)];
  if (last === 'id' && holder === 'account') return ACCOUNT;
  return last === 'name' && holder === 'declared' ? 'ada' : undefined;
};

export const jsonDoors: readonly Door[] = [
  jsonDoor('--said', z.toJSONSchema(waysStatementSchema, { io: 'input' }), saidHint, readStatement),
  jsonDoor('--before', publishedSchema('docs/schemas/holdings.schema.json'), beforeHint, (file) =>
    readBefore(file, 'ada', ACCOUNT),
  ),
];

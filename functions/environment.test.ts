import assert from 'node:assert/strict';
import { z } from 'zod';
import { EnvironmentError, readEnvironment } from './environment';

function problemsOf(schema: z.ZodObject, environment: Record<string, string>): readonly string[] {
  try {
    readEnvironment(schema, environment);
    return [];
  } catch (error) {
    assert.ok(error instanceof EnvironmentError);
    return error.problems;
  }
}

describe("a function's environment", () => {
  const schema = z.object({
    KEYTURN_TABLE: z.string('expected a name'),
    KEYTURN_MODE: z.enum(['on', 'off'], 'expected on or off'),
  });

  it('is read where it is right, and the rest of it left out', () => {
    const environment = { KEYTURN_TABLE: 't', KEYTURN_MODE: 'on', PATH: '/bin' };
    assert.deepEqual(readEnvironment(schema, environment), {
      KEYTURN_TABLE: 't',
      KEYTURN_MODE: 'on',
    });
  });

  it('names every variable that is wrong, what was found and what is expected', () => {
    assert.deepEqual(problemsOf(schema, { KEYTURN_MODE: 'maybe' }), [
      'KEYTURN_TABLE is not set: expected a name',
      'KEYTURN_MODE is "maybe": expected on or off',
    ]);
  });
});

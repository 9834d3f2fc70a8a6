import assert from 'node:assert/strict';
import type { SigningSecretPort } from '../ports/signing-secret';

/** A secret and the hand that rotates it. */
export interface OpenedSecret {
  readonly secret: SigningSecretPort;
  rotate(to: string): Promise<void>;
}

const texts = ['first', 'second', 'third'].map((name) => `${name}-secret-of-nobody`);

/** What every signing secret keeps to. `open` gives one that was never rotated. */
export function signingSecretContract(
  name: string,
  open: (first: string) => Promise<OpenedSecret>,
): void {
  describe(`the signing secret ${name}`, () => {
    const [first = '', second = '', third = ''] = texts;
    const both = async ({ secret }: OpenedSecret) => [
      await secret.read('current'),
      await secret.read('previous'),
    ];

    it('has no version before the first', async () => {
      assert.deepEqual(await both(await open(first)), [first, undefined]);
    });

    it('has the one before, and no older one, when it was rotated', async () => {
      const opened = await open(first);
      await opened.rotate(second);
      assert.deepEqual(await both(opened), [second, first]);
      await opened.rotate(third);
      assert.deepEqual(await both(opened), [third, second]);
    });
  });
}

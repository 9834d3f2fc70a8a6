import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import { checked, checkedIfGiven, isPlain, matching } from './check';
import { valueOf } from './testing/deployment';

const digits = matching(/^\d+$/, 'digits');

describe('checked', () => {
  it('complains at once of what is plain', () =>
    assert.throws(
      () => checked('size', 'x', digits),
      (error) =>
        pulumi.InputPropertyError.isInstance(error) &&
        error.propertyPath === 'size' &&
        error.message === 'size: expected digits, found "x"',
    ));

  it('complains of what is known later when it is known', async () => {
    for (const later of [pulumi.output('x'), Promise.resolve('x'), pulumi.secret('x')])
      await assert.rejects(valueOf(checked('size', later, digits)), /size: expected digits/);
  });

  it('hands on what is right, secrets as secrets', async () => {
    assert.equal(await valueOf(checked('size', '1', digits)), '1');
    const secret = checked('size', pulumi.secret('1'), digits);
    assert.equal(await valueOf(secret), '1');
    assert.equal(await pulumi.isSecret(secret), true);
  });

  it('waits for what a preview does not know yet', async () => {
    const unknown = pulumi.unknown as unknown as string;
    await valueOf(checked('size', pulumi.output(unknown), digits));
  });

  it('leaves what is not given alone', () =>
    assert.equal(checkedIfGiven<string>('size', undefined, digits), undefined));

  it('complains of what other languages give in the place of a text', () => {
    for (const wrong of [1, null, true, {}])
      assert.throws(() => checked('size', wrong as unknown as string, digits), /expected digits/);
  });

  it('shows no more of a value than a line can', () => {
    const text = `${'x'.repeat(100_000)}\u001b[2J`;
    assert.throws(
      () => checked('fullName', text, matching(/^[a-z]{1,64}$/, 'a name')),
      ({ message }: Error) =>
        message.includes('expected a name, found "xxx') && message.length < 1100,
    );
  });
});

describe('isPlain', () => {
  const cases: [unknown, boolean][] = [
    ['a', true],
    [undefined, true],
    [[1, { a: 'b' }], true],
    [pulumi.output('a'), false],
    [Promise.resolve('a'), false],
    [[1, pulumi.output('a')], false],
    [{ a: [{ b: pulumi.secret('a') }] }, false],
  ];
  it('finds outputs at any depth', () => {
    for (const [value, expected] of cases) assert.equal(isPlain(value), expected);
  });
});

import assert from 'node:assert/strict';
import { RECENT_DAYS, trailSince, usesIn, type SignedCall } from './recent-uses';

const at = (hour: number) => new Date(Date.UTC(2026, 0, 5, hour));
const call = (hour: number, more: Partial<SignedCall> = {}): SignedCall => ({
  at: at(hour),
  source: 'ecr.amazonaws.com',
  address: '198.51.100.7',
  userAgent: 'aws-sdk-go/1.44.1 (go1.19)',
  ...more,
});
const use = (hour: number, more: object = {}) => ({
  program: 'aws-sdk-go/1.44.1',
  address: '198.51.100.7',
  service: 'ecr',
  at: at(hour).toISOString(),
  ...more,
});

describe('who used a key of late', () => {
  it('is one for however many calls, with the time of the newest, in whatever order they come', () =>
    assert.deepEqual(usesIn([call(3), call(9), call(6)]), [use(9)]));

  it('is another by another address, program or service, the newest first', () =>
    assert.deepEqual(
      usesIn([
        call(1),
        call(2, { address: '198.51.100.8' }),
        call(3, { userAgent: 'aws-cli/2.31.0' }),
      ]),
      [use(3, { program: 'aws-cli/2.31.0' }), use(2, { address: '198.51.100.8' }), use(1)],
    ));

  it('is the newest three: a person reads no more', () => {
    const services = ['a', 'b', 'c', 'd'].map((source, hour) => call(hour, { source }));
    assert.deepEqual(
      usesIn(services).map(({ service }) => service),
      ['d', 'c', 'b'],
    );
  });

  it('leaves out what CloudTrail does not say', () => {
    const unknown = { address: '', userAgent: undefined };
    assert.deepEqual(usesIn([call(1, unknown)]), [{ service: 'ecr', at: at(1).toISOString() }]);
    assert.deepEqual(usesIn([]), []);
  });

  it('names a service by all that is not AWS’s own ending', () => {
    const serviceOf = (source: string) => usesIn([call(1, { source })])[0]?.service;
    assert.equal(serviceOf('signin.aws.amazon.com'), 'signin');
    assert.equal(serviceOf('ecr.amazonaws.com.example'), 'ecr.amazonaws.com.example');
  });

  it('tells programs from each other by what is shown of them', () =>
    assert.equal(
      usesIn([call(1), call(2, { userAgent: 'aws-sdk-go/1.44.1 (go1.20)' })]).length,
      1,
    ));

  it('cuts what is too long', () => {
    const [found] = usesIn([call(1, { address: 'a'.repeat(5000), source: 's'.repeat(5000) })]);
    assert.deepEqual([found?.address?.length, found?.service.length], [60, 60]);
  });

  it('is of fourteen days', () =>
    assert.equal(
      trailSince(new Date('2026-03-15T09:00:00Z'), RECENT_DAYS).toISOString(),
      '2026-03-01T09:00:00.000Z',
    ));
});

import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateBucketCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { startMoto, type Moto } from '../emulation/moto/start';
import type { Evidence } from '../rules/evidence/evidence';
import { evidenceSchema } from '../rules/evidence/evidence-schema';
import {
  chained,
  paged,
  production,
  reportOf,
  sha256,
  type MadeUpKey,
} from '../rules/evidence/testing/days';
import type { Report, ReportBefore } from '../rules/report/report';
import { exitCodes } from './exit-codes';
import { Keyturn } from './testing/keyturn';
import { reportsOf } from './testing/report-folder';

/** That of the emulated AWS's own credentials. */
const OWN = '123456789012';
const Bucket = 'keyturn-reports';
const keys: readonly MadeUpKey[] = [
  { id: 'AKIAALICE0000000001', user: 'alice', type: 'engineer', made: '2026-06-01' },
  { id: 'AKIAPROD00000000001', user: 'bob', account: production.id, made: '2026-06-02' },
];

/** From the fifth day on with a page an account. */
function filesOf(report: Report, before: ReportBefore): ReadonlyMap<string, string> {
  return report.on < '2026-07-05' ? chained([report], before) : paged(report, before).files;
}

const textsOf = ({ lacks }: Evidence, weight: string) =>
  lacks.filter((each) => each.weight === weight).map(({ text }) => text);

describe('keyturn evidence, of the bucket', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let s3: S3Client;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  beforeEach(async () => {
    await moto.reset();
    await moto.refuse([]);
    const credentials = await moto.credentialsFor(OWN);
    s3 = new S3Client({ endpoint: moto.url, region: 'us-east-1', credentials });
    await s3.send(new CreateBucketCommand({ Bucket }));
  });

  async function put(files: ReadonlyMap<string, string>) {
    for (const [name, Body] of files)
      await s3.send(new PutObjectCommand({ Bucket, Key: `reports/${name}`, Body }));
  }

  /** As a process. */
  async function take(bucket = Bucket, ...more: readonly string[]) {
    const out = path.join(mkdtempSync(path.join(keyturn.folder, 'out-')), 'evidence');
    const period = ['--from', '2026-07-01', '--to', '2026-07-10'];
    const args = ['evidence', ...period, '--bucket', bucket, '--out', out, ...more];
    const ended = await keyturn.start(args, { env: moto.env });
    return {
      ...ended,
      out,
      get json(): Evidence {
        return evidenceSchema.parse(
          JSON.parse(readFileSync(path.join(out, 'evidence.json'), 'utf8')),
        );
      },
    };
  }

  it('reads days of one page and days with a page an account, and what was only caught up on', async () => {
    const reports = reportsOf('2026-06-30', '2026-07-11', keys);
    const files = new Map<string, string>();
    let before: ReportBefore = { none: 'no report of the 45 days before' };
    for (const report of reports.filter(({ on }) => on !== '2026-07-08')) {
      for (const [name, body] of filesOf(report, before)) files.set(name, body);
      const body = files.get(`${report.on}/keyturn-report.json`) ?? '';
      before = { on: report.on, sha256: sha256(body) };
    }
    files.set('2026-07-08/late/keyturn-report.json', JSON.stringify(reportOf('2026-07-08', keys)));
    await put(files);
    const { code, json, stderr } = await take();
    assert.equal(code, exitCodes.incomplete, stderr);
    assert.equal(json.source, `s3://${Bucket}/reports/`);
    assert.deepEqual(textsOf(json, 'broken'), []);
    assert.deepEqual(textsOf(json, 'missing').length, 1);
    assert.match(textsOf(json, 'missing').join(), /somebody caught up later.*2026-07-08/);
    const found = json.population.flatMap((each) => each.keys);
    assert.deepEqual(
      found.map(({ keyId, seen, atEnd }) => [keyId, seen, atEnd]),
      keys.map(({ id }) => [id, { from: '2026-07-01', to: '2026-07-10' }, 'enabled']),
    );
    assert.deepEqual(
      json.trend.days.map(({ enabled }) => enabled),
      Array(9).fill(2),
    );
  });

  it('finds the version that was written over', async () => {
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    const files = chained(reportsOf('2026-07-01', '2026-07-10', keys));
    await put(files);
    const name = '2026-07-05/keyturn-report.json';
    await put(new Map([[name, (files.get(name) ?? '').replace('"Active"', '"Inactive"')]]));
    const { code, json, stderr } = await take();
    assert.equal(code, exitCodes.findings, stderr);
    assert.match(
      textsOf(json, 'broken').join(),
      /^the report of 2026-07-05 was written over after that of 2026-07-06 had named it/,
    );
  });

  it('says which bucket there is none of, and writes nothing', async () => {
    const { code, stderr, out } = await take('keyturn-report');
    assert.equal(code, exitCodes.noAnswer);
    assert.match(stderr, /the bucket keyturn-report was asked for the days.*NoSuchBucket/);
    assert.match(stderr, /pulumi stack output reportsBucketName/);
    assert.deepEqual(readdirSync(out), []);
  });

  const wrong: [string, readonly string[], number, RegExp][] = [
    [
      'a profile that there is not',
      ['--profile', 'nobody'],
      exitCodes.badUse,
      /--profile is nobody, a profile/,
    ],
    [
      'a region that is none',
      ['--region', 'atlantis'],
      exitCodes.badUse,
      /"atlantis" is no region/,
    ],
    [
      'a ledger that is not there',
      ['--ledger', 'no-such-table'],
      exitCodes.noAnswer,
      /asked for the ledger no-such-table in us-east-1, and answered: ResourceNotFound/,
    ],
  ];
  for (const [what, args, expected, why] of wrong)
    it(`refuses ${what}, and writes nothing`, async () => {
      await put(chained(reportsOf('2026-07-01', '2026-07-10', keys)));
      const { code, stderr, out } = await take(Bucket, ...args);
      assert.equal(code, expected, stderr);
      assert.deepEqual(existsSync(out) ? readdirSync(out) : [], []);
      assert.match(stderr, why);
    });

  const denied: [string, string][] = [
    ['s3:ListObjectsV2', 's3:ListBucket'],
    ['s3:GetObject', 's3:GetObject'],
  ];
  for (const [call, right] of denied)
    it(`names the right that it lacks: ${right}`, async () => {
      await put(chained(reportsOf('2026-07-01', '2026-07-10', keys)));
      await moto.refuse([call]);
      const { code, stderr, out } = await take();
      assert.equal(code, exitCodes.noAnswer);
      assert.ok(stderr.includes(`(${right})`) && stderr.includes('AccessDenied'), stderr);
      assert.deepEqual(readdirSync(out), []);
    });
});

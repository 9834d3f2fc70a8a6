import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { CloudTrailClient, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import {
  DeactivateMFADeviceCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  DeleteVirtualMFADeviceCommand,
} from '@aws-sdk/client-iam';
import { clientsOf, createDevice, enableDevice } from '../emulation/moto/test-clients';
import {
  offboardCertificateSchema,
  type OffboardCertificate,
} from '../rules/offboarding/certificate';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { OWN, ROLE } from './testing/company';
import type { Ended } from './testing/ended';
import { Keyturn } from './testing/keyturn';
import { MovingCompany, projectOf } from './testing/moving-company';
import { createRolesElsewhere } from './testing/offboarding';
import { schemaOf } from './testing/schema-of';

const names = ['ada', 'bea', 'cleo', 'dora', 'eve'];
const entry = (name: string) =>
  `  ${name}: { slackId: ${`U0${name.toUpperCase()}`.padEnd(11, '0')}, fullName: ${name} }\n`;
const engineers = (...of: readonly string[]) => `engineers:\n${of.map(entry).join('')}`;
const everywhere = ['--role-name', ROLE];
const root = `arn:aws:iam::${OWN}:root`;

describe('keyturn offboard --verify, of MFA devices', () => {
  let keyturn: Keyturn;
  let company: MovingCompany;
  let project: TestProject;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    company = await MovingCompany.open(
      names.map((name) => ({ name, keys: [40], hasPassword: true })),
    );
    await createRolesElsewhere(company.moto);
  });
  after(() => company.stop());
  beforeEach(() => (project = projectOf('engineers: {}\n')));
  afterEach(() => project.remove());

  const iamOf = async () => clientsOf(company.moto, await company.moto.credentialsFor(OWN)).iam;
  const run = (...args: readonly string[]) =>
    keyturn.run(['offboard', ...args, '--project', project.folder], { env: company.env });

  /** A phone with a device of that name, enabled for the user. */
  async function enrol(UserName: string, device = `${UserName}-phone`) {
    const iam = await iamOf();
    const phone = await createDevice(iam, device);
    await enableDevice(company.moto, iam, phone, UserName);
    return phone;
  }
  async function takeOff(UserName: string, SerialNumber: string): Promise<void> {
    await (await iamOf()).send(new DeactivateMFADeviceCommand({ UserName, SerialNumber }));
  }
  async function deleteDevice(SerialNumber: string): Promise<void> {
    await (await iamOf()).send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
  }
  async function deleteCredentials(UserName: string): Promise<void> {
    const iam = await iamOf();
    const [AccessKeyId = ''] = company.keyIds.get(UserName) ?? [];
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId }));
    await iam.send(new DeleteLoginProfileCommand({ UserName }));
  }
  async function deleteUser(UserName: string): Promise<void> {
    await (await iamOf()).send(new DeleteUserCommand({ UserName }));
  }
  async function record(name: string): Promise<string> {
    const file = path.join(mkdtempSync(path.join(keyturn.folder, 'before-')), 'record.json');
    project.write('stacks/engineers.yaml', engineers(name));
    const { code, stderr } = await run(name, ...everywhere, '--record', file);
    assert.equal(code, exitCodes.fine, stderr);
    return file;
  }
  async function verified(
    name: string,
    ...args: readonly string[]
  ): Promise<[Ended, OffboardCertificate, string]> {
    const file = path.join(mkdtempSync(path.join(keyturn.folder, 'out-')), 'gone');
    const given = [...everywhere, '--certificate', `${file}.html`, ...args];
    const ended = await run(name, '--verify', ...given);
    const json = offboardCertificateSchema.parse(JSON.parse(readFileSync(`${file}.json`, 'utf8')));
    return [ended, json, readFileSync(`${file}.html`, 'utf8')];
  }
  /** The id of the newest event of a call about the device, as CloudTrail's own lookup has it. */
  async function eventId(call: string, serialNumber: string): Promise<string> {
    const { config } = clientsOf(company.moto, await company.moto.credentialsFor(OWN));
    const LookupAttributes = [{ AttributeKey: 'EventName' as const, AttributeValue: call }];
    const { Events = [] } = await new CloudTrailClient(config).send(
      new LookupEventsCommand({ LookupAttributes }),
    );
    const found = Events.find(({ CloudTrailEvent = '' }) => CloudTrailEvent.includes(serialNumber));
    return found?.EventId ?? assert.fail(`${call} of ${serialNumber}`);
  }

  it('certifies one that the stack took off and deleted with the user, by its events', async () => {
    const { serialNumber } = await enrol('ada');
    const before = await record('ada');
    project.write('stacks/engineers.yaml', 'engineers: {}\n');
    await deleteCredentials('ada');
    // As the provider's forceDestroy does.
    await takeOff('ada', serialNumber);
    await deleteDevice(serialNumber);
    await deleteUser('ada');
    const [{ code, stdout, stderr }, certificate, page] = await verified(
      ...(['ada', '--before', before, '--trail'] as const),
    );
    assert.deepEqual([code, stderr], [exitCodes.fine, '']);
    assert.equal(certificate.result, 'out');
    assert.match(stdout, /2 of 2 credentials, 1 of 1 MFA devices are gone or off/);
    const [device, ...others] = certificate.mfaDevices;
    assert.deepEqual(others, []);
    assert.deepEqual(
      [device?.serialNumber, device?.kind, device?.status, device?.end.is, device?.end.by],
      [serialNumber, 'virtual', 'deleted', 'ended', root],
    );
    assert.equal(device?.end.eventId, await eventId('DeactivateMFADevice', serialNumber));
    const deletion = await eventId('DeleteVirtualMFADevice', serialNumber);
    assert.equal(device?.deletion?.eventId, deletion);
    assert.ok(device?.enabledAt);
    assert.ok(page.includes(serialNumber) && page.includes(deletion));
    const validate = schemaOf('offboard-certificate');
    assert.ok(validate(certificate), JSON.stringify(validate.errors));
  });

  it('fails for one that is still enabled, though all else of the user is gone', async () => {
    const { serialNumber } = await enrol('bea');
    await deleteCredentials('bea');
    // The credential report that IAM has made is good for four hours.
    const now = await company.moto.now();
    await company.moto.setClock(new Date(now.getTime() + 5 * 3_600_000));
    const [{ code, stderr }, certificate] = await verified('bea', '--trail');
    assert.equal(code, exitCodes.findings);
    assert.match(stderr, /bea is not out: the IAM user bea .* is there/);
    assert.deepEqual(
      certificate.left.map(({ what }) => what),
      ['user', 'mfa-device'],
    );
    assert.ok(certificate.left[1]?.text.includes(serialNumber));
    assert.deepEqual(
      certificate.mfaDevices.map(({ status, end }) => [status, end.is]),
      [['enabled', 'left']],
    );
  });

  it('is not taken in by one that was taken off, and is enabled again', async () => {
    const phone = await enrol('cleo');
    const { serialNumber } = phone;
    await takeOff('cleo', serialNumber);
    const off = await eventId('DeactivateMFADevice', serialNumber);
    await enableDevice(company.moto, await iamOf(), phone, 'cleo');
    const [, there] = await verified('cleo', '--trail');
    assert.deepEqual(
      there.mfaDevices.map(({ status, end }) => [status, end.is, end.eventId]),
      [['enabled', 'left', undefined]],
    );
    await deleteCredentials('cleo');
    await takeOff('cleo', serialNumber);
    await deleteUser('cleo');
    const [{ code }, gone] = await verified('cleo', '--trail');
    assert.equal(code, exitCodes.incomplete, 'their id nobody knows: CloudTrail is of 90 days');
    const [device] = gone.mfaDevices;
    assert.deepEqual([device?.status, device?.deletion], ['deactivated', undefined]);
    assert.equal(device?.end.eventId, await eventId('DeactivateMFADevice', serialNumber));
    assert.notEqual(device?.end.eventId, off);
    assert.ok(gone.notKnown.some((each) => /virtual MFA device .* was deleted/.test(each)));
  });

  it('names one that somebody else has now', async () => {
    const phone = await enrol('dora');
    const { serialNumber } = phone;
    await takeOff('dora', serialNumber);
    await enableDevice(company.moto, await iamOf(), phone, 'eve');
    const [, certificate] = await verified('dora', '--trail');
    const handed = certificate.toLook.filter((each) => each.includes(serialNumber));
    assert.equal(handed.length, 1);
    assert.match(handed[0] ?? '', /was enabled for eve at .*whoever has left may have it still/);
    const [, ofEve] = await verified('eve', '--trail');
    assert.deepEqual(
      ofEve.left.filter(({ what }) => what === 'mfa-device').map(({ text }) => text),
      [`the MFA device ${serialNumber} is enabled for eve`],
    );
  });

  it('says that it could not be read which there are', async () => {
    await company.moto.refuse(['iam:ListMFADevices']);
    try {
      const [, certificate] = await verified('bea');
      assert.ok(
        certificate.notSeen.some((each) => each.startsWith('which MFA devices they have:')),
      );
      assert.deepEqual(certificate.mfaDevices, []);
    } finally {
      await company.moto.refuse([]);
    }
  });
});

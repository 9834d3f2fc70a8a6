import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DoctoredCompany, IDENTITY, MONITOR, ROLE } from '../../cli/testing/doctored-company';
import { StandInFunctions } from '../../cli/testing/stand-in-functions';
import { DynamoDeliveries } from '../../functions/adapters/ledger/deliveries';
import { noticeId } from '../../rules/notices';
import { root } from '../../scripts/project-files';
import { withTypeScript } from '../../scripts/typescript/options';
import { readProjectFolder } from '../../stacks/config/project-folder';
import { doctorPolicies, type PoliciesOfStack } from '../../cli/deployer-policy/doctor-policies';
import { recordVariable, type SignedCall } from './record-process';

const DAY_MS = 86_400_000;
const CANARY = 'canary';

/** What `keyturn doctor` has called, by whose credentials, and the policies of the project whose monitor it looked at. */
export interface DoctorCalls {
  /** Those for all that it was asked to do. */
  readonly policies: readonly PoliciesOfStack[];
  /** Those for a look at the monitor's account alone. */
  readonly plain: readonly PoliciesOfStack[];
  /** Of the monitor's account. */
  readonly own: readonly SignedCall[];
  /** Of the account with the canary's user. */
  readonly ofCanary: readonly SignedCall[];
  /** Of the sessions in the other accounts. */
  readonly ofSessions: readonly SignedCall[];
}

/** Every call of the command, as a process: the whole way with a canary, and where no key event has come. */
export async function callsOfDoctor(): Promise<DoctorCalls> {
  const company = await DoctoredCompany.open();
  const folder = mkdtempSync(path.join(tmpdir(), 'keyturn-doctor-'));
  try {
    const functions = await StandInFunctions.start();
    await functions.standIn(company.moto);
    const doctor = new Doctor(company, folder);
    const args = ['--role-name', ROLE, '--canary', CANARY, '--canary-profile', 'identity', '--yes'];
    await whileAnnounced(company, doctor.run(...args));
    await company.moto.tellTime(true);
    await company.moto.setClock(new Date(Date.now() + 120 * DAY_MS));
    await doctor.run();
    await functions.stop();
    const calls = doctor.calls();
    const isOf = (keys: ReadonlySet<string>) => (call: SignedCall) => keys.has(call.accessKeyId);
    const given = new Set([...doctor.ownKeys, ...doctor.canaryKeys]);
    const project = readProjectFolder(company.project.folder);
    return {
      policies: doctorPolicies(project, { roleName: ROLE, canary: CANARY }),
      plain: doctorPolicies(project, {}),
      own: calls.filter(isOf(doctor.ownKeys)),
      ofCanary: calls.filter(isOf(doctor.canaryKeys)),
      ofSessions: calls.filter((call) => !isOf(given)(call)),
    };
  } finally {
    rmSync(folder, { recursive: true });
    await company.stop();
  }
}

class Doctor {
  /** The ids of the keys that it was given. */
  readonly ownKeys = new Set<string>();
  readonly canaryKeys = new Set<string>();
  readonly #record: string;

  constructor(
    private readonly company: DoctoredCompany,
    private readonly folder: string,
  ) {
    this.#record = path.join(folder, 'calls');
  }

  /** From its sources, in which the recorder finds the SDK. */
  async run(...args: readonly string[]): Promise<void> {
    const { moto, project } = this.company;
    const config = path.join(this.folder, 'config');
    const identity = await moto.credentialsFor(IDENTITY);
    const env = await this.company.env(MONITOR);
    this.canaryKeys.add(identity.accessKeyId);
    this.ownKeys.add(env['AWS_ACCESS_KEY_ID'] ?? '');
    writeFileSync(
      config,
      `[profile identity]\naws_access_key_id = ${identity.accessKeyId}\naws_secret_access_key = ${identity.secretAccessKey}\n${identity.sessionToken ? `aws_session_token = ${identity.sessionToken}\n` : ''}`,
    );
    const child = spawn(
      process.execPath,
      [
        ...[...withTypeScript, '-r', path.join(__dirname, 'record-process.ts')],
        ...[path.join(root, 'cli', 'main.ts'), 'doctor', '--project', project.folder, ...args],
      ],
      {
        env: {
          ...{ PATH: process.env['PATH'], HOME: this.folder, AWS_CONFIG_FILE: config },
          ...env,
          [recordVariable]: this.#record,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    await once(child, 'close');
    const [stdout, stderr] = await said;
    if (stdout === '') throw new Error(stderr);
  }

  calls(): readonly SignedCall[] {
    const lines = readFileSync(this.#record, 'utf8').trimEnd().split('\n');
    return lines.map((line) => JSON.parse(line) as SignedCall);
  }
}

/** In the place of the functions key-events and notify, while something runs: the ledger has that Slack took it. */
async function whileAnnounced(company: DoctoredCompany, running: Promise<void>): Promise<void> {
  const client = new DynamoDBClient(await company.awsOf(MONITOR));
  const deliveries = new DynamoDeliveries(DynamoDBDocumentClient.from(client), 'keyturn-ledger');
  let isOver = false;
  const over = running.finally(() => (isOver = true));
  while (!isOver) {
    const made = (await company.moto.keyEvents()).map(
      ({ detail }) => detail.responseElements?.accessKey,
    );
    const keyId = made.findLast((key) => key?.userName === CANARY)?.accessKeyId;
    if (keyId !== undefined) {
      const delivery = { channel: 'C0INFRA0001', ts: '1790845200.000100', at: new Date() };
      const notice = noticeId.keyCreated(keyId);
      await deliveries.recordTeam(IDENTITY, notice, new Date(), delivery);
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
  return over;
}

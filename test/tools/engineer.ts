import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { OwnTerminal } from '../../cli/testing/own-terminal';
import type { Keyturn } from '../../cli/testing/keyturn';
import type { ToolName } from '../../cli/aws-config/tool-names';
import { clientsOf } from '../../emulation/moto/test-clients';
import type { Moto, RecordedCall } from '../../emulation/moto/start';
import type { toolRuns } from './tool-runs';

const PRODUCTION = '222222222222';

/** What STS saw of one use of a profile. */
export interface Used {
  readonly profile: string;
  /** Who the calls are made as. */
  readonly arn: string;
  /** Calls that came with an MFA code: each takes one that was not used before. */
  readonly codes: number;
  readonly sessionNames: readonly string[];
}

/** An engineer with the profiles that the command writes, and one tool. */
export class EngineerWithTool {
  private constructor(
    readonly terminal: OwnTerminal,
    private readonly tool: ReturnType<typeof toolRuns>[ToolName],
  ) {}

  static async settle(
    moto: Moto,
    keyturn: Keyturn,
    tool: ReturnType<typeof toolRuns>[ToolName],
    {
      userName,
      project,
      args = [],
    }: { readonly userName: string; readonly project: string; readonly args?: readonly string[] },
  ): Promise<EngineerWithTool> {
    await moto.reset();
    const { iam } = clientsOf(moto, await moto.credentialsFor(PRODUCTION));
    for (const RoleName of ['deploy', 'read-only', 'administrator'])
      await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: anybody }));
    const terminal = await OwnTerminal.open(moto, keyturn.folder, userName);
    const { serialNumber } = terminal.device;
    const given = ['aws-config', userName, '--project', project, '--mfa-serial', serialNumber];
    const { code, stdout, stderr } = await keyturn.run([...given, ...args]);
    if (code !== 0) throw new Error(stderr);
    terminal.write('config', stdout);
    await tool.takeKey(terminal, 'identity');
    return new EngineerWithTool(terminal, tool);
  }

  async use(profile: string): Promise<Used> {
    const { moto } = this.terminal;
    const code = await this.terminal.code();
    const before = (await moto.recordedCalls()).length;
    const arn = await this.tool.whoAmI(this.terminal, profile, code);
    const calls = (await moto.recordedCalls()).slice(before);
    return { profile, arn, codes: calls.filter(isWithCode).length, sessionNames: namesIn(calls) };
  }

  /** One after the other. */
  async useAll(profiles: readonly string[]): Promise<readonly Used[]> {
    const used: Used[] = [];
    for (const profile of profiles) used.push(await this.use(profile));
    return used;
  }
}

// The emulated STS asks nobody's trust policy.
const anybody = '{"Version":"2012-10-17","Statement":[]}';

function isWithCode({ about }: RecordedCall): boolean {
  return about['SerialNumber'] !== undefined;
}

function namesIn(calls: readonly RecordedCall[]): readonly string[] {
  return calls.flatMap(({ action, about }) =>
    action === 'AssumeRole' ? [about['RoleSessionName'] ?? ''] : [],
  );
}

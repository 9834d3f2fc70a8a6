import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  CreateLoginProfileCommand,
  type IAMClient,
  TagUserCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { exitCodes } from '../../../cli/exit-codes';
import { clientsOf } from '../../../emulation/moto/test-clients';
import { AwsLogin } from '../../../emulation/people/aws-login';
import { certificateSchema } from '../../../rules/person/certificate';
import { cast, identity } from '../cast';
import type { Company } from '../company';
import { harmless, type Reaper } from '../reaper';
import { moveDeeds, wavers, type MoveDeed } from './deeds';
import { KillableCommand, type Ran } from './killable-command';
import type { Moved } from './moved';
import { MovesProject } from './project';

const movers = cast.filter(({ isMoving }) => isMoving);
const PASSWORD = ['Correct', 'horse', '1'].join('-');
const workplace = { sourceAddress: '203.0.113.20', userAgent: 'aws-cli/2.32.0 md/command#login' };
/** So often the command is killed before nothing happens to it any more. */
const MOST_DEATHS = 3;
const [FINE, NOT_YET] = [exitCodes.fine, exitCodes.findings];
const RECORDING = 'dynamodb UpdateItem';

type Step = Extract<MoveDeed, { does: 'is moved' }>;
type DoneByHand = Exclude<MoveDeed, Step>;

const options: Readonly<Record<NonNullable<Step['by']>, (who: string) => readonly string[]>> = {
  force: () => ['--force', '--reason', 'left the old laptop'],
  back: () => ['--back'],
  certificate: (who) => ['--certificate', `${who}-without-key`],
};

/** People who move from their keys to `aws login`, and whoever leads them with `keyturn move`. */
export class Moving {
  readonly moved: Moved = {
    ...{ tagged: [], signedIn: [], forced: [], told: [], foundOpen: [], steps: 0, broken: [] },
  };
  #waiting: MoveDeed[] = [];

  private constructor(
    private readonly company: Company,
    private readonly command: KillableCommand,
    private readonly project: MovesProject,
    private readonly reaper: Reaper,
    private readonly iam: IAMClient,
  ) {}

  /** @param bundle the command's */
  static async begin(company: Company, bundle: string, reaper: Reaper): Promise<Moving> {
    const { moto } = company;
    const command = await KillableCommand.at(bundle, moto, 'us-east-1');
    const iam = await company.iamOf(identity.id);
    for (const { name: UserName } of movers)
      await iam.send(new CreateLoginProfileCommand({ UserName, Password: PASSWORD }));
    const moving = new Moving(company, command, new MovesProject(movers), reaper, iam);
    for (const { name: who } of movers)
      moving.moved.tagged.push({ who, at: new Date(0), access: ['key', 'sign-in'] });
    return moving;
  }

  /** Early, so that the day's run is the only one that is to ask for it. */
  async signInAll(day: number): Promise<void> {
    for (const deed of moveDeeds.get(day) ?? [])
      if (deed.does === 'signs in') await this.#doByHand(deed);
  }

  /** What is to be done on that day, and what the command would not do before. */
  async moveAll(day: number): Promise<void> {
    const deeds = [...this.#waiting, ...(moveDeeds.get(day) ?? [])];
    this.#waiting = [];
    for (const deed of deeds)
      if (deed.does === 'is moved') await this.#step(deed);
      else if (deed.does !== 'signs in') await this.#doByHand(deed);
    const { who, from } = wavers;
    // In a story that begins later he has no other way that he could leave by.
    const hasSignedIn = this.moved.signedIn.some((each) => each.who === who);
    if (day >= from && hasSignedIn && this.#isOpenTo(who))
      await this.#step({ who, does: 'is moved' });
  }

  /** Whoever can't make up their mind goes back, perhaps, since something has died. */
  async wavers(): Promise<void> {
    const { who } = wavers;
    if (this.#isOpenTo(who) || !this.reaper.changesMinds()) return;
    await this.#step({ who, does: 'is moved', by: 'back' });
  }

  /** A run has come to its end, and has found `key` open to whom it is open. */
  noteRun(): void {
    const { now: at } = this.company;
    for (const { name: who } of movers) {
      const access = this.moved.tagged.findLast((each) => each.who === who)?.access;
      if (access?.includes('key')) this.moved.foundOpen.push({ who, at });
    }
  }

  async stop(): Promise<void> {
    await this.command.stop();
    this.project.remove();
  }

  #isOpenTo(who: string): boolean {
    return this.project.accessOf(who).includes('key');
  }

  async #doByHand(deed: DoneByHand): Promise<void> {
    const { who } = deed;
    const { moto, keys, now: at } = this.company;
    switch (deed.does) {
      case 'signs in':
        this.moved.signedIn.push({ who, at });
        await AwsLogin.signIn(moto, workplace, {
          ...{ accountId: identity.id, userName: who, password: PASSWORD },
        });
        return;
      case 'uses their key': {
        const { id: accessKeyId = '', secret: secretAccessKey = '' } =
          keys.find(({ owner }) => owner.name === who) ?? {};
        // One that is disabled is refused, as it should be.
        const { sts } = clientsOf(moto, { accessKeyId, secretAccessKey });
        await sts.send(new GetCallerIdentityCommand()).catch(() => undefined);
        return;
      }
      case 'is written':
        this.project.write(this.project.textWith(who, deed.access));
        return this.#pulumiUp(who);
    }
  }

  /** Who finds the command killed runs it again. */
  async #step(deed: Step): Promise<void> {
    const { who, by, ends } = deed;
    const args = [who, ...(by ? options[by](who) : []), '--project', this.project.folder];
    const monitor = ['--config', `${this.project.folder}/Pulumi.monitor.yaml`];
    const [before, access] = [this.project.text, accessAfter(deed, this.project)];
    const wanted = this.project.textWith(who, access);
    const calls: string[] = [];
    for (let deaths = 0; ; deaths++) {
      const plan = deaths < MOST_DEATHS ? this.reaper.planMove() : harmless;
      const ran = await this.command.run([...args, ...monitor], plan);
      calls.push(...ran.calls.map(({ action }) => action));
      this.#look(deed, ran, { before, wanted, calls });
      if (by === 'force' && this.moved.forced.length === 0)
        this.moved.forced.push({ who, at: this.company.now });
      if (ran.kill) {
        this.reaper.kills.push(ran.kill);
        await this.company.turnTo(new Date(this.company.now.getTime() + 10_000));
        continue;
      }
      if (ran.code === NOT_YET && ends === 'at last') return void this.#waiting.push(deed);
      // What a dead process has done is not done again, and the command says what is left.
      const isDone = deaths > 0 && by !== 'back' && this.project.text === wanted;
      if (isDone && ran.code === NOT_YET && /pulumi up does that/.test(ran.stderr)) break;
      if (ran.code !== (ends === 'refused' ? NOT_YET : FINE))
        this.#break(`keyturn move ${args.join(' ')} ended with ${ran.code}: ${ran.stderr}`);
      break;
    }
    this.moved.steps += 1;
    if (ends === 'refused') return;
    if (by === 'certificate') return this.#readCertificate(who);
    if (this.project.text !== wanted)
      return this.#break(`${who}: engineers.yaml is not as it should be`);
    if (by === 'back') this.moved.told.push({ who, at: this.company.now });
    if (by === 'back' && !calls.includes(RECORDING))
      this.#break(`${who}: key is given back, and the ledger was not told`);
    await this.#pulumiUp(who);
  }

  #readCertificate(who: string): void {
    const text = readFileSync(path.join(this.command.home, `${who}-without-key.json`), 'utf8');
    const { credentials } = certificateSchema.parse(JSON.parse(text));
    const key = credentials.find(({ kind }) => kind === 'access-key');
    if (key?.end.is !== 'ended')
      this.#break(`${who}: the certificate says of their key ${JSON.stringify(key)}`);
  }

  /** Promise 16: whenever it is killed, engineers.yaml says what it said or what it is to say, and the ledger no less. */
  #look(
    { who, by, ends }: Step,
    { kill }: Ran,
    { before, wanted, calls }: { before: string; wanted: string; calls: readonly string[] },
  ): void {
    const { text, others } = this.project;
    const after = kill ? `, killed at ${kill.action} (${kill.fate})` : '';
    if (text !== before && (text !== wanted || ends === 'refused'))
      this.#break(`${who}: engineers.yaml is neither as it was nor as it is to be${after}`);
    if (by === 'force' && text !== before && !calls.includes(RECORDING))
      this.#break(`${who}: key is closed by force, and nobody has put their name to it${after}`);
    const strange = others.filter((name) => !/^engineers\.yaml\.\d+\.partial$/.test(name));
    if (strange.length > 0) this.#break(`${strange.join()} is beside engineers.yaml${after}`);
  }

  /** The tag as the component writes it: none where nothing but `key` is open. */
  async #pulumiUp(who: string): Promise<void> {
    const access = this.project.accessOf(who);
    const Tags = [{ Key: 'access', Value: access.join('+') }];
    if (access.join() === 'key')
      await this.iam.send(new UntagUserCommand({ UserName: who, TagKeys: ['access'] }));
    else await this.iam.send(new TagUserCommand({ UserName: who, Tags }));
    this.moved.tagged.push({ who, at: this.company.now, access });
  }

  #break(what: string): void {
    this.moved.broken.push(what);
  }
}

/** What engineers.yaml is to say of them. */
function accessAfter({ who, by }: Step, project: MovesProject): readonly string[] {
  if (by === 'back') return ['key', 'sign-in'];
  return by === 'certificate' ? project.accessOf(who) : ['sign-in'];
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { credentials, type ServiceError } from '@grpc/grpc-js';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import { AnalyzerClient } from '@pulumi/pulumi/proto/analyzer_grpc_pb';
import * as analyzer from '@pulumi/pulumi/proto/analyzer_pb';
import { analyzeRequest, nameOf, stackResource, structOf, type TestResource } from './requests';
import { levelOf, type Violation } from './run-policy';

export const packFolder = path.join(__dirname, '..');

export type PackConfig = Readonly<
  Record<string, { readonly level: analyzer.EnforcementLevel; readonly properties?: object }>
>;

type Back<Response> = (error: ServiceError | null, response: Response) => void;

/** The pack as its own process, spoken to as the engine does. */
export class PackProcess {
  private constructor(
    private readonly child: ChildProcess,
    private readonly client: AnalyzerClient,
  ) {}

  /**
   * Starts a pack as the language host does.
   * @param folder of the pack; its packages are found from there
   * @param node the Node that runs it
   */
  static async start(
    folder: string,
    env: NodeJS.ProcessEnv = {},
    node = process.execPath,
  ): Promise<PackProcess> {
    const program = require.resolve('@pulumi/pulumi/cmd/run-policy-pack', { paths: [folder] });
    const noEngine = '127.0.0.1:1';
    const child = spawn(node, [program, noEngine, folder], {
      cwd: folder,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const errors: string[] = [];
    child.stderr.on('data', (data: Buffer) => errors.push(data.toString()));
    const port = await Promise.race([
      once(createInterface(child.stdout), 'line').then(([line]) => String(line)),
      once(child, 'exit').then(() => undefined),
    ]);
    if (port === undefined || !/^\d+$/.test(port)) {
      child.kill();
      throw new Error(`the pack in ${folder} did not start: ${port} ${errors.join('')}`);
    }
    const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
    return new PackProcess(child, client);
  }

  info(): Promise<analyzer.AnalyzerInfo> {
    return this.call((back) => this.client.getAnalyzerInfo(new Empty(), back));
  }

  /** Begins a deployment: tells the stack, and the pack's config over what the policies say themselves. */
  async beginDeployment(config: PackConfig = {}): Promise<void> {
    const stack = new analyzer.AnalyzerStackConfigureRequest()
      .setStack('test')
      .setProject('keyturn')
      .setDryRun(true);
    stack.getTagsMap().set('env', 'test');
    await this.call((back) => this.client.configureStack(stack, back));
    const request = new analyzer.ConfigureAnalyzerRequest();
    for (const each of (await this.info()).getPoliciesList()) {
      const { level = each.getEnforcementlevel(), properties = {} } = config[each.getName()] ?? {};
      const own = new analyzer.PolicyConfig();
      own.setEnforcementlevel(level);
      own.setProperties(structOf(properties));
      request.getPolicyconfigMap().set(each.getName(), own);
    }
    await this.call((back) => this.client.configure(request, back));
  }

  /** Runs a program's resources by, in order: each is remediated and analyzed; in the end the whole stack is. */
  async runProgram(
    program: readonly TestResource[],
    config?: PackConfig,
  ): Promise<readonly Violation[]> {
    await this.beginDeployment(config);
    const violations: Violation[] = [];
    for (const resource of program) violations.push(...(await this.register(resource)));
    return [...violations, ...(await this.analyzeStack(program))];
  }

  /** What the engine does before it makes a resource. */
  async register(resource: TestResource): Promise<readonly Violation[]> {
    const request = analyzeRequest(resource);
    const remediated = await this.call<analyzer.RemediateResponse>((back) =>
      this.client.remediate(request, back),
    );
    for (const each of remediated.getRemediationsList())
      if (each.hasProperties()) request.setProperties(each.getProperties());
    const response = await this.call<analyzer.AnalyzeResponse>((back) =>
      this.client.analyze(request, back),
    );
    return violationsOf(resource.name, response);
  }

  /** What the engine does in the end, with all resources of the stack. */
  async analyzeStack(program: readonly TestResource[]): Promise<readonly Violation[]> {
    const stack = new analyzer.AnalyzeStackRequest().setResourcesList(program.map(stackResource));
    const response = await this.call<analyzer.AnalyzeResponse>((back) =>
      this.client.analyzeStack(stack, back),
    );
    return violationsOf(undefined, response);
  }

  async stop(): Promise<void> {
    this.client.close();
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    this.child.kill();
    await once(this.child, 'exit');
  }

  private call<Response>(start: (back: Back<Response>) => unknown): Promise<Response> {
    return new Promise((resolve, reject) => {
      start((error, response) => (error ? reject(error) : resolve(response)));
    });
  }
}

/** @param resource its name; undefined where each violation has its own */
function violationsOf(
  resource: string | undefined,
  response: analyzer.AnalyzeResponse,
): Violation[] {
  return response.getDiagnosticsList().map((each) => ({
    resource: resource ?? nameOf(each.getUrn()),
    policy: each.getPolicyname(),
    level: levelOf(each),
    message: each.getMessage(),
  }));
}

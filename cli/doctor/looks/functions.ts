import {
  GetFunctionCommand,
  LambdaClient,
  ListEventSourceMappingsCommand,
  type FunctionConfiguration,
  type GetFunctionCommandOutput,
} from '@aws-sdk/client-lambda';
import { functionsOf, pressFunctionNames, type AnyFunctionName } from '../../../rules/names';
import { requestHandler } from '../../aws/credentials';
import type { Deployment } from '../deployment';
import { asked, fine, notKnown, orAbsent, wrong, type Finding } from '../finding';

/** The functions that a queue wakes. */
const readers = ['notify', 'act'] as const;

export interface FoundFunctions {
  readonly functions: ReadonlyMap<AnyFunctionName, FunctionConfiguration>;
  readonly findings: readonly Finding[];
}

/** Whether each function is there and may run, and whether what waits for it reaches it. */
export async function lookAtFunctions(deployment: Deployment): Promise<FoundFunctions> {
  const { caller, names, declared } = deployment;
  const lambda = new LambdaClient({ ...caller.client, requestHandler });
  const functions = new Map<AnyFunctionName, FunctionConfiguration>();
  const wanted = declared ? functionsOf(declared.isInteractive) : functionsOf(true);
  // Whoever names the function alone does not say whether people answer in Slack.
  const mayLack = (name: AnyFunctionName) =>
    !declared && pressFunctionNames.some((each) => each === name);
  // A function that is named may be called right and looked for in the wrong place.
  const elsewhere = declared
    ? ''
    : `is it in another region than ${caller.client.region} (--region)? Else: `;
  const looked = wanted.map((name) => {
    const subject = { what: 'function', id: names.functionOf(name) };
    return asked(caller, subject, 'lambda:GetFunction', async () => {
      const command = new GetFunctionCommand({ FunctionName: subject.id });
      const found = await orAbsent(lambda.send(command));
      if (found?.Configuration) functions.set(name, found.Configuration);
      return found || !mayLack(name) ? [judgeFunction(subject.id, found, elsewhere)] : [];
    });
  });
  const findings = (await Promise.all(looked)).flat();
  const mappings = readers
    .filter((name) => functions.has(name))
    .map((name) => lookAtMapping(deployment, lambda, names.functionOf(name)));
  return { functions, findings: [...findings, ...(await Promise.all(mappings)).flat()] };
}

/** A function of that name, as Lambda describes it; undefined where it knows none. */
export function judgeFunction(
  name: string,
  found: GetFunctionCommandOutput | undefined,
  elsewhere = '',
): Finding {
  const subject = { what: 'function', id: name };
  const deployAgain = { todo: 'pulumi up on the monitor’s stack', page: 'docs/doctor.md' };
  const { Configuration: is, Concurrency } = found ?? {};
  if (!is)
    return wrong(subject, 'there is none of that name', {
      ...deployAgain,
      todo: `${elsewhere}${deployAgain.todo}`,
    });
  if (is.State === 'Failed' || is.LastUpdateStatus === 'Failed')
    return wrong(
      subject,
      `Lambda could not make it run: ${is.LastUpdateStatusReason ?? is.StateReason ?? 'no reason given'}`,
      deployAgain,
    );
  if (Concurrency?.ReservedConcurrentExecutions === 0)
    return wrong(subject, 'it is switched off: its reserved concurrency is 0', {
      todo: `aws lambda delete-function-concurrency --function-name ${name}, or pulumi up where keyturn:reservedConcurrency says a number`,
      page: 'docs/doctor.md',
    });
  if (is.Environment?.Error)
    return notKnown(
      subject,
      `its environment can’t be read: ${is.Environment.Error.Message ?? is.Environment.Error.ErrorCode}`,
      {
        todo: 'may these credentials use its KMS key (kms:Decrypt), and is the key enabled?',
        page: 'docs/security.md',
      },
    );
  return fine(subject, `there, changed ${dayOf(is.LastModified)}`);
}

/** Lambda's own form, `2026-11-30T08:00:00.000+0000`. */
function dayOf(lastModified = ''): string {
  return lastModified.slice(0, 10);
}

/** Lambda polls the queue for the function, unless somebody has switched that off. */
async function lookAtMapping(
  { caller }: Deployment,
  lambda: LambdaClient,
  FunctionName: string,
): Promise<readonly Finding[]> {
  const subject = { what: 'queue-reader', id: FunctionName };
  return asked(caller, subject, 'lambda:ListEventSourceMappings', async () => {
    const command = new ListEventSourceMappingsCommand({ FunctionName });
    const { EventSourceMappings: [mapping] = [] } = await lambda.send(command);
    const { State = 'none', UUID = '' } = mapping ?? {};
    if (State === 'Enabled') return [fine(subject, 'reads its queue')];
    if (/^(Creating|Enabling|Updating)$/.test(State))
      return [notKnown(subject, `Lambda is at it: ${State}`, { todo: 'try again in a minute' })];
    if (State === 'none')
      return [
        wrong(subject, 'nothing reads its queue: there is no event source mapping', {
          todo: 'pulumi up on the monitor’s stack',
          page: 'docs/doctor.md',
        }),
      ];
    return [
      wrong(subject, `nothing reads its queue: the event source mapping is ${State}`, {
        todo: `aws lambda update-event-source-mapping --uuid ${UUID} --enabled`,
        page: 'docs/doctor.md',
      }),
    ];
  });
}

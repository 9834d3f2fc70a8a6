import { IAMClient } from '@aws-sdk/client-iam';

/** A call that was made of AWS, by the SDK's names. */
export interface SdkCall {
  /** Such as `SQS` or `CloudWatch Events`. */
  readonly service: string;
  readonly region: string;
  /** Such as `CreateQueue`. */
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
}

interface Sender {
  readonly config: { readonly serviceId: string; readonly region: () => Promise<string> };
}
interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}
type Send = (this: Sender, command: Command, ...rest: unknown[]) => Promise<unknown>;

/** Every call of this process's SDK clients while `work` goes on. */
export async function recorded(work: () => Promise<void>): Promise<readonly SdkCall[]> {
  // Where all clients of the SDK have their `send` from.
  const base = Object.getPrototypeOf(IAMClient.prototype) as { send: Send };
  const { send } = base;
  const calls: SdkCall[] = [];
  base.send = async function (command, ...rest) {
    calls.push({
      service: this.config.serviceId,
      region: await this.config.region(),
      operation: command.constructor.name.replace(/Command$/, ''),
      input: command.input,
    });
    return send.call(this, command, ...rest);
  };
  try {
    await work();
  } finally {
    base.send = send;
  }
  return calls;
}

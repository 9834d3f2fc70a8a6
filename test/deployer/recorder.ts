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

export interface Sender {
  readonly config: {
    readonly serviceId: string;
    readonly region: () => Promise<string>;
    readonly credentials?: () => Promise<{ readonly accessKeyId: string }>;
  };
}
interface Command {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, unknown>>;
}
type Send = (this: Sender, command: Command, ...rest: unknown[]) => Promise<unknown>;

/** Tells of every call of this process's SDK clients, before it is made, until the answer is called. */
export function startRecording(
  onCall: (call: SdkCall, sender: Sender) => void | Promise<void>,
): () => void {
  // Where all clients of the SDK have their `send` from.
  const base = Object.getPrototypeOf(IAMClient.prototype) as { send: Send };
  const { send } = base;
  base.send = async function (command, ...rest) {
    const call = {
      service: this.config.serviceId,
      region: await this.config.region(),
      operation: command.constructor.name.replace(/Command$/, ''),
      input: command.input,
    };
    await onCall(call, this);
    return send.call(this, command, ...rest);
  };
  return () => void (base.send = send);
}

/** Every call of this process's SDK clients while `work` goes on. */
export async function recorded(work: () => Promise<void>): Promise<readonly SdkCall[]> {
  const calls: SdkCall[] = [];
  const stop = startRecording((call) => void calls.push(call));
  try {
    await work();
  } finally {
    stop();
  }
  return calls;
}

import { appendFileSync } from 'node:fs';
import { startRecording, type SdkCall } from './recorder';

/** A call, and whose it was. */
export interface SignedCall extends SdkCall {
  readonly accessKeyId: string;
}

/** The variable that names the file into which a process writes its calls, a line each. */
export const recordVariable = 'KEYTURN_TEST_RECORD';

// Of the process into which Node loads this first.
const file = process.env[recordVariable];
if (file !== undefined)
  startRecording(async (call, { config }) => {
    const { accessKeyId = '' } = (await config.credentials?.()) ?? {};
    const signed: SignedCall = { ...call, accessKeyId };
    appendFileSync(file, `${JSON.stringify(signed)}\n`);
  });

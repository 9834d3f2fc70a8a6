import { connectionOf } from '../provider-config';
import { EmulatedProvider } from './emulated-provider';
import { serve } from './serve';

/** Serves the emulated AWS as Pulumi's provider `aws`, where AWS_ENDPOINT_URL says that it is. */
export async function main(): Promise<void> {
  const { port } = await serve(new EmulatedProvider(() => connectionOf(process.env)));
  // The engine reads where to call from the first line.
  process.stdout.write(`${port}\n`);
}

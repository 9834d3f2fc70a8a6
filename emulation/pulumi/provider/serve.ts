import { Server, ServerCredentials } from '@grpc/grpc-js';
import { ResourceProviderService } from '@pulumi/pulumi/proto/provider_grpc_pb';
import type { EmulatedProvider } from './emulated-provider';
import { serviceOf } from './service';

/** Values of the size of a function's code. */
const MAXIMUM_MESSAGE = 400 * 1024 * 1024;

export interface Serving {
  readonly port: number;
  stop(): void;
}

/** Serves the provider as the engine calls it, on a free port of this machine. */
export async function serve(provider: EmulatedProvider): Promise<Serving> {
  const server = new Server({ 'grpc.max_receive_message_length': MAXIMUM_MESSAGE });
  server.addService(ResourceProviderService, serviceOf(provider));
  const port = await new Promise<number>((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    ),
  );
  return { port, stop: () => server.forceShutdown() };
}

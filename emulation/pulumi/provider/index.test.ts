import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { credentials } from '@grpc/grpc-js';
import awsPackage from '@pulumi/aws/package.json';
import awsxPackage from '@pulumi/awsx/package.json';
import type { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';

const plugins = [
  ['provider', awsPackage.version],
  ['provider-awsx', awsxPackage.version],
] as const;

describe('the plugins, as processes', () => {
  for (const [folder, version] of plugins)
    it(`${folder} says where it listens, and that it is version ${version}`, async () => {
      const entry = path.join(__dirname, '..', folder, 'index.mjs');
      const plugin = spawn(process.execPath, [entry], { stdio: ['ignore', 'pipe', 'inherit'] });
      try {
        const [port] = (await once(createInterface(plugin.stdout), 'line')) as [string];
        const client = new ResourceProviderClient(
          `127.0.0.1:${port}`,
          credentials.createInsecure(),
        );
        const info = await new Promise<PluginInfo>((resolve, reject) =>
          client.getPluginInfo(new Empty(), (error, found) =>
            error ? reject(error) : resolve(found),
          ),
        );
        client.close();
        assert.equal(info.getVersion(), version);
      } finally {
        const ended = once(plugin, 'exit');
        plugin.kill();
        await ended;
      }
    });
});

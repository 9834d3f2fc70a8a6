// What the engine starts for `plugins.providers[].path`. No top-level await: it is loaded with require().
import '../../../scripts/typescript/load.cjs';
import { createRequire } from 'node:module';

const { main } = createRequire(import.meta.url)('./main.ts');
main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});

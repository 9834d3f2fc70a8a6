/**
 * Stryker's mocha runner, with another way of trying bugs in what runs while a file is loaded. They need the files
 * loaded again, and there are more than a thousand of them: with a process each, as the runner does it, they took
 * hours. Here they are loaded again within the process, and the tests beside the bug are tried first.
 */
import { readFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';
import process from 'node:process';
import './mocha-12.mjs';

const { createMochaTestRunner, strykerValidationSchema } =
  await import('@stryker-mutator/mocha-runner');
const { commonTokens, declareFactoryPlugin, PluginKind, tokens } =
  await import('@stryker-mutator/api/plugin');

export { strykerValidationSchema };
export const strykerPlugins = [
  declareFactoryPlugin(PluginKind.TestRunner, 'reloading-mocha', createReloadingRunner),
];

createReloadingRunner.inject = tokens(commonTokens.injector);
function createReloadingRunner(injector) {
  const runner = createMochaTestRunner(injector);
  const run = runner.mutantRun.bind(runner);
  loadTypeScript();

  async function reload(isTried) {
    runner.mocha.dispose();
    forgetFilesIn(process.cwd() + sep);
    await runner.init();
    runner.mocha.files = runner.mocha.files.filter(isTried);
    runner.loadedEnv = false;
  }

  return Object.assign(runner, {
    capabilities: () => Promise.resolve({ reloadEnvironment: true }),
    async mutantRun(options) {
      if (options.mutantActivation === 'runtime') {
        if (options.reloadEnvironment) await reload(() => true);
        return run(options);
      }
      const folder = dirname(options.sandboxFileName);
      const isNear = (file) => [folder, dirname(folder)].includes(dirname(file));
      await reload(isNear);
      const near = await run(options);
      if (near.status !== 'survived') return near;
      await reload((file) => !isNear(file));
      const far = await run(options);
      return far.status === 'survived'
        ? { ...far, nrOfTests: near.nrOfTests + far.nrOfTests }
        : far;
    },
  });
}

/** The sandbox's files, of which node_modules is none: it is linked from outside. */
function forgetFilesIn(sandbox) {
  const isForgotten = (file) => file?.startsWith(sandbox);
  for (const [file, module] of Object.entries(Module._cache))
    if (isForgotten(file)) delete Module._cache[file];
    else module.children = module.children.filter(({ filename }) => !isForgotten(filename));
}

/** As ts-node does it, but each file is translated once. */
function loadTypeScript() {
  const ts = createRequire(import.meta.url)('typescript');
  const compilerOptions = {
    target: ts.ScriptTarget.ES2024,
    module: ts.ModuleKind.CommonJS,
    esModuleInterop: true,
  };
  const translated = new Map();
  Module._extensions['.ts'] = (module, file) => {
    const source = () => readFileSync(file, 'utf8');
    if (!translated.has(file))
      translated.set(file, ts.transpileModule(source(), { compilerOptions }).outputText);
    module._compile(translated.get(file), file);
  };
}

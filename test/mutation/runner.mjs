/**
 * Stryker's mocha runner, with another way of trying bugs in what runs while a file is loaded. They need the files
 * loaded again, and there are more than a thousand of them: with a process each, as the runner does it, they took
 * hours. Here they are loaded again within the process: of the tests that import the bug's file those beside it first.
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
  const typescript = createRequire(import.meta.url)('typescript');
  loadTypeScript(typescript);
  const graph = new Imports(typescript);

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
      const reaches = (file) => graph.reachedFrom(file).has(options.sandboxFileName);
      const isNear = (file) => [folder, dirname(folder)].includes(dirname(file));
      await reload((file) => isNear(file) && reaches(file));
      const near = await run(options);
      if (near.status !== 'survived') return near;
      await reload((file) => !isNear(file) && reaches(file));
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

/** Which files load which: what a test does not import can't be noticed by it. */
class Imports {
  #typescript;
  #known = new Map();

  constructor(typescript) {
    this.#typescript = typescript;
  }

  /** With the file itself. */
  reachedFrom(file) {
    const reached = new Set([file]);
    for (const each of reached) for (const next of this.#importsOf(each)) reached.add(next);
    return reached;
  }

  #importsOf(file) {
    if (!this.#known.has(file)) this.#known.set(file, file.endsWith('.ts') ? this.#read(file) : []);
    return this.#known.get(file);
  }

  #read(file) {
    const { resolve } = createRequire(file);
    const { importedFiles } = this.#typescript.preProcessFile(
      readFileSync(file, 'utf8'),
      true,
      true,
    );
    return importedFiles.flatMap(({ fileName }) =>
      fileName.startsWith('.') ? resolve(fileName) : [],
    );
  }
}

/** As ts-node does it, but each file is translated once. */
function loadTypeScript(ts) {
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

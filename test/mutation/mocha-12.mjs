/**
 * Stryker's mocha runner requires parts of mocha without their file extension, and mocha 12 has renamed them to
 * `.cjs` (https://github.com/stryker-mutator/stryker-js/pull/6205): Node is told to look for that too.
 */
import Module from 'node:module';

Module._extensions['.cjs'] ??= Module._extensions['.js'];

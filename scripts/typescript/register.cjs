// ts-node as its documentation has it (https://typestrong.org/ts-node/docs/api/#register), with a transpiler of ours. Not
// in tsconfig.json: Pulumi's own loaders read that too, and some of them check types, which no transpiler does.
require('ts-node').register({
  transpileOnly: true,
  transpiler: require.resolve('./transpiler.cjs'),
});

// With source maps, which ts-node reads for each stack.
require('./unread-stacks.cjs');

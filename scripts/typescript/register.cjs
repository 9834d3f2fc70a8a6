// ts-node as its documentation has it (https://typestrong.org/ts-node/docs/api/#register), with a transpiler of ours. Not
// in tsconfig.json: Pulumi's own loaders read that too, and some of them check types, which no transpiler does.
require('ts-node').register({
  transpileOnly: true,
  transpiler: require.resolve('./transpiler.cjs'),
});

// Pulumi writes where each resource is made, for the engine, and the stack of each promise of each property, for who
// looks for those that never end. Under mocks there is neither, and with source maps they take longer than the rest.
const { prepareStackTrace } = Error;
const unread = new Set(['callsites', 'debuggablePromise']);
Error.prepareStackTrace = (error, frames) =>
  unread.has(frames[0]?.getFunctionName()) && frames[0].getFileName()?.includes('@pulumi')
    ? String(error)
    : prepareStackTrace(error, frames);

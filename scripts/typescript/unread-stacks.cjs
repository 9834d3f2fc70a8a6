// Pulumi writes where each resource is made, for the engine, and the stack of each promise of each property, for who
// looks for those that never end. Under mocks there is neither, and they take longer than the rest.
const { prepareStackTrace = asNode } = Error;
const unread = new Set(['callsites', 'debuggablePromise']);
Error.prepareStackTrace = (error, frames) =>
  unread.has(frames[0]?.getFunctionName()) && frames[0].getFileName()?.includes('@pulumi')
    ? String(error)
    : prepareStackTrace(error, frames);

function asNode(error, frames) {
  return [String(error), ...frames.map((frame) => `    at ${frame}`)].join('\n');
}

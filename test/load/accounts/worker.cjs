// A warm execution environment of Lambda: loads the bundle once, and answers one event after the other. Time is the
// processor's, twice, as Lambda gives a function of 1,024 MB less than a core. Plain JavaScript, so that nothing but the
// bundle is in the process.
'use strict';
const [bundle, timeoutMs] = process.argv.slice(2);
const TIMES_SLOWER = 2;
const { handler } = require(bundle);

const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

process.on('message', async (event) => {
  const start = cpuMs();
  const context = {
    functionName: 'monitor',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:eu-central-1:333333333333:function:keyturn-monitor',
    memoryLimitInMB: '1024',
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    getRemainingTimeInMillis: () =>
      Math.max(0, Math.round(Number(timeoutMs) - TIMES_SLOWER * (cpuMs() - start))),
  };
  let answer;
  try {
    answer = { result: (await handler(event, context)) ?? null };
  } catch (error) {
    answer = { error: { name: String(error?.name), message: String(error?.message) } };
  }
  // In kilobytes, as the operating system counts it.
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  process.send({ ...answer, peakMemory, cpu: cpuMs() - start });
});
// Nobody asks any more.
process.on('disconnect', () => process.exit());
process.send({ ready: true });

// The process that runs a bundle once, as a cold start does: loads it, hands it one event, says what came of it and
// how much memory and time of a processor it took, and ends. Plain JavaScript, so that nothing but the bundle is in the process.
'use strict';
const { performance } = require('node:perf_hooks');
const [bundle, event, timeoutMs] = process.argv.slice(2);
const deadline = performance.now() + Number(timeoutMs);
const context = {
  functionName: 'monitor',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:eu-central-1:123456789012:function:monitor',
  memoryLimitInMB: '1024',
  awsRequestId: '00000000-0000-4000-8000-000000000000',
  getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
};

async function main() {
  const { handler } = require(bundle);
  let answer;
  try {
    answer = { result: await handler(JSON.parse(event), context) };
  } catch (error) {
    answer = { error: String(error) };
  }
  // In kilobytes, as the operating system counts it.
  const peakMemory = process.resourceUsage().maxRSS * 1024;
  const { user, system } = process.cpuUsage();
  process.send({ ...answer, peakMemory, cpu: (user + system) / 1000 }, () => process.exit());
}

void main();

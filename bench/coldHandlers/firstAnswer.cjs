// Does what Lambda does with the first request: loads the bundle, and calls its handler with the event. Then writes one
// line: the status of the answer, and the CPU time of all threads of this process until then, in milliseconds.
const { readFileSync } = require('node:fs');

const [, , bundle, eventFile] = process.argv;
const { handler } = require(bundle);
const context = {
  functionName: 'latchkey-cold',
  functionVersion: '$LATEST',
  invokedFunctionArn: 'arn:aws:lambda:us-east-1:999988887777:function:latchkey-cold',
  memoryLimitInMB: '1024',
  awsRequestId: 'cold',
  logGroupName: '/aws/lambda/latchkey-cold',
  logStreamName: 'cold',
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => 29_000,
};

handler(JSON.parse(readFileSync(eventFile, 'utf8')), context).then(({ statusCode, body }) => {
  const { user, system } = process.cpuUsage();
  process.stdout.write(`${JSON.stringify({ statusCode, cpuMs: (user + system) / 1000, body })}\n`);
  process.exit();
});

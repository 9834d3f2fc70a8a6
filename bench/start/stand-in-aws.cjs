// Secrets Manager and SQS, as far as `slack-in` asks them, in a process of their own. Says its port, and ends with the parent.
const { createServer } = require('node:http');

const [secret] = process.argv.slice(2);
const server = createServer((incoming, outgoing) => {
  incoming.resume();
  incoming.on('end', () => {
    const isSecret = incoming.headers['x-amz-target'] === 'secretsmanager.GetSecretValue';
    outgoing.setHeader('content-type', 'application/x-amz-json-1.1');
    outgoing.end(JSON.stringify(isSecret ? { SecretString: secret } : { MessageId: '1' }));
  });
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit());

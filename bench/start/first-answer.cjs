// One start of a function: it loads the bundle, answers one request, says how, and ends.
const [bundle, event] = process.argv.slice(2);
require(bundle)
  .handler(JSON.parse(event), { awsRequestId: '00000000-0000-4000-8000-000000000001' })
  .then((answer) => {
    process.stdout.write(`\n${JSON.stringify(answer)}`);
    process.exit();
  });

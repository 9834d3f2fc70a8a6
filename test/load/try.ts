import { playCompany } from '/work/wt-load/test/load/accounts/play-company';
const [a, u, w] = process.argv.slice(2).map(Number);
void playCompany(a!, u!, w!, (day) =>
  console.log(JSON.stringify({ ...day, quotas: [...day.quotas.most] }, null, 1)),
).catch((e) => {
  console.error(e);
  process.exitCode = 1;
});

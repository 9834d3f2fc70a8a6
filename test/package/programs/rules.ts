// Whoever builds on the rules: what becomes of a key that is 91 days old when it is first seen.
import { defaultSettings, emptyLedger, planDay, type Decision } from 'keyturn/rules';

const account = { id: '111111111111', name: 'acme' };
const now = new Date('2026-11-23T08:00:00Z');
const createdAt = new Date(now.getTime() - 91 * 24 * 60 * 60 * 1000);
const decisions: readonly Decision[] = planDay(
  {
    account,
    users: [
      {
        arn: 'arn:aws:iam::111111111111:user/ada',
        name: 'ada',
        id: 'AIDAADA',
        createdAt,
        tags: { type: 'engineer', 'slack-id': 'U0123456789' },
        keys: [{ id: 'AKIAADA', status: 'Active', createdAt }],
        hasMfa: true,
      },
    ],
  },
  emptyLedger(account.id),
  defaultSettings,
  now,
);
console.log(JSON.stringify(decisions.map((decision) => decision.do)));

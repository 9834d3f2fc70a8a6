import assert from 'node:assert/strict';
import { passwordRef } from '../credentials/credential';
import { planDay } from '../plan-day';
import type { UserNotice } from '../notices';
import { defaultSettings, settingsSchema } from '../settings';
import { sent } from '../testing/decided';
import { anEngineer, day, delivered, inventoryOf, ledgerOf } from '../testing/one-account';

const user = anEngineer([], { password: { changedAt: day(0) } });
const credential = passwordRef(user.id);

describe('a console password', () => {
  it('is what its decision is about, whatever is decided', () => {
    for (const [on, what] of [
      [5, 'nothing'],
      [76, 'send'],
    ] as const) {
      const decisions = planDay(inventoryOf(user), ledgerOf({}), defaultSettings, day(on));
      const about = decisions.filter(({ subject }) => subject.credential?.kind === 'password');
      assert.deepEqual(
        about.map((each) => [each.do, each.subject.credential]),
        [[what, credential]],
      );
    }
  });

  it('is told of at no earlier age where the ages are set lower after its owner was told', () => {
    const remind = (remindAt: readonly number[], on: number, notices: readonly UserNotice[]) =>
      sent(
        planDay(
          inventoryOf(user),
          ledgerOf({ notices: notices.map((notice) => delivered(notice)) }),
          settingsSchema.parse({ credentials: { password: { remindAt: [...remindAt] } } }),
          day(on),
        ),
        'password-reminder',
      );
    const [told] = remind([76], 76, []);
    assert.equal(told?.stage, 76);
    assert.deepEqual(remind([50], 77, [told]), []);
    assert.equal(remind([77], 77, [told])[0]?.stage, 77);
    // Planned of 80 days, told by lower ages as of 50, and then 80 is an age of theirs again.
    const late = { ...told, id: told.id.replace('76', '80'), stage: 50 };
    const [again] = remind([50, 80], 80, [late]);
    assert.deepEqual([again?.stage, again?.id], [80, `${late.id}/2`]);
  });

  it('is left alone where a newer version has recorded what this one can’t read', () => {
    const newer = { credentials: new Map([[user.id, credential]]), others: 0 };
    const ledger = { ...ledgerOf({}), newer };
    const decisions = planDay(inventoryOf(user), ledger, defaultSettings, day(76));
    assert.deepEqual(
      decisions.map((each) => ('why' in each ? `${each.do} ${each.why.code}` : each.do)),
      ['nothing newer-record'],
    );
  });
});

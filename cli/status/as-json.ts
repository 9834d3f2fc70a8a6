import { isUnknown } from '../../rules/model';
import { exemptionOf } from '../../rules/report/exemption-in-words';
import type { OwnStatus, StatusKey } from './own-status';
import { notKnown } from './show';

const VERSION = 1;

/** What is not known is left out, and named in `notKnown` with the reason. */
export function statusAsJson(status: OwnStatus): string {
  const { now, userArn, standing, key, others, devices, roles, tags, closing, monitor } = status;
  const { remindAt, stopAt } = monitor.settings.clocks['access-key'];
  const known = <Value>(value: Value) => (isUnknown(value) ? undefined : value);
  const json = {
    version: VERSION,
    at: now.toISOString(),
    userArn: known(userArn),
    standing,
    key: key && keyAsJson(key),
    otherKeys: isUnknown(others) ? undefined : others.map(keyAsJson),
    mfaDevices: known(devices),
    roles: roles.map(({ profile, arn }) => ({ profile, roleArn: arn })),
    type: isUnknown(tags) ? undefined : tags.type,
    exemptUntil: isUnknown(tags) ? undefined : tags.exemptUntil,
    // Why, and who allowed it, where the tags say so.
    exemption: isUnknown(tags) || tags.exemptUntil === undefined ? undefined : exemptionOf(tags),
    access: isUnknown(tags) ? undefined : tags.access,
    // That keys stop since there is another way in.
    closing,
    rule: {
      reminderAges: remindAt,
      disableAge: stopAt,
      scheduleTime: monitor.scheduleTime,
      timeZone: monitor.settings.timeZone,
      isAssumed: !monitor.isOfFile,
    },
    notKnown: notKnown(status),
  };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function keyAsJson({ id, createdAt, isEnabled, forecast, stored }: StatusKey) {
  const { age, remindsOn, stopsOn } = forecast ?? {};
  return { keyId: id, createdAt, age, isEnabled, remindsOn, stopsOn, stored };
}

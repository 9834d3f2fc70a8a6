import { booleanSetting, dateSetting, type Settings } from './core/config';
import { today } from './core/dates';
import { definePolicy, type Report, type Resource } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { isCertain, unlessUnknown } from './core/not-yet-known';
import { iam } from './core/resource-types';
import { accessOf, typeOf } from './core/user-tags';

const date = { type: 'string', format: 'date' } as const;
const settings: Settings = {
  newKeysUntil: {
    ...date,
    description:
      'The last day (YYYY-MM-DD, UTC) on which a new engineer may have an IAM user with access keys; without it, always.',
  },
  newUsersUntil: {
    ...date,
    description:
      'The last day (YYYY-MM-DD, UTC) on which a new engineer may have an IAM user at all; without it, always.',
  },
  existingToo: {
    type: 'boolean',
    default: false,
    description:
      'True: engineers whose users are there already are judged like new ones, by previews and updates.',
  },
};

export const iamUserAccessUntil = definePolicy({
  name: 'iam-user-access-until',
  displayName: 'No new IAM users for people after a day',
  description:
    "After a day of the company's choice no new engineer gets an IAM user, or none with access keys: people come in another way.",
  level: 'mandatory',
  severity: 'medium',
  framework: keyturnRule(1),
  remediationSteps:
    'Let the person in by IAM Identity Center (the component IdentityCenterAccess), or by aws login: tags.access "sign-in", in engineers.yaml access: [sign-in].',
  types: [iam.user],
  settings,
  check(user, report) {
    if (booleanSetting(settings, user.config, 'existingToo')) judge(user, 'an IAM user', report);
  },
  // Nothing that a resource is made of tells a new one from one that is there: what AWS gave it does.
  checkInTheEnd(user, report) {
    if (isCertain(() => typeof user.props['uniqueId'] === 'string')) return;
    if (booleanSetting(settings, user.config, 'existingToo')) return;
    unlessUnknown(() => judge(user, 'a new IAM user', report));
  },
});

function judge(user: Resource, what: string, report: Report): void {
  const isOver = (key: string): string | undefined => {
    const until = dateSetting(settings, user.config, key);
    return until !== undefined && until < today() ? until : undefined;
  };
  const [noUsers, noKeys] = [isOver('newUsersUntil'), isOver('newKeysUntil')];
  if ((noUsers ?? noKeys) === undefined || typeOf(user) !== 'engineer') return;
  const say = (why: string) => report(`${user.name} is ${what} of an engineer: ${why}.`);
  if (noUsers !== undefined)
    say(`there is none after ${noUsers}. Let them in by IAM Identity Center`);
  else if (accessOf(user).includes('key'))
    say(
      `there is none with access keys after ${noKeys}. Set tags["access"] to "sign-in" (in engineers.yaml access: [sign-in]), or let them in by IAM Identity Center`,
    );
}

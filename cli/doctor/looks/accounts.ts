import { accountsSettingSchema, type AccountsSetting } from '../../../functions/accounts-setting';
import type { CheckAnswerRead } from '../../../rules/checks/check-answer';
import type { FunctionConfiguration } from '@aws-sdk/client-lambda';
import { fine, notKnown, wrong, type Finding } from '../finding';
import type { Looking } from './looking';

const page = 'docs/doctor.md#accounts';

/** The accounts that the deployed monitor watches; undefined where it can't be seen. */
export function watchedIn(
  { functions }: Pick<Looking, 'functions'>,
  answer: CheckAnswerRead | undefined,
): readonly string[] | undefined {
  const settings = [functions.get('monitor'), functions.get('key-events')].map(settingOf);
  // In distributed runs the state machine knows the list, and the function's own is empty.
  const list = settings.find((each) => (each?.list ?? []).length > 0)?.list;
  if (list) return list.map(({ id }) => id);
  if (!answer) return undefined;
  const ids = answer.checks.flatMap(({ what, id }) => (what === 'audit-role' ? [id] : []));
  return ids.length > 0 ? [...new Set(ids)] : undefined;
}

function settingOf(configuration: FunctionConfiguration | undefined): AccountsSetting | undefined {
  const variable = configuration?.Environment?.Variables?.['KEYTURN_ACCOUNTS'];
  return accountsSettingSchema.safeParse(variable).data;
}

/** The accounts of the stack files that nobody watches, and those that are watched and stand in none. */
export function lookAtAccounts(
  { deployment }: Looking,
  watched: readonly string[] | undefined,
): readonly Finding[] {
  const { plan } = deployment.declared ?? {};
  if (!plan) return [];
  if (!watched)
    return [
      notKnown(
        { what: 'watched', id: deployment.names.functionOf('monitor') },
        'which accounts the deployed monitor watches could not be seen',
      ),
    ];
  const isWatched = new Set(watched);
  const declared = plan.accounts.map(({ id, name }) => {
    const subject = { what: 'watched', id };
    return isWatched.has(id)
      ? fine(subject, `${name} is watched`)
      : wrong(subject, `${name} has a stack file, and nobody watches it`, {
          todo: plan.watched.list
            ? 'pulumi up on the monitor’s stack'
            : 'is it in the organization, and not among accounts.organization.exclude?',
          page,
        });
  });
  const wanted = plan.watched.list && new Set(plan.watched.list.map(({ id }) => id));
  const strange = watched.filter((id) => wanted && !wanted.has(id));
  return [
    ...declared,
    ...strange.map((id) =>
      wrong({ what: 'watched', id }, 'it is watched, and the stack files say nothing of it', {
        todo: 'pulumi up on the monitor’s stack; or has its stack file been lost?',
        page,
      }),
    ),
  ];
}

import { homeOfRole } from '../../rules/arn';
import { locateKeys, type OwnValues } from './config-values';
import { describeValue, type Problem } from './problem';
import type { StackFile } from './project-folder';

/** What is said of a monitor whose stack file is elsewhere: whole, and of one account. */
export function checkMonitorArns(file: StackFile, { plain }: OwnValues): Problem[] {
  const arns = ['monitorRoleArn', 'monitorEventBusArn'];
  const missing = arns.filter((key) => !(key in plain));
  if (missing.length !== 1) return checkActRole(file, plain);
  return missing.map((key) => ({
    ...locateKeys(file)([key], 'key'),
    found: 'nothing',
    expected: `a value: ${arns.join(' and ')} go together`,
  }));
}

function checkActRole(file: StackFile, plain: OwnValues['plain']): Problem[] {
  const { monitorRoleArn: monitor, monitorActRoleArn: act, monitorHasResponders } = plain;
  const wrong = (key: string, expected: string): Problem[] => [
    { ...locateKeys(file)([key], 'value'), found: describeValue(plain[key]), expected },
  ];
  if (act === undefined)
    return monitorHasResponders === true
      ? wrong('monitorHasResponders', 'it only with monitorActRoleArn')
      : [];
  if (monitor === undefined)
    return wrong('monitorActRoleArn', 'it only with monitorRoleArn and monitorEventBusArn');
  const [account, ofAct] = [monitor, act].map((arn) =>
    typeof arn === 'string' ? homeOfRole(arn)?.accountId : undefined,
  );
  // What is no role's ARN the schema says.
  if (account === undefined || ofAct === undefined || account === ofAct) return [];
  return wrong('monitorActRoleArn', `a role of ${account}, the account of monitorRoleArn`);
}

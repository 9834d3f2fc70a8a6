import * as pulumi from '@pulumi/pulumi';
import { homeOfRole } from '../rules/arn';
import {
  auditRoleTrust,
  documentLimits,
  sizeOf,
  type ChosenModes,
  type PolicyDocument,
  type PressedKeys,
} from '../rules/policies';
import { checked, checkedIfGiven } from './check';
import type { CredentialMode } from './credential-mode';
import { externalId, roleArn } from './formats';

/** What an audit role and its policy are called in IAM, by whichever means they are made. */
export const auditRoleDescription =
  "Keyturn's monitor reads IAM users and disables old access keys";
export const auditPolicyName = 'audit';

/** The same of what forwards key events. */
export const forwarderRuleDescription =
  "Access keys that were made, changed or deleted, for Keyturn's monitor";
export const forwarderRoleDescription =
  "EventBridge puts key events on the bus of Keyturn's monitor";
export const forwarderPolicyName = 'forward';

/** The arguments that say what is done about kinds of credentials, where the role stands. */
interface ModeArgs {
  readonly serviceSpecificCredentials?: CredentialMode;
  readonly sshKeys?: CredentialMode;
  readonly signingCertificates?: CredentialMode;
}

/** As the rules name the kinds. */
export function chosenModesOf(args: ModeArgs): ChosenModes {
  return {
    'service-specific': args.serviceSpecificCredentials,
    'ssh-key': args.sshKeys,
    'signing-certificate': args.signingCertificates,
  };
}

/** The arguments that say who may come, and what presses in Slack may do beyond the monitor. */
interface TrustArgs {
  readonly monitorRoleArn: pulumi.Input<string>;
  readonly externalId: pulumi.Input<string>;
  readonly actRoleArn?: pulumi.Input<string>;
  readonly allowDisableMachineKeys?: pulumi.Input<boolean>;
}

/**
 * Whom an audit role trusts.
 * @throws InputPropertyError
 */
export function trustOf(args: TrustArgs): pulumi.Output<PolicyDocument> {
  const { monitorRoleArn, externalId: id, actRoleArn } = args;
  const together = { monitorRoleArn, id, actRoleArn };
  return pulumi
    .all([
      checked('monitorRoleArn', monitorRoleArn, roleArn),
      checked('externalId', id, externalId),
      checkedIfGiven('actRoleArn', actRoleArn, roleArn),
      checked('actRoleArn', together, ofOneAccount),
      checked('externalId', together, shortEnough),
    ])
    .apply(([monitor, ofMonitor, act]) => trust(monitor, ofMonitor, act));
}

interface Trusted {
  readonly monitorRoleArn: string;
  readonly id: string;
  readonly actRoleArn?: string;
}

function trust(monitorRoleArn: string, id: string, actRoleArn: string | undefined): PolicyDocument {
  return auditRoleTrust(monitorRoleArn, id, actRoleArn === undefined ? undefined : { actRoleArn });
}

/** What is no role's ARN is another check's to say. */
function ofOneAccount({ monitorRoleArn, actRoleArn }: Trusted): string | undefined {
  const [monitor, act] = [homeOfRole(monitorRoleArn), homeOfRole(actRoleArn ?? '')];
  if (!monitor || !act || monitor.accountId === act.accountId) return undefined;
  return `expected a role of ${monitor.accountId}, the monitor's account, found ${actRoleArn}`;
}

/** With the longest external id alone a trust fits, and with that and two roles it does not. */
function shortEnough(given: Trusted): string | undefined {
  const { monitorRoleArn, id, actRoleArn = '' } = given;
  if (!homeOfRole(actRoleArn) || !homeOfRole(monitorRoleArn) || ofOneAccount(given))
    return undefined;
  const tooMany = sizeOf(trust(monitorRoleArn, id, actRoleArn)) - documentLimits.roleTrust;
  return tooMany <= 0
    ? undefined
    : `expected one that is ${tooMany} characters shorter: with actRoleArn, the trust of the role is longer than the ${documentLimits.roleTrust} that AWS takes`;
}

/**
 * What presses may do in an account beyond the monitor.
 * @throws InputPropertyError
 */
export function pressedKeysOf(args: TrustArgs): pulumi.Output<PressedKeys> {
  const { actRoleArn, allowDisableMachineKeys: machineKeys = false } = args;
  return checked('allowDisableMachineKeys', { actRoleArn, machineKeys }, (given) =>
    given.machineKeys && given.actRoleArn === undefined
      ? 'expected true only with actRoleArn: without it, no press does anything'
      : undefined,
  );
}

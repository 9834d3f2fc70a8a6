import type { PromiseCheck } from './promise-check';
import { noKeyIsDisabledEarly } from './1-no-key-is-disabled-early';
import { noKeyIsMissedAndNoneDisabledSilently } from './2-no-key-is-missed-and-none-disabled-silently';
import { everyNoticeIsToldOnce } from './3-every-notice-is-told-once';
import { noRunDisablesTooMany } from './4-no-run-disables-too-many';
import { anUnreadAccountIsReported } from './5-an-unread-account-is-reported';
import { onlyTheNamedKeyIsTouched } from './6-only-the-named-key-is-touched';
import { machinesAndStrangersAreLeftAlone } from './7-machines-and-strangers-are-left-alone';
import { aMissingRunIsNoticed } from './8-a-missing-run-is-noticed';
import { aSecondKeyStartsItsOwnClock } from './9-a-second-key-starts-its-own-clock';
import { anExemptionHasAnEnd } from './10-an-exemption-has-an-end';
import { aPressCanOnlyDisable } from './11-a-press-can-only-disable';
import { onlyTheOwnerOrAResponderDisables } from './12-only-the-owner-or-a-responder-disables';
import { aPressIsDoneOnce } from './13-a-press-is-done-once';
import { pressesHoldNothingUp } from './14-presses-hold-nothing-up';
import { nobodyLosesTheirLastWayIn } from './15-nobody-loses-their-last-way-in';
import { aMoveCanBeTakenBack } from './16-a-move-can-be-taken-back';
import { aNewKeyIsAskedAbout } from './17-a-new-key-is-asked-about';

/** The promises of the design, in its order. */
export const promises: readonly PromiseCheck[] = [
  noKeyIsDisabledEarly,
  noKeyIsMissedAndNoneDisabledSilently,
  everyNoticeIsToldOnce,
  noRunDisablesTooMany,
  anUnreadAccountIsReported,
  onlyTheNamedKeyIsTouched,
  machinesAndStrangersAreLeftAlone,
  aMissingRunIsNoticed,
  aSecondKeyStartsItsOwnClock,
  anExemptionHasAnEnd,
  aPressCanOnlyDisable,
  onlyTheOwnerOrAResponderDisables,
  aPressIsDoneOnce,
  pressesHoldNothingUp,
  nobodyLosesTheirLastWayIn,
  aMoveCanBeTakenBack,
  aNewKeyIsAskedAbout,
];

import { WayIn } from '../components/way-in';
import type * as rules from '../rules/ways-in';

/** The components' word for a way in of the stack files. */
export const wayArg: Readonly<Record<rules.WayIn, WayIn>> = {
  key: WayIn.Key,
  'sign-in': WayIn.SignIn,
  'identity-center': WayIn.IdentityCenter,
};

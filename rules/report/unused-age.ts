/** After so many days without use a credential is unused, unless another number is given: as CIS has it. */
export const DEFAULT_UNUSED_AGE = 45;

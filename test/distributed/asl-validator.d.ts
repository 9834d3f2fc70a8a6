/** The package brings no types. */
declare module 'asl-validator' {
  function validate(
    definition: object,
    options: { readonly checkArn: boolean; readonly checkPaths: boolean },
  ): { readonly isValid: boolean; readonly errorsText: () => string };
  export = validate;
}

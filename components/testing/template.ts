/** As CloudFormation has a template of ours in an account: its only variable is the account. */
export function templateInAccount<Resource>(
  text: string,
  accountId: string,
): Readonly<Record<string, Resource>> {
  const { Resources } = JSON.parse(text, (_key, value: unknown) => {
    const sub = (value as { 'Fn::Sub'?: string } | null)?.['Fn::Sub'];
    return sub === undefined ? value : sub.replaceAll('${AWS::AccountId}', accountId);
  }) as { readonly Resources: Readonly<Record<string, Resource>> };
  return Resources;
}

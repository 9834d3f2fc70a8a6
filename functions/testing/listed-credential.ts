/** A service-specific credential of alice's as ListServiceSpecificCredentials has it. */
export function listedCredential(id: string, more: object = {}): object {
  return {
    ServiceSpecificCredentialId: id,
    UserName: 'alice',
    ServiceName: 'bedrock.amazonaws.com',
    Status: 'Active',
    CreateDate: new Date('2026-07-01T08:00:00Z'),
    ...more,
  };
}

import assert from 'node:assert/strict';
import { AccountError } from '../../account-error';
import { translateError } from './translate-error';

function sdkError(name: string, more: object = {}): Error {
  const id = ['AKIA', 'IOSFODNN7EXAMPLE'].join('');
  return Object.assign(new Error(`The Access Key with id ${id} cannot be found.`), { name }, more);
}

describe('an SDK’s error', () => {
  const cases: [Error, string][] = [
    [sdkError('AccessDenied'), 'access-denied'],
    [sdkError('AccessDeniedException'), 'access-denied'],
    [sdkError('RegionDisabledException'), 'access-denied'],
    [sdkError('ExpiredToken'), 'expired-credentials'],
    [sdkError('ExpiredTokenException'), 'expired-credentials'],
    [sdkError('InvalidClientTokenId'), 'invalid-credentials'],
    [sdkError('UnrecognizedClientException'), 'invalid-credentials'],
    [sdkError('SignatureDoesNotMatch'), 'invalid-credentials'],
    [sdkError('CredentialsProviderError'), 'invalid-credentials'],
    [sdkError('Throttling'), 'throttled'],
    [sdkError('ThrottlingException'), 'throttled'],
    [sdkError('TooManyRequestsException'), 'throttled'],
    [sdkError('LimitExceededException'), 'throttled'],
    [sdkError('NoSuchEntity'), 'not-found'],
    [sdkError('NoSuchEntityException'), 'not-found'],
    [sdkError('CredentialReportExpiredException'), 'report-failed'],
    [sdkError('TimeoutError'), 'unreachable'],
    [sdkError('ServiceFailureException'), 'unreachable'],
    [sdkError('InternalFailure'), 'unreachable'],
    // A page, where JSON was expected.
    [sdkError('SyntaxError'), 'unreachable'],
    [sdkError('Unknown', { $metadata: { httpStatusCode: 502 } }), 'unreachable'],
    [sdkError('Error', { code: 'ECONNREFUSED' }), 'unreachable'],
    [sdkError('Error', { code: 'EAI_AGAIN' }), 'unreachable'],
    [sdkError('Error', { code: 'SELF_SIGNED_CERT_IN_CHAIN' }), 'unreachable'],
    [sdkError('TypeError', { code: 'ERR_INVALID_ARG_TYPE' }), 'unexpected'],
    [sdkError('Unknown', { $metadata: { httpStatusCode: 400 } }), 'unexpected'],
    [sdkError('TypeError'), 'unexpected'],
    [sdkError('NotAccessDenied'), 'unexpected'],
  ];
  for (const [cause, code] of cases)
    it(`${cause.name} is ${code}`, () => {
      const error = translateError('111111111111', 'iam:UpdateAccessKey', cause);
      assert.equal(error.code, code);
      assert.equal(error.accountId, '111111111111');
      assert.equal(error.cause, cause);
      assert.match(error.message, /^[a-z-]+ at iam:UpdateAccessKey: .*id …MPLE cannot/);
    });

  it('that was translated stays as it was', () => {
    const error = new AccountError('throttled', '111111111111', 'sts:AssumeRole', 'slow down');
    assert.equal(translateError('111111111111', 'iam:ListAccessKeys', error), error);
  });

  it('may be anything', () =>
    assert.equal(translateError('111111111111', 'iam:ListAccessKeys', 'no').code, 'unexpected'));
});

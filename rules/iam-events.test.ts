import assert from 'node:assert/strict';
import { iamEvents } from './iam-events';

/** As the runbook of `key-events` names those that are announced, and how the monitor hears that a key is gone. */
const forwarded = [
  ...['CreateAccessKey', 'UpdateAccessKey', 'DeleteAccessKey'],
  ...['CreateServiceSpecificCredential', 'ResetServiceSpecificCredential'],
  ...['UpdateServiceSpecificCredential', 'UploadSSHPublicKey', 'UpdateSSHPublicKey'],
  ...['UploadSigningCertificate', 'UpdateSigningCertificate'],
  ...['CreateLoginProfile', 'UpdateLoginProfile', 'DeactivateMFADevice', 'CreateUser'],
];

it('the calls that are forwarded are those of which the team hears', () =>
  assert.deepEqual(iamEvents.toSorted(), forwarded.toSorted()));

import { signingSecretContract } from '../contracts/signing-secret-contract';
import { InMemorySigningSecret } from './signing-secret';

signingSecretContract('in memory', (first) => {
  const secret = new InMemorySigningSecret(first);
  return Promise.resolve({ secret, rotate: (to) => Promise.resolve(secret.rotate(to)) });
});

import type { Plugin } from 'esbuild';

/** Ways to credentials by files, browsers and other programs, with the clients that they need. */
const others =
  /^@aws-sdk\/(credential-provider-(ini|login|process|sso|web-identity)|nested-clients\/(cognito-identity|signin|sso|sso-oidc))$/;

/** What those packages export that the SDK calls to look there. */
const makers = [
  'fromIni',
  'fromLoginCredentials',
  'fromProcess',
  'fromSSO',
  'fromTokenFile',
  'fromWebToken',
];

/**
 * The SDK looks for credentials in seven places. A function has them in its environment, or from the runtime's own
 * address: what could find them elsewhere is a tenth of a bundle, and is left out. Whatever is asked of it says
 * that it has none, and the SDK goes on to the next place.
 */
export const lambdaCredentials: Plugin = {
  name: 'lambda-credentials',
  setup(bundler) {
    bundler.onResolve({ filter: others }, ({ path }) => ({ path, namespace: 'left-out' }));
    bundler.onLoad({ filter: /.*/, namespace: 'left-out' }, ({ path }) => ({
      contents: `
        const none = () => async () => {
          const error = new Error('${path} is not in the bundle');
          throw Object.assign(error, { name: 'CredentialsProviderError', tryNextLink: true });
        };
        export { ${makers.map((name) => `none as ${name}`).join(', ')} };`,
    }));
  },
};

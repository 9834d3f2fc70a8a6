import { openOutput, type Output } from './output';

/** Both files of a certificate, as JSON and as HTML. */
export interface CertificateFiles {
  readonly names: readonly [json: string, html: string];
  readonly json: Output;
  readonly html: Output;
}

/**
 * @param given by --certificate: with or without one of the two endings
 * @throws CliError where they can't be written
 */
export function openCertificate(given: string): CertificateFiles {
  const name = given.replace(/\.(json|html)$/, '');
  const names = [`${name}.json`, `${name}.html`] as const;
  const [json, html] = names.map((each) => openOutput(each, '--certificate')) as [Output, Output];
  return { names, json, html };
}

import type { Moto } from '../moto/start';

/** What every SDK client needs to reach one account of the emulated AWS. */
export async function awsOf(moto: Moto, accountId: string, region = moto.env['AWS_REGION']) {
  return {
    endpoint: moto.url,
    region,
    credentials: await moto.credentialsFor(accountId),
  };
}

import type { Moto } from '../moto/start';

/** An account of the emulated AWS, and the region in which something of it is. */
export interface Place {
  readonly accountId: string;
  readonly region: string;
}

/** What every SDK client needs to work in a place, as the account's root. */
export async function awsOf(moto: Moto, { accountId, region }: Place) {
  return { endpoint: moto.url, region, credentials: await moto.credentialsFor(accountId) };
}

/** Clients that are kept; more accounts than that are never handled at a time. */
const KEPT_CLIENTS = 64;

/** The clients of one service: one an account, which works through the role there. */
export interface AccountClients<Client> {
  in(accountId: string): Client;
}

/** Makes each client when it is first needed, and keeps those that were used last. */
export class KeptClients<Client extends object> implements AccountClients<Client> {
  readonly #clients = new Map<string, Client>();

  constructor(private readonly make: (accountId: string) => Client) {}

  in(accountId: string): Client {
    const client = this.#clients.get(accountId) ?? this.make(accountId);
    // The oldest goes first: to be used is to be young again.
    this.#clients.delete(accountId);
    this.#clients.set(accountId, client);
    const [oldest] = this.#clients.keys();
    if (this.#clients.size > KEPT_CLIENTS && oldest !== undefined) this.#clients.delete(oldest);
    return client;
  }
}

import { credentials, type ServiceError } from '@grpc/grpc-js';
import { ResourceProviderClient } from '@pulumi/pulumi/proto/provider_grpc_pb';
import {
  CheckRequest,
  ConfigureRequest,
  CreateRequest,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  GetSchemaRequest,
  InvokeRequest,
  ReadRequest,
  UpdateRequest,
  type CheckResponse,
  type ConfigureResponse,
  type CreateResponse,
  type GetSchemaResponse,
  type InvokeResponse,
  type ReadResponse,
  type UpdateResponse,
} from '@pulumi/pulumi/proto/provider_pb';
import { Struct } from 'google-protobuf/google/protobuf/struct_pb';
import type { Inputs } from '../check';

type Answer<Response> = (error: ServiceError | null, response: Response) => void;

/** Calls a provider as the engine does. Errors are those of the provider. */
export class EngineClient {
  readonly #client: ResourceProviderClient;

  constructor(port: number) {
    this.#client = new ResourceProviderClient(`127.0.0.1:${port}`, credentials.createInsecure());
  }

  close(): void {
    this.#client.close();
  }

  async configure(settings: Inputs): Promise<void> {
    const request = new ConfigureRequest().setArgs(struct(settings));
    await asked<ConfigureResponse>((answer) => this.#client.configure(request, answer));
  }

  async check(urn: string, news: Inputs, olds: Inputs = {}) {
    const request = new CheckRequest()
      .setUrn(urn)
      .setNews(struct(news))
      .setOlds(struct(olds))
      .setRandomseed(Buffer.from('seed'));
    const response = await asked<CheckResponse>((answer) => this.#client.check(request, answer));
    return {
      inputs: plain(response.getInputs()),
      failures: response.getFailuresList().map((failure) => failure.toObject()),
    };
  }

  /** Checks and creates, as the engine does. */
  async create(urn: string, given: Inputs, preview = false) {
    const { inputs } = await this.check(urn, given);
    const request = new CreateRequest()
      .setUrn(urn)
      .setProperties(struct(inputs))
      .setPreview(preview);
    const response = await asked<CreateResponse>((answer) => this.#client.create(request, answer));
    return { id: response.getId(), inputs, state: plain(response.getProperties()) };
  }

  async diff(urn: string, id: string, state: Inputs, given: Inputs, ignored: string[] = []) {
    const { inputs } = await this.check(urn, given);
    const request = new DiffRequest()
      .setUrn(urn)
      .setId(id)
      .setOlds(struct(state))
      .setNews(struct(inputs))
      .setIgnorechangesList(ignored);
    const response = await asked<DiffResponse>((answer) => this.#client.diff(request, answer));
    return {
      changes: response.getChanges() === DiffResponse.DiffChanges.DIFF_SOME,
      diffs: response.getDiffsList(),
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async update(urn: string, id: string, state: Inputs, given: Inputs, preview = false) {
    const { inputs } = await this.check(urn, given);
    const request = new UpdateRequest()
      .setUrn(urn)
      .setId(id)
      .setOlds(struct(state))
      .setNews(struct(inputs))
      .setPreview(preview);
    const response = await asked<UpdateResponse>((answer) => this.#client.update(request, answer));
    return plain(response.getProperties());
  }

  /** Without a state and inputs, as for an import. */
  async read(urn: string, id: string, state: Inputs = {}, inputs: Inputs = {}) {
    const request = new ReadRequest()
      .setUrn(urn)
      .setId(id)
      .setProperties(struct(state))
      .setInputs(struct(inputs));
    const response = await asked<ReadResponse>((answer) => this.#client.read(request, answer));
    return {
      id: response.getId(),
      state: plain(response.getProperties()),
      inputs: plain(response.getInputs()),
    };
  }

  async delete(urn: string, id: string, state: Inputs): Promise<void> {
    const request = new DeleteRequest().setUrn(urn).setId(id).setProperties(struct(state));
    await asked((answer) => this.#client.delete(request, answer));
  }

  async invoke(token: string, args: Inputs): Promise<Inputs> {
    const request = new InvokeRequest().setTok(token).setArgs(struct(args));
    const response = await asked<InvokeResponse>((answer) => this.#client.invoke(request, answer));
    return plain(response.getReturn());
  }

  async schema(): Promise<Inputs> {
    const response = await asked<GetSchemaResponse>((answer) =>
      this.#client.getSchema(new GetSchemaRequest(), answer),
    );
    return JSON.parse(response.getSchema()) as Inputs;
  }
}

function struct(properties: Inputs): Struct {
  return Struct.fromJavaScript(properties as Parameters<typeof Struct.fromJavaScript>[0]);
}

function plain(found: Struct | undefined): Inputs {
  return found?.toJavaScript() ?? {};
}

function asked<Response>(call: (answer: Answer<Response>) => unknown): Promise<Response> {
  return new Promise((resolve, reject) =>
    call((error, response) => (error ? reject(error) : resolve(response))),
  );
}

import { status, type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { PluginInfo } from '@pulumi/pulumi/proto/plugin_pb';
import {
  CheckFailure,
  CheckResponse,
  ConfigureResponse,
  CreateResponse,
  DiffResponse,
  GetSchemaResponse,
  InvokeResponse,
  PropertyDiff,
  ReadResponse,
  UpdateResponse,
  type CheckRequest,
  type ConfigureRequest,
  type CreateRequest,
  type DeleteRequest,
  type DiffRequest,
  type InvokeRequest,
  type ReadRequest,
  type UpdateRequest,
} from '@pulumi/pulumi/proto/provider_pb';
import { Empty } from 'google-protobuf/google/protobuf/empty_pb';
import type { EmulatedProvider } from './emulated-provider';
import { pulumiSchema, version } from './schema';
import { fromEngine, toEngine } from './values';

/**
 * The provider as the engine calls it. The SDK's own server drops the provider's configuration, and can't
 * preview; the engine keeps secrets itself as long as a provider does not ask for them.
 */
export function serviceOf(provider: EmulatedProvider): UntypedServiceImplementation {
  return {
    getPluginInfo: answering(() => new PluginInfo().setVersion(version)),
    getSchema: answering(() => new GetSchemaResponse().setSchema(JSON.stringify(pulumiSchema()))),
    cancel: answering(() => new Empty()),

    configure: answering(async (request: ConfigureRequest) => {
      await provider.configure(fromEngine(request.getArgs()));
      return new ConfigureResponse().setSupportspreview(true);
    }),

    check: answering((request: CheckRequest) => {
      const [olds, news] = [fromEngine(request.getOlds()), fromEngine(request.getNews())];
      const seed = request.getRandomseed_asB64();
      const checked = provider.check(request.getUrn(), news, olds, seed);
      if (!checked.refusals) return new CheckResponse().setInputs(toEngine(checked.inputs));
      const failures = checked.refusals.map(({ property, reason }) =>
        new CheckFailure().setProperty(property).setReason(reason),
      );
      return new CheckResponse().setInputs(request.getNews()).setFailuresList(failures);
    }),

    diff: answering(async (request: DiffRequest) => {
      const [state, news] = [fromEngine(request.getOlds()), fromEngine(request.getNews())];
      const found = await provider.diff(request.getUrn(), news, state);
      const ignored = request.getIgnorechangesList();
      const changed = found.changed.filter((key) => !ignored.includes(key));
      const replaces = found.replaces.filter((key) => !ignored.includes(key));
      return diffResponse({ ...found, changed, replaces });
    }),

    create: answering(async (request: CreateRequest) => {
      const [urn, inputs] = [request.getUrn(), fromEngine(request.getProperties())];
      if (request.getPreview())
        return new CreateResponse().setProperties(toEngine(provider.previewCreate(urn, inputs)));
      const { id, outputs } = await provider.create(urn, inputs);
      return new CreateResponse()
        .setId(id)
        .setProperties(toEngine(outputs, provider.secretsOf(urn)));
    }),

    read: answering(async (request: ReadRequest) => {
      const urn = request.getUrn();
      const state = fromEngine(request.getProperties());
      const known = Object.keys(state).length > 0 ? state : undefined;
      const found = await provider.read(
        urn,
        request.getId(),
        known,
        fromEngine(request.getInputs()),
      );
      // Without an id: it is gone.
      if (!found) return new ReadResponse();
      return new ReadResponse()
        .setId(found.id)
        .setProperties(toEngine(found.outputs, provider.secretsOf(urn)))
        .setInputs(toEngine(found.inputs, provider.secretsOf(urn)));
    }),

    update: answering(async (request: UpdateRequest) => {
      const [state, news] = [fromEngine(request.getOlds()), fromEngine(request.getNews())];
      const urn = request.getUrn();
      const outputs = request.getPreview()
        ? provider.previewUpdate(news, state)
        : await provider.update(urn, request.getId(), news, state);
      return new UpdateResponse().setProperties(toEngine(outputs, provider.secretsOf(urn)));
    }),

    delete: answering(async (request: DeleteRequest) => {
      await provider.delete(request.getUrn(), request.getId(), fromEngine(request.getProperties()));
      return new Empty();
    }),

    invoke: answering(async (request: InvokeRequest) => {
      const answer = await provider.invoke(request.getTok(), fromEngine(request.getArgs()));
      return new InvokeResponse().setReturn(toEngine(answer));
    }),
  };
}

function diffResponse(found: {
  readonly changed: readonly string[];
  readonly replaces: readonly string[];
  readonly deleteBeforeReplace: boolean;
}): DiffResponse {
  const { changed, replaces, deleteBeforeReplace } = found;
  const { DIFF_NONE, DIFF_SOME } = DiffResponse.DiffChanges;
  const response = new DiffResponse()
    .setChanges(changed.length > 0 ? DIFF_SOME : DIFF_NONE)
    .setDiffsList([...changed])
    .setReplacesList([...replaces])
    .setDeletebeforereplace(deleteBeforeReplace && replaces.length > 0)
    .setHasdetaileddiff(true);
  const { UPDATE, UPDATE_REPLACE } = PropertyDiff.Kind;
  for (const key of changed)
    response
      .getDetaileddiffMap()
      .set(key, new PropertyDiff().setKind(replaces.includes(key) ? UPDATE_REPLACE : UPDATE));
  return response;
}

/** A call that answers with a message, or with the error's words. */
function answering<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    const failed = (error: unknown) =>
      callback({
        code: status.UNKNOWN,
        message: error instanceof Error ? error.message : String(error),
      });
    Promise.resolve(call.request)
      .then(answer)
      .then((response) => callback(null, response), failed)
      .catch(failed);
  };
}

import { collectBody } from '@smithy/core/protocols';
import { NormalizedSchema, TypeRegistry } from '@smithy/core/schema';
import { HttpRequest, HttpResponse } from '@smithy/core/transport';
import type {
  HandlerExecutionContext,
  $OperationSchema,
  $ShapeDeserializer,
  $ShapeSerializer,
  SerdeFunctions,
} from '@smithy/types';

interface Options {
  readonly defaultNamespace: string;
  readonly errorTypeRegistries?: readonly TypeRegistry[];
}

/** Where a request is sent. */
type Place = Pick<HttpRequest, 'protocol' | 'hostname' | 'port' | 'path' | 'query'>;
type Context = HandlerExecutionContext & SerdeFunctions & { endpoint(): Promise<Place> };

/**
 * Replaces what the protocols of all called services have in common: a POST with the input in the body, and an answer with
 * the output in the body. The package's own code can also stream events, put parts of the input into the host name, and
 * bind members to headers. No operation here does (infra/plugin/schemaTypes.ts).
 */
export abstract class RpcProtocol {
  readonly options: Options;
  #errors: TypeRegistry | undefined;
  serdeContext: SerdeFunctions | undefined;
  protected abstract readonly serializer: $ShapeSerializer<string | Uint8Array>;
  protected abstract readonly deserializer: $ShapeDeserializer;
  abstract getPayloadCodec(): { setSerdeContext(context: SerdeFunctions): void } | undefined;
  protected abstract handleError(
    operation: $OperationSchema,
    context: Context,
    response: HttpResponse,
    answer: object,
    metadata: object,
  ): Promise<never>;

  constructor(options: Options) {
    this.options = options;
  }

  /** The errors of the service, which are collected when the first of them is received. */
  get compositeErrorRegistry(): TypeRegistry {
    if (this.#errors === undefined) {
      this.#errors = new TypeRegistry(this.options.defaultNamespace);
      for (const registry of this.options.errorTypeRegistries ?? []) this.#errors.copyFrom(registry);
    }
    return this.#errors;
  }

  getRequestType() {
    return HttpRequest;
  }

  getResponseType() {
    return HttpResponse;
  }

  setSerdeContext(context: SerdeFunctions): void {
    this.serdeContext = context;
    this.serializer.setSerdeContext(context);
    this.deserializer.setSerdeContext(context);
    this.getPayloadCodec()?.setSerdeContext(context);
  }

  async serializeRequest(operation: $OperationSchema, input: object, context: Context): Promise<HttpRequest> {
    const { protocol, hostname, port, path, query } = await context.endpoint();
    this.serializer.write(NormalizedSchema.of(operation.input).getSchema(), input);
    const body = this.serializer.flush();
    return new HttpRequest({
      method: 'POST',
      protocol,
      hostname,
      ...(port !== undefined && { port }),
      path,
      query: { ...query },
      headers: {},
      body,
    });
  }

  async deserializeResponse(operation: $OperationSchema, context: Context, response: HttpResponse): Promise<object> {
    const bytes = await collectBody(response.body, context);
    const metadata = this.deserializeMetadata(response);
    if (response.statusCode >= 300) {
      const answer: unknown = bytes.byteLength > 0 ? await this.deserializer.read(15, bytes) : {};
      return this.handleError(operation, context, response, Object.assign({}, answer), metadata);
    }
    const output: unknown =
      bytes.byteLength > 0 ? await this.deserializer.read(NormalizedSchema.of(operation.output), bytes) : {};
    return Object.assign({}, output, { $metadata: metadata });
  }

  deserializeMetadata({ statusCode, headers }: HttpResponse) {
    return {
      httpStatusCode: statusCode,
      requestId: headers['x-amzn-requestid'] ?? headers['x-amzn-request-id'] ?? headers['x-amz-request-id'],
      extendedRequestId: headers['x-amz-id-2'],
      cfId: headers['x-amz-cf-id'],
    };
  }
}

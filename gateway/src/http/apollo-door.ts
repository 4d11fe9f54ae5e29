import { ApolloServer, type ApolloServerPlugin, HeaderMap } from '@apollo/server';
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled';
import type { RequestAccount } from '@phat-ngon/runtime';
import {
  type FormattedExecutionResult,
  GraphQLError,
  type GraphQLFormattedError,
  type GraphQLSchema,
  OperationTypeNode,
} from 'graphql';
import type { Answer, Answerer, Question } from '../answer.js';
import { type ErrorCode, isErrorCode } from '../errors/codes.js';
import { formatError, GatewayError } from '../errors/gateway-error.js';
import type { EndSignal } from '../lib/ending.js';
import type { EventListener } from '../observe/event.js';
import { noteError } from '../observe/note-error.js';
import type { ReadDocument } from '../persisted/persisted-operations.js';
import { knownDocuments, questionOf } from './known-documents.js';
import { type AnswerType, answerTypeOf, statusOf } from './media-types.js';
import { parametersOfBody, parametersOfSearch } from './read-parameters.js';

/** What the door passes from a request to the sentence, and to its answer. */
interface RequestContext extends Pick<Question, 'principal' | 'signal' | 'account'> {
  readonly answerType: AnswerType;
  readonly cacheControl: string;
  /** Called when the document has been found valid. */
  readonly keepDocument: () => void;
  /** Called with the errors of the answer, if there is one. */
  readonly note: (errors: readonly GraphQLFormattedError[]) => void;
}

/** A request's bytes, understood as HTTP. */
export interface DoorRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly search: string;
  readonly body: unknown;
  /** The headers `Accept` and `Authorization`. */
  readonly accept: string | undefined;
  readonly authorization: string | undefined;
  readonly signal: EndSignal;
  readonly account: RequestAccount;
  /** What `Cache-Control` is to say of an answer without errors. */
  readonly cacheControl: string;
}

/** An answer as HTTP: JSON, as text or as its bytes. */
export interface DoorResponse {
  readonly status: number;
  readonly headers: Iterable<readonly [name: string, value: string]>;
  readonly body: string | Buffer;
}

/** Apollo Server as the door to GraphQL over HTTP: media types, status codes, documents, formatting. */
export interface ApolloDoor {
  open(): Promise<void>;
  /**
   * A refusal is an answer.
   * @throws GatewayError for what Apollo Server is not given: `NOT_ACCEPTABLE`, `DEPTH_LIMIT`, what {@link ReadDocument} throws, and whoever is not
   * authenticated, which {@link Answerer.authenticate} says.
   */
  handle(request: DoorRequest): Promise<DoorResponse>;
  close(): Promise<void>;
}

/** What the door stands on. */
export interface DoorParts {
  readonly schema: ServedSchema;
  readonly answerer: Answerer;
  readonly readDocument: ReadDocument;
  readonly onEvent: EventListener;
}

/** The schema the door validates against, and the supergraph's text, which Apollo Server wants to see. */
export interface ServedSchema {
  readonly api: GraphQLSchema;
  readonly sdl: string;
}

/** What an answer is, for how long it may be kept, and its status, which is that of the first error where there is no data. What is wrong with it is noted. */
const ANSWER_HEAD: ApolloServerPlugin<RequestContext> = {
  requestDidStart: async () => ({
    willSendResponse: async ({ contextValue: { answerType, cacheControl, note }, response: { body, http } }) => {
      note(body.kind === 'single' ? (body.singleResult.errors ?? []) : []);
      http.headers.set('content-type', answerType);
      if (body.kind === 'single' && !body.singleResult.errors) http.headers.set('cache-control', cacheControl);
      if (body.kind !== 'single' || body.singleResult.data !== undefined) return;
      const code = body.singleResult.errors?.[0]?.extensions?.code;
      if (isErrorCode(code)) http.status = statusOf(code, answerType);
    },
  }),
};

/** Nothing leaves the process: no page from Apollo's hosts, no reports to them, no traces in answers. */
const PLUGINS = [
  ANSWER_HEAD,
  ApolloServerPluginCacheControlDisabled(),
  ApolloServerPluginLandingPageDisabled(),
  ApolloServerPluginUsageReportingDisabled(),
  ApolloServerPluginSchemaReportingDisabled(),
  ApolloServerPluginInlineTraceDisabled(),
];

/** Makes the door: our own gateway class, whose executor is the second half of the query sentence. */
export function apolloDoor({ schema, answerer, readDocument, onEvent }: DoorParts): ApolloDoor {
  const documents = knownDocuments();
  /** What an error was before it took the form in which it goes out: Apollo Server does not say of which request it is. */
  const causes = new WeakMap<GraphQLFormattedError, unknown>();
  const server = new ApolloServer<RequestContext>({
    documentStore: documents.store,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    plugins: PLUGINS,
    // All doors read them, not this one alone.
    persistedQueries: false,
    parseOptions: { maxTokens: answerer.maxTokens },
    validationRules: [...answerer.ownRules],
    stringifyResult: textOfResult,
    formatError: (formatted, error) => {
      const shown = formatError(ownError(formatted, error, answerer));
      causes.set(shown, error);
      return shown;
    },
    gateway: {
      onSchemaLoadOrUpdate: (announce) => {
        announce({ apiSchema: schema.api, coreSupergraphSdl: schema.sdl });
        return () => undefined;
      },
      load: async () => ({
        executor: async ({ request, document, context, source }) => {
          const { variables = {}, operationName } = request;
          const { keepDocument, principal, signal, account } = context as RequestContext;
          keepDocument();
          const result = await answerer.run({
            query: source ?? request.query ?? '',
            document,
            variables,
            operationName: operationName ?? undefined,
            ...{ principal, signal, account },
          });
          return result as { data: Record<string, unknown> };
        },
      }),
      stop: () => Promise.resolve(),
    },
  });
  return {
    open: () => server.start(),
    close: () => server.stop(),
    handle: async (request) => {
      const { method, search, body, signal, account, cacheControl } = request;
      const answerType = answerTypeOf(request.accept);
      // Apollo Server would see it behind the operation, which may have changed something.
      if (answerType === null) throw new GatewayError('NOT_ACCEPTABLE');
      const isPost = method === 'POST';
      const parameters = isPost ? parametersOfBody(body) : parametersOfSearch(search);
      const { text, isIdentified, keep } = readDocument(parameters);
      const document = documents.of(text);
      // What Apollo Server would do with most requests, it has done before: the document is known to be valid, and nothing else is left to it.
      const known = document && questionOf(document, parameters, isPost ? ANSWERED : READ);
      const principal = await answerer.authenticate(request.authorization);
      if (known) {
        keep();
        const { document, operationName, variables } = known;
        const question = {
          query: text,
          document,
          operationName,
          variables,
          principal,
          signal,
          account,
          takesBytes: true,
        };
        return responseOf(await answerer.answerPrepared(question), answerType, cacheControl);
      }
      answerer.limitText(text);
      const asked = isIdentified ? { search: searchFor(text, search), body: bodyFor(text, body) } : { search, body };
      let isNoted = false;
      const note: RequestContext['note'] = (errors) => {
        isNoted = true;
        for (const error of errors) noteError(error, causes.get(error) ?? WITHOUT_ANSWER, { account, onEvent });
      };
      const response = await server.executeHTTPGraphQLRequest({
        httpGraphQLRequest: { method, headers: headerMap(request.headers), ...asked },
        context: async () => ({ signal, account, cacheControl, principal, answerType, keepDocument: keep, note }),
      });
      // What is no GraphQL over HTTP it refuses before there is an answer that a plugin could see; of all else that it fails by it tells nobody more.
      const { status = 200, body: written } = response;
      if (written.kind !== 'complete') throw new GatewayError('INTERNAL_SERVER_ERROR');
      if (!isNoted) note(errorsIn(written.string));
      return { status, headers: response.headers, body: written.string };
    },
  };
}

/** What is answered, and what of it may be asked by GET (GraphQL over HTTP, "GET"). */
const ANSWERED: readonly OperationTypeNode[] = [OperationTypeNode.QUERY, OperationTypeNode.MUTATION];
const READ: readonly OperationTypeNode[] = [OperationTypeNode.QUERY];

const WITHOUT_ANSWER = new Error('Apollo Server failed before there was an answer');

function errorsIn(text: string): readonly GraphQLFormattedError[] {
  return JSON.parse(text).errors ?? [];
}

/** An answer as Apollo Server would send it. What {@link ANSWER_HEAD} says of those that it sends holds here too. */
function responseOf(result: Answer, type: AnswerType, cacheControl: string): DoorResponse {
  const { data, errors, bytes } = result;
  const headers: [string, string][] = [['content-type', type]];
  if (!errors) headers.push(['cache-control', cacheControl]);
  if (bytes !== undefined) return { status: 200, headers, body: bytes };
  const code = data === undefined ? errors?.[0]?.extensions?.code : undefined;
  return { status: isErrorCode(code) ? statusOf(code, type) : 200, headers, body: textOfResult(result) };
}

/** The texts of data: equal queries that were executed once have the same data. */
const texts = new WeakMap<object, string>();

function textOfResult(result: FormattedExecutionResult): string {
  const { data, errors, extensions } = result;
  if (!data || errors || extensions) return `${JSON.stringify(result)}\n`;
  const text = texts.get(data) ?? JSON.stringify(data);
  texts.set(data, text);
  return `{"data":${text}}\n`;
}

/** A request that names its document, with the text in place of that. */
function searchFor(text: string, search: string): string {
  const parameters = new URLSearchParams(search);
  parameters.set('query', text);
  parameters.delete('documentId');
  parameters.delete('extensions');
  return `?${parameters}`;
}

function bodyFor(query: string, body: unknown): unknown {
  const { documentId: _name, extensions: _hash, ...others } = parametersOfBody(body);
  return { ...others, query };
}

/** Apollo Server has one code for every request that is not GraphQL over HTTP; the status says which rule it breaks. */
const CODE_OF_STATUS: ReadonlyMap<unknown, ErrorCode> = new Map([
  [400, 'BAD_REQUEST'],
  [405, 'METHOD_NOT_ALLOWED'],
  [406, 'NOT_ACCEPTABLE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
]);

/** Apollo Server's own refusals under the codes of our table; every other error as it is. */
function ownError(formatted: GraphQLFormattedError, error: unknown, answerer: Answerer): GraphQLFormattedError {
  if (!(error instanceof GraphQLError) || error instanceof GatewayError) return formatted;
  const { code } = error.extensions;
  if (code === 'GRAPHQL_PARSE_FAILED') return answerer.parseFailure(error).toJSON();
  const own = code === undefined || code === 'BAD_REQUEST' ? CODE_OF_STATUS.get(statusIn(error)) : undefined;
  return own === undefined ? formatted : { ...formatted, extensions: { ...formatted.extensions, code: own } };
}

function statusIn(error: GraphQLError): unknown {
  const { http } = error.extensions;
  return typeof http === 'object' && http !== null && 'status' in http ? http.status : undefined;
}

function headerMap(headers: DoorRequest['headers']): HeaderMap {
  const map = new HeaderMap();
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) map.set(name, typeof value === 'string' ? value : value.join(', '));
  }
  return map;
}

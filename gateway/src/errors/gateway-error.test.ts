import { GraphQLError, parse } from 'graphql';
import { ERROR_CODES, type ErrorCode, isErrorCode } from './codes.js';
import { formatError, GatewayError } from './gateway-error.js';

const codes = Object.keys(ERROR_CODES).filter(isErrorCode);

describe('an error of the gateway', () => {
  it.each(codes)('%s goes out in both languages, with its status kept for the door', (code: ErrorCode) => {
    const { en, vi, retryable, status } = ERROR_CODES[code];
    const error = new GatewayError(code);
    expect(error.extensions.http).toEqual({ status });
    expect(formatError(error.toJSON())).toEqual({
      message: en,
      extensions: { code, messageEn: en, messageVi: vi, retryable },
    });
  });

  it('adds its detail to the words of the table, and names the argument at fault', () => {
    const shown = formatError(new GatewayError('BAD_USER_INPUT', { en: 'One.', vi: 'Một.', argument: 'n' }).toJSON());
    expect(shown.message).toBe(`${ERROR_CODES.BAD_USER_INPUT.en} One.`);
    expect(shown.extensions).toMatchObject({ messageVi: `${ERROR_CODES.BAD_USER_INPUT.vi} Một.`, argument: 'n' });
  });

  it('keeps its cause inside, and of a GraphQL error the places', () => {
    const cause = new Error('password');
    const error = new GatewayError('INTERNAL_SERVER_ERROR', { cause });
    expect(error.originalError).toBe(cause);
    expect(JSON.stringify(formatError(error.toJSON()))).not.toContain('password');
    const [node] = parse('{ a }').definitions;
    const placed = new GatewayError('SUBGRAPH_BAD_ANSWER', {
      cause: new GraphQLError('x', { nodes: node ?? null, path: ['a', 0] }),
    });
    expect(formatError(placed.toJSON())).toMatchObject({ path: ['a', 0], locations: [{ line: 1, column: 1 }] });
  });
});

describe('an error that goes out', () => {
  it.each([
    ['without a code', {}],
    ['under the stock executor’s own code', { code: 'DOWNSTREAM_SERVICE_ERROR' }],
    ['under a code that is no text', { code: 7 }],
    ['that nobody meant to tell', { code: 'INTERNAL_SERVER_ERROR' }],
  ])('%s loses its words', (_what, extensions) => {
    expect(formatError({ message: 'SELECT secret', path: ['a'], extensions })).toEqual({
      message: ERROR_CODES.INTERNAL_SERVER_ERROR.en,
      path: ['a'],
      extensions: expect.objectContaining({ code: 'INTERNAL_SERVER_ERROR', retryable: true }),
    });
  });

  it('keeps what a subgraph says in its own words, and nothing that it did not mean to say', () => {
    const extensions = {
      code: 'FORBIDDEN',
      messageVi: 'Không được.',
      messageEn: 'No.',
      retryable: true,
      retryAfterSeconds: 7,
      argument: 'id',
    };
    const shown = formatError({ message: 'No.', extensions: { ...extensions, serviceName: 'units', stacktrace: [] } });
    expect(shown).toEqual({ message: 'No.', extensions });
  });

  it('promises nothing for a code it does not know', () => {
    expect(formatError({ message: 'Gone.', extensions: { code: 'GONE' } }).extensions).toEqual({
      code: 'GONE',
      messageEn: 'Gone.',
      messageVi: 'Gone.',
      retryable: false,
    });
  });
});

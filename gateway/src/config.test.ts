import { loadConfig } from './config.js';

const good = { SUPERGRAPH: 'supergraph.graphql' };

describe('the configuration', () => {
  it('has a default for everything but the supergraph, and cannot be changed', () => {
    const config = loadConfig(good);
    expect(config).toMatchObject({ port: 4000, host: '127.0.0.1', maxCost: null, identitySecret: null });
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('takes what the environment says', () => {
    const config = loadConfig({
      ...good,
      PORT: '0',
      MAX_DEPTH: '7',
      IDENTITY_SECRET: 'i'.repeat(32),
      SUBGRAPH_URL_MY_UNITS: 'http://units:4001/graphql',
      SUBGRAPH_URL_EMPTY: '',
    });
    expect(config).toMatchObject({ port: 0, maxDepth: 7, identitySecret: new TextEncoder().encode('i'.repeat(32)) });
    expect([...config.subgraphUrls]).toEqual([['MY_UNITS', 'http://units:4001/graphql']]);
  });

  it.each([
    ['SUPERGRAPH', undefined, 'file or URL of a Federation 2 supergraph'],
    ['SUPERGRAPH', '', 'file or URL of a Federation 2 supergraph'],
    ['PORT', '', 'a whole number from 0 to 65535, got ""'],
    ['PORT', '65536', 'a whole number from 0 to 65535, got "65536"'],
    ['HOST', '', 'a host name or address'],
    ['SUBGRAPH_TIMEOUT_MS', '2147483648', 'a whole number from 1 to 2147483647'],
    ['REQUEST_TIMEOUT_MS', '-1', 'a whole number'],
    ['SUBGRAPH_MAX_ANSWER_BYTES', '64MiB', 'a whole number'],
    ['SUBGRAPH_CONNECTIONS', '0', 'a whole number from 1'],
    ['MAX_DEPTH', 'many', 'a whole number'],
    ['MAX_ALIASES', '1e3', 'a whole number'],
    ['MAX_TOKENS', '0x10', 'a whole number'],
    ['MAX_COST', '1.5', 'a whole number'],
    ['MAX_BODY_BYTES', ' ', 'a whole number'],
    ['MAX_IN_FLIGHT', 'Infinity', 'a whole number'],
    ['CACHE_MAX_AGE_SECONDS', '5s', 'a whole number from 0'],
    ['PLAYGROUND_ASSETS', '', 'a folder'],
    ['PLAYGROUND_OPERATIONS', '', 'a folder'],
    ['PERSISTED_OPERATIONS', '', 'a folder'],
    ['OPERATIONS', 'some', 'one of any, persisted'],
    ['SUBGRAPH_URL_UNITS', 'localhost:4001', 'a URL (http or https), got "localhost:4001"'],
  ])('names %s=%s and what was expected', (name, value, expected) => {
    expect(() => loadConfig({ ...good, [name]: value })).toThrow(`${name}: expected`);
    expect(() => loadConfig({ ...good, [name]: value })).toThrow(expected);
  });

  it.each(['IDENTITY_SECRET', 'TOKEN_SECRET'])('refuses a short %s without repeating it', (name) => {
    const load = () => loadConfig({ ...good, [name]: 'hunter2' });
    expect(load).toThrow(`${name}: expected at least 32 characters`);
    expect(load).not.toThrow(/hunter2/);
  });

  const url = 'https://issuer.example/keys';
  it.each<[object, string]>([
    [
      { TOKEN_JWKS_URL: url, TOKEN_ISSUER: 'i', TOKEN_AUDIENCE: 'a', TOKEN_SECRET: 't'.repeat(32) },
      'TOKEN_SECRET: drop it',
    ],
    [{ TOKEN_JWKS_URL: url, TOKEN_AUDIENCE: 'a' }, 'TOKEN_ISSUER: expected'],
    [{ TOKEN_JWKS_URL: url, TOKEN_ISSUER: 'i' }, 'TOKEN_AUDIENCE: expected'],
    [{ TOKEN_ISSUER: 'i', TOKEN_AUDIENCE: 'a', TOKEN_SECRET: 't'.repeat(32) }, 'TOKEN_JWKS_URL: expected'],
    [{ TOKEN_JWKS_URL: 'issuer.example' }, 'TOKEN_JWKS_URL: expected a URL'],
  ])('takes tokens by one way, whole: not by %j', (env, words) => {
    expect(() => loadConfig({ ...good, ...env })).toThrow(words);
  });

  it('takes tokens by a secret, by published keys, or not at all', () => {
    expect(loadConfig(good).tokens).toBeNull();
    expect(loadConfig({ ...good, TOKEN_SECRET: 't'.repeat(32) }).tokens).toMatchObject({ kind: 'secret' });
    const keys = { TOKEN_JWKS_URL: url, TOKEN_ISSUER: 'i', TOKEN_AUDIENCE: 'a' };
    expect(loadConfig({ ...good, ...keys }).tokens).toEqual({ kind: 'keys', url, issuer: 'i', audience: 'a' });
  });

  it('refuses to take nothing but operations that are nowhere', () => {
    expect(() => loadConfig({ ...good, OPERATIONS: 'persisted' })).toThrow('PERSISTED_OPERATIONS: expected');
    const config = loadConfig({ ...good, OPERATIONS: 'persisted', PERSISTED_OPERATIONS: 'folder' });
    expect(config).toMatchObject({ operations: 'persisted', persistedOperations: 'folder' });
  });

  it('names every variable at fault at once', () => {
    expect(() => loadConfig({ PORT: 'x', MAX_COST: 'y' })).toThrow(/SUPERGRAPH: .*\nPORT: .*\nMAX_COST: /);
  });
});

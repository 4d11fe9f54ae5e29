import { type FieldDefinitionNode, parse, print } from 'graphql';
import { spokespersons } from '../subgraph.js';
import {
  type Anybody,
  type AuthorisationRow,
  COMMAND_TABLE,
  EVERYBODY,
  FIELD_TABLE,
} from '../testing/authorisation-table.js';
import { CALLERS, documentOf } from '../testing/commands.js';
import { makeFocalPoint, makeOfficer } from '../testing/make-staff.js';
import { type Network, openNetwork } from '../testing/open-network.js';
import { COMMANDS, commandsOf } from './commands.js';

/** The fields of the schema, and the roles whose policies open them at the gateway; null for those that are open. */
const POLICIES: ReadonlyMap<string, readonly string[] | null> = new Map(
  parse(spokespersons.sdl).definitions.flatMap((node) =>
    node.kind === 'ObjectTypeDefinition' || node.kind === 'ObjectTypeExtension'
      ? (node.fields ?? []).map((field) => [`${node.name.value}.${field.name.value}`, rolesOf(field)] as const)
      : [],
  ),
);

function rolesOf({ directives = [] }: FieldDefinitionNode): readonly string[] | null {
  const policy = directives.find(({ name }) => name.value === 'policy');
  const names = policy === undefined ? [] : [...print(policy).matchAll(/"role:(\w+)"/g)].map(([, role = '']) => role);
  return names.length === 0 ? null : names.map((role) => role.toUpperCase());
}

async function open(): Promise<Network> {
  return openNetwork({
    records: [
      { uid: 'holder', agencyUid: 'so-y-te-p01-1', fullName: 'Mẫu Thị An' },
      { uid: 'other', agencyUid: 'ub-p08-2' },
    ],
    focalPoints: [makeFocalPoint('post', 'so-y-te-p01-1', null)],
    officers: [makeOfficer('officer', 'so-y-te-p01-1', 'Mẫu Văn Hai')],
    dataCalls: [
      { uid: 'call', responses: [{ agencyUid: 'so-y-te-p01-1' }] },
      {
        uid: 'answered-call',
        responses: [{ agencyUid: 'so-y-te-p01-1', state: 'ANSWERED', answeredBy: 'another' }],
      },
    ],
  });
}

const askerOf = (network: Network, who: Anybody) => (who === 'nobody' ? network : network.as(CALLERS[who]));

describe('every command', () => {
  let untouched: Network;
  beforeAll(async () => {
    untouched = await open();
  });
  afterAll(() => untouched[Symbol.asyncDispose]());

  it('of the schema has a row here, and for the gateway the roles of the table', () => {
    const names = [...POLICIES.keys()].flatMap((place) => (place.startsWith('Mutation.') ? [place.slice(9)] : []));
    expect(Object.keys(COMMAND_TABLE).sort()).toEqual([...names].sort());
    const roles = names.map((name) => [name, POLICIES.get(`Mutation.${name}`)]);
    expect(Object.fromEntries(roles)).toEqual(COMMANDS);
  });

  it('is none for partners and the public', () => {
    expect([commandsOf('NONE'), commandsOf('PARTNER')]).toEqual([[], []]);
  });

  const cases = Object.keys(COMMAND_TABLE).flatMap((name) => EVERYBODY.map((who) => [name, who] as const));
  it.each(cases)('%s is done, or refused, for %s as the table has it', async (name, who) => {
    const { input, may } = COMMAND_TABLE[name] as AuthorisationRow;
    // What is refused changes nothing: those cases share a network.
    const network = may.includes(who) ? await open() : untouched;
    const submission = await submissionOf(network);
    const asked = JSON.parse(JSON.stringify(input).replace('SUBMISSION', submission));
    const before = await network.subgraph.changes.position(new AbortController().signal);
    const { data, errors } = await askerOf(network, who).answer(documentOf(name), { input: asked });
    const after = await network.subgraph.changes.position(new AbortController().signal);
    if (may.includes(who)) {
      const payload: any = data?.[name];
      expect([errors, payload.userErrors]).toEqual([undefined, []]);
      expect(after).toBeGreaterThan(before);
    } else {
      expect(errors?.map((error) => [error.path, error.extensions?.code])).toEqual([
        [[name], who === 'nobody' ? 'UNAUTHENTICATED' : 'FORBIDDEN'],
      ]);
      expect([data?.[name], after]).toEqual([null, before]);
    }
    if (network !== untouched) await network[Symbol.asyncDispose]();
  });
});

/** What somebody else has laid before the authority. */
async function submissionOf(network: Network): Promise<string> {
  const input = {
    agency: 'so-y-te-p01-1',
    fullName: 'Mẫu Văn Tư',
    positionTitle: 'Chuyên viên',
    validFrom: '2026-11-20',
  };
  const asker = network.as({ role: 'AUTHORITY', subject: 'another', agencies: [] });
  const { addCommunicationOfficer }: any = await asker.data(documentOf('addCommunicationOfficer'), { input });
  return addCommunicationOfficer.submission.uid;
}

describe('every field that is for some', () => {
  it('of the schema has a row here', () => {
    const guarded = [...POLICIES].filter(([place, roles]) => roles !== null && !place.startsWith('Mutation.'));
    expect(Object.keys(FIELD_TABLE).sort()).toEqual(guarded.map(([place]) => place).sort());
  });

  let network: Network;
  beforeAll(async () => {
    network = await open();
  });
  afterAll(() => network[Symbol.asyncDispose]());

  const cases = Object.keys(FIELD_TABLE).flatMap((name) => EVERYBODY.map((who) => [name, who] as const));
  it.each(cases)('%s answers, or refuses, %s as the table has it', async (name, who) => {
    const { query, may } = FIELD_TABLE[name] ?? { query: '', may: [] };
    const { errors = [] } = await askerOf(network, who).answer(query);
    const codes = errors.map((error) => error.extensions?.code);
    if (may.includes(who)) expect(codes).toEqual([]);
    else expect(['UNAUTHENTICATED', 'FORBIDDEN']).toContain(codes[0]);
  });
});

describe('whose records', () => {
  it('a clerk may not touch: those of agencies that do not lie under the clerk’s own', async () => {
    await using network = await open();
    const input = { spokesperson: 'other', expectedVersion: 1 };
    const refusal = network.as(CALLERS.clerk).refusal(documentOf('confirmSpokesperson'), { input });
    expect(await refusal).toMatchObject({ path: ['confirmSpokesperson'], code: 'FORBIDDEN' });
  });

  it('nobody may decide about: what they have submitted themselves', async () => {
    await using network = await open();
    const submission = await submissionOf(network);
    const decisions = [{ submission, expectedVersion: 1, decision: 'ACCEPT' }];
    const asker = network.as({ role: 'AUTHORITY', subject: 'another', agencies: [] });
    const { reviewSubmissions }: any = await asker.data(documentOf('reviewSubmissions'), { input: { decisions } });
    expect(reviewSubmissions.userErrors).toMatchObject([
      { code: 'OWN_SUBMISSION', path: ['decisions', '0', 'submission'] },
    ]);
    expect(reviewSubmissions.submissions).toEqual([]);
  });
});

import { PERSON, send } from '../testing/commands.js';
import { type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeEach(async () => {
  const agencies = ['so-y-te-p01-1', 'so-van-hoa-p01-1', 'ub-p01-1', 'ub-c004-2'];
  const records = agencies.map((agencyUid) => ({ uid: `${agencyUid}.s1`, agencyUid, validFrom: '2025-07-01' }));
  network = await openNetwork({ records });
});
afterEach(() => network[Symbol.asyncDispose]());

const log = async () => (await network.subgraph.changes.readAfter(0, 10_000, new AbortController().signal)) as any[];
const HOLDER = 'so-y-te-p01-1.s1';

describe('a command that is sent again under its key', () => {
  const input = {
    spokesperson: HOLDER,
    expectedVersion: 1,
    effectiveOn: '2026-11-20',
    successor: PERSON,
    idempotencyKey: 'k1',
  };

  it('gives the first answer and does nothing more, though the record has gone on', async () => {
    const first = await send(network, 'clerk', 'replaceSpokesperson', input);
    const rows = await log();
    const second = await send(network, 'clerk', 'replaceSpokesperson', input);
    expect(second).toEqual(first);
    expect(await log()).toEqual(rows);
  });

  it('at the same time is done once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(network, 'clerk', 'replaceSpokesperson', input)),
    );
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect((await log()).filter((row) => row.kind === 'APPOINTED')).toHaveLength(1);
  });

  it('with another input is refused', async () => {
    await send(network, 'clerk', 'replaceSpokesperson', input);
    const other = { ...input, effectiveOn: '2026-11-21' };
    const { userErrors } = await send(network, 'clerk', 'replaceSpokesperson', other);
    expect(userErrors).toMatchObject([{ code: 'KEY_REUSED', path: ['idempotencyKey'] }]);
  });

  it('after a refusal is a new command', async () => {
    const refused = await send(network, 'clerk', 'replaceSpokesperson', { ...input, expectedVersion: 2 });
    expect(refused.userErrors).toMatchObject([{ code: 'CONFLICT' }]);
    expect((await send(network, 'clerk', 'replaceSpokesperson', input)).userErrors).toEqual([]);
  });

  it('by somebody else is another command', async () => {
    await send(network, 'clerk', 'replaceSpokesperson', input);
    const { userErrors } = await send(network, 'authority', 'replaceSpokesperson', input);
    expect(userErrors).toMatchObject([{ code: 'CONFLICT' }]);
  });
});

describe('commands at the same time', () => {
  it('about one record: one is done, the others hear that they came too late', async () => {
    const input = { spokesperson: HOLDER, expectedVersion: 1 };
    const answers = await Promise.all(
      Array.from({ length: 16 }, () => send(network, 'clerk', 'confirmSpokesperson', input)),
    );
    const codes = answers.map(({ userErrors }) => userErrors[0]?.code ?? 'done').sort();
    expect(codes).toEqual([...Array.from({ length: 15 }, () => 'CONFLICT'), 'done'].sort());
  });

  it('that would give one agency two spokespersons: one is done', async () => {
    const ended = { spokesperson: HOLDER, expectedVersion: 1, endsOn: '2026-11-01' };
    await send(network, 'clerk', 'endAppointment', ended);
    const input = { agency: 'so-y-te-p01-1', person: PERSON, validFrom: '2026-11-20' };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => send(network, 'clerk', 'appointSpokesperson', input)),
    );
    expect(answers.filter(({ userErrors }) => userErrors.length === 0)).toHaveLength(1);
  });

  it('of sixteen writers leave a log without gaps, each row with the version it made', async () => {
    const agencies = ['so-y-te-p01-1', 'so-van-hoa-p01-1', 'ub-p01-1', 'ub-c004-2'];
    const writer = async (place: number): Promise<void> => {
      const spokesperson = `${agencies[place % agencies.length]}.s1`;
      for (let done = 0; done < 5; ) {
        const current: any = await network
          .as({ role: 'AUTHORITY', subject: `writer-${place}` })
          .data(
            `{ _entities(representations: [{ __typename: "Spokesperson", id: "${Buffer.from(`Spokesperson:${spokesperson}`).toString('base64url')}" }]) { ... on Spokesperson { version } } }`,
          );
        const expectedVersion = current._entities[0].version;
        const { userErrors } = await send(network, 'authority', 'confirmSpokesperson', {
          spokesperson,
          expectedVersion,
        });
        if (userErrors.length === 0) done += 1;
      }
    };
    await Promise.all(Array.from({ length: 16 }, (_, place) => writer(place)));
    const rows = await log();
    expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    for (const agency of agencies) {
      const versions = rows.filter((row) => row.entityId === `${agency}.s1`).map((row) => row.version);
      expect(versions).toEqual(Array.from({ length: 20 }, (_, index) => index + 2));
    }
  });
});

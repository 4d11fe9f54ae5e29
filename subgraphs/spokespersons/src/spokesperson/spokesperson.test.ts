import { type Asker, idOf, type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      {
        ...{ uid: 'open', agencyUid: 'ub-p01-1', validFrom: '2023-02-01', publishedOn: '2023-02-10' },
        ...{ confirmedOn: ['2023-06-01'], sourceFile: 'mau.csv', sourceRow: 7 },
        publications: [
          { channel: 'WRITTEN_NOTICE', madeOn: '2023-02-05' },
          { channel: 'PORTAL', madeOn: '2023-02-03' },
        ],
      },
      { uid: 'ended', agencyUid: 'ub-d001-1', validTo: '2023-07-01', confirmedOn: ['2023-06-30', '2023-07-01'] },
      { uid: 'pending', agencyUid: 'ub-p01-1', reviewState: 'PENDING', recordedOn: '2024-05-01' },
      {
        uid: 'unlimited',
        agencyUid: 'ub-p01-1',
        role: 'AUTHORIZED',
        documentNumber: '1/UQ-VD',
        documentTitle: 'Ủy quyền',
      },
      {
        uid: 'five-years',
        agencyUid: 'ub-p01-1',
        role: 'AUTHORIZED',
        validTo: '2028-01-31',
        documentTitle: 'Ủy quyền',
      },
      {
        ...{ uid: 'one-year', agencyUid: 'ub-p01-1', role: 'AUTHORIZED', validTo: '2024-02-02' },
        ...{ documentNumber: '2/UQ-VD', documentIssuedOn: '2023-01-31', matter: 'Phòng, chống thiên tai' },
      },
      { uid: 'not-foreseen', agencyUid: 'so-y-te-p01-1', role: 'COORDINATING' },
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

async function record(name: string, selection: string, asker: Asker = network): Promise<any> {
  const [found]: any = await asker.entities('Spokesperson', [name], selection);
  return found;
}

describe('a record', () => {
  it('carries its view in its id, and its agency with it', async () => {
    for (const view of ['', '@2023-08-08']) {
      expect(await record(`open${view}`, '{ id uid asOf agency { id } }')).toEqual({
        ...{ id: idOf('Spokesperson', `open${view}`), uid: 'open', asOf: view === '' ? null : '2023-08-08' },
        agency: { id: idOf('Agency', `ub-p01-1${view}`) },
      });
    }
  });

  it('says where it came from, that it is made up, and where the agency published it', async () => {
    const asked = `{ version synthetic validFrom validTo publishedOn decisionNumber document { number } matter
      publications { channel madeOn } provenance { document importer file row } }`;
    expect(await record('open', asked)).toEqual({
      ...{ version: 1, synthetic: true, validFrom: '2023-02-01', validTo: null, publishedOn: '2023-02-10' },
      ...{ decisionNumber: '1/QĐ-VD', document: null, matter: null },
      publications: [
        { channel: 'PORTAL', madeOn: '2023-02-03' },
        { channel: 'WRITTEN_NOTICE', madeOn: '2023-02-05' },
      ],
      provenance: { document: 'Dữ liệu thử', importer: 'test', file: 'mau.csv', row: 7 },
    });
  });

  it('is null before it began, before it was published, and for an id of another type', async () => {
    expect(await record('open@2023-01-31', '{ uid }')).toBeNull();
    expect(await record('open@2023-02-09', '{ uid }')).toBeNull();
    expect(await record('open@2023-02-10', '{ uid }')).toEqual({ uid: 'open' });
    expect(await record('nobody', '{ uid }')).toBeNull();
    const query = 'query ($r: [_Any!]!) { _entities(representations: $r) { ... on Spokesperson { uid } } }';
    const r = [{ __typename: 'Spokesperson', id: idOf('Agency', 'open') }];
    expect(await network.data(query, { r })).toEqual({ _entities: [null] });
  });

  it('that was never published is there for staff alone, from the day it came in', async () => {
    expect(await record('pending', '{ uid }')).toBeNull();
    const clerk = network.as({ role: 'CLERK', agencies: ['ub-p01-1'] });
    expect(await record('pending', '{ reviewState publishedOn }', clerk)).toEqual({
      reviewState: 'PENDING',
      publishedOn: null,
    });
    expect(await record('pending@2024-04-30', '{ uid }', clerk)).toBeNull();
    expect(await record('pending@2024-05-01', '{ uid }', clerk)).toEqual({ uid: 'pending' });
  });
});

describe('the freshness of a record', () => {
  const freshness = async (name: string) => {
    const found = await record(name, '{ freshness lastConfirmedAt }');
    return [found.freshness, found.lastConfirmedAt?.slice(0, 10) ?? null];
  };

  it('is that of the day: verification confirms it first, and 180 days later it is old', async () => {
    expect(await freshness('open@2023-02-10')).toEqual(['FRESH', '2023-02-10']);
    expect(await freshness('open@2023-05-31')).toEqual(['FRESH', '2023-02-10']);
    expect(await freshness('open@2023-11-28')).toEqual(['FRESH', '2023-06-01']);
    expect(await freshness('open@2023-11-29')).toEqual(['STALE', '2023-06-01']);
    expect(await freshness('open')).toEqual(['STALE', '2023-06-01']);
  });

  it('of one whose term is over stays that of the last day in the role', async () => {
    expect(await freshness('ended')).toEqual(['FRESH', '2023-06-30']);
  });
});

describe('the quality flags of a record', () => {
  const flags = async (name: string) => (await record(name, '{ qualityFlags }')).qualityFlags;

  it('are none for one by the book', async () => {
    expect(await flags('open')).toEqual([]);
    expect(await flags('one-year')).toEqual([]);
    expect(await record('one-year', '{ matter document { number title issuedOn } }')).toEqual({
      ...{ matter: 'Phòng, chống thiên tai', document: { number: '2/UQ-VD', title: null, issuedOn: '2023-01-31' } },
    });
  });

  it('tell an authorisation without an end, too long a one, and one without its document', async () => {
    expect(await flags('unlimited')).toEqual(['AUTHORISATION_WITHOUT_END']);
    expect(await flags('five-years')).toEqual(['AUTHORISATION_TOO_LONG', 'DOCUMENT_MISSING']);
  });

  it('tell a role that the rule of the day does not give to its class of agency', async () => {
    expect(await flags('not-foreseen@2025-06-30')).toEqual(['ROLE_NOT_FORESEEN']);
    // The text of the later decree has not been verified: nothing is said by it.
    expect(await flags('not-foreseen')).toEqual([]);
  });
});

describe('the legal basis of a record', () => {
  const basis = async (name: string) => (await record(name, '{ legalBasis { id } }')).legalBasis.id;

  it('is the decree of the day, or of the last day in the role', async () => {
    expect(await basis('open@2026-06-30')).toBe(idOf('LegalDocument', 'nd-09-2017'));
    expect(await basis('open@2026-07-01')).toBe(idOf('LegalDocument', 'nd-244-2026'));
    expect(await basis('ended')).toBe(idOf('LegalDocument', 'nd-09-2017'));
  });
});

import { PERSON, send } from '../testing/commands.js';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';

// Nothing that is refused is written, so one network does for all of them.
let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    records: [
      { uid: 'holder', agencyUid: 'so-y-te-p01-1', fullName: 'Mẫu Thị An' },
      {
        uid: 'left',
        agencyUid: 'so-y-te-p01-1',
        validFrom: '2022-01-01',
        validTo: '2023-02-01',
        publishedOn: '2022-01-01',
      },
      { uid: 'taken-back', agencyUid: 'so-y-te-p01-1', role: 'HEAD', reviewState: 'WITHDRAWN' },
      { uid: 'waiting', agencyUid: 'ub-c004-2', validFrom: '2025-08-01', reviewState: 'PENDING' },
    ],
  });
});
afterAll(() => network[Symbol.asyncDispose]());

const AGENCY = { agency: 'so-van-hoa-p01-1', validFrom: '2026-11-20', person: PERSON } as const;
const AIMED = { spokesperson: 'holder', expectedVersion: 1 } as const;
const AUTHORISED = {
  ...{ agency: 'ub-p01-1', person: PERSON, document: { number: '7/UQ', issuedOn: '2026-11-01' } },
  ...{ matter: 'Kỳ thi', validFrom: '2026-11-20', validTo: '2026-12-20' },
} as const;
const person = (parts: object) => ({ ...AGENCY, person: { ...PERSON, ...parts } });
const contact = (parts: object) => person({ contacts: [{ channel: 'PHONE', value: '024 3999 0001', ...parts }] });

describe('a command is refused, and says where and why', () => {
  it.each([
    ['a name without letters', 'appointSpokesperson', person({ fullName: '  ' }), ['REQUIRED', 'person.fullName']],
    [
      'a name that is too long',
      'appointSpokesperson',
      person({ fullName: 'ă'.repeat(201) }),
      ['TOO_LONG', 'person.fullName'],
    ],
    [
      'hidden characters',
      'appointSpokesperson',
      person({ positionTitle: 'Phó\u200bphòng' }),
      ['INVALID', 'person.positionTitle'],
    ],
    ['no phone number', 'appointSpokesperson', contact({ value: 'gọi sau' }), ['INVALID', 'person.contacts.0.value']],
    [
      'no e-mail address',
      'appointSpokesperson',
      contact({ channel: 'EMAIL', value: 'a@b' }),
      ['INVALID', 'person.contacts.0.value'],
    ],
    [
      'a private line without consent',
      'appointSpokesperson',
      contact({ line: 'PRIVATE' }),
      ['CONSENT_REQUIRED', 'person.contacts.0.publicationBasis'],
    ],
    [
      'an end before the start',
      'appointSpokesperson',
      { ...AGENCY, validTo: '2026-11-20' },
      ['ENDS_BEFORE_START', 'validTo'],
    ],
    [
      'an agency nobody knows',
      'appointSpokesperson',
      { ...AGENCY, agency: 'no-such' },
      ['NOT_FOUND', 'agency'],
      'authority',
    ],
    [
      'an abolished agency',
      'appointSpokesperson',
      { ...AGENCY, agency: 'ub-d001-1' },
      ['AGENCY_NOT_IN_FORCE', 'agency'],
      'authority',
    ],
    [
      'somebody who is there already',
      'appointSpokesperson',
      { ...AGENCY, agency: 'so-y-te-p01-1' },
      ['OVERLAPS', 'validFrom'],
    ],
    [
      'an authorisation without its document',
      'appointSpokesperson',
      { ...AGENCY, role: 'AUTHORIZED' },
      ['DOCUMENT_REQUIRED', 'role'],
    ],
    [
      'a role that the rule of the day does not foresee',
      'appointSpokesperson',
      { ...AGENCY, role: 'COORDINATING', validFrom: '2026-06-01' },
      ['ROLE_NOT_FORESEEN', 'role'],
    ],
    [
      'an address that is none',
      'appointSpokesperson',
      { ...AGENCY, evidence: { url: 'javascript:alert(1)' } },
      ['INVALID', 'evidence.url'],
    ],
    [
      'a replacement before the first day',
      'replaceSpokesperson',
      { ...AIMED, effectiveOn: '2023-02-01', successor: PERSON },
      ['ENDS_BEFORE_START', 'effectiveOn'],
    ],
    [
      'an end before the first day',
      'endAppointment',
      { ...AIMED, endsOn: '2023-01-01' },
      ['ENDS_BEFORE_START', 'endsOn'],
    ],
    [
      'an end of what has ended',
      'endAppointment',
      { ...AIMED, spokesperson: 'left', endsOn: '2024-01-01' },
      ['ALREADY_ENDED', 'endsOn'],
    ],
    [
      'an end of what was withdrawn',
      'endAppointment',
      { ...AIMED, spokesperson: 'taken-back', endsOn: '2026-11-24' },
      ['ALREADY_ENDED', 'endsOn'],
    ],
    [
      'a record nobody knows',
      'endAppointment',
      { ...AIMED, spokesperson: 'no-such', endsOn: '2026-11-24' },
      ['NOT_FOUND', 'spokesperson'],
    ],
    [
      'a record in another version',
      'endAppointment',
      { ...AIMED, expectedVersion: 7, endsOn: '2026-11-24' },
      ['CONFLICT', 'expectedVersion'],
    ],
    [
      'a confirmation of one who has left',
      'confirmSpokesperson',
      { ...AIMED, spokesperson: 'left' },
      ['NOT_OPEN', 'spokesperson'],
    ],
    [
      'a confirmation of what waits',
      'confirmSpokesperson',
      { ...AIMED, spokesperson: 'waiting' },
      ['NOT_OPEN', 'spokesperson'],
      'authority',
    ],
    [
      'a correction of what was withdrawn',
      'correctSpokesperson',
      { ...AIMED, spokesperson: 'taken-back', correction: { positionTitle: 'Giám đốc' } },
      ['NOT_OPEN', ''],
    ],
    [
      'a document younger than the term',
      'authoriseSpokesperson',
      { ...AUTHORISED, document: { number: '7/UQ', issuedOn: '2026-11-21' } },
      ['INVALID', 'document.issuedOn'],
    ],
    [
      'a post held by somebody of another agency',
      'createFocalPoint',
      { agency: 'so-van-hoa-p01-1', name: 'Đầu mối', holder: 'holder', validFrom: '2026-11-20' },
      ['NOT_FOUND', 'holder'],
    ],
    [
      'a submission nobody knows',
      'withdrawSubmission',
      { submission: 'no-such', expectedVersion: 1 },
      ['NOT_FOUND', 'submission'],
    ],
    ['no decision', 'reviewSubmissions', { decisions: [] }, ['INVALID', 'decisions'], 'reviewer'],
    [
      'a key that is too long',
      'confirmSpokesperson',
      { ...AIMED, idempotencyKey: 'k'.repeat(121) },
      ['INVALID', 'idempotencyKey'],
    ],
  ] as const)('%s', async (_, name, input, [code, path], caller: 'clerk' | 'authority' | 'reviewer' = 'clerk') => {
    const before = await network.subgraph.changes.position(new AbortController().signal);
    const payload = await send(network, caller, name, input);
    expect(payload.userErrors.map((error) => [error.code, error.path.join('.')])).toContainEqual([code, path]);
    expect(payload.cursor).toBeNull();
    expect(await network.subgraph.changes.position(new AbortController().signal)).toBe(before);
  });

  it('everything that is wrong at once', async () => {
    const input = { ...contact({ value: 'x', line: 'PRIVATE' }), validTo: '2020-01-01' };
    const { userErrors } = await send(network, 'clerk', 'appointSpokesperson', input);
    expect(userErrors.map((error) => error.code)).toEqual(['INVALID', 'CONSENT_REQUIRED', 'ENDS_BEFORE_START']);
  });

  it('with the instrument a rule rests on', async () => {
    const input = { ...AGENCY, role: 'COORDINATING', validFrom: '2026-06-01' };
    const { userErrors } = await send(network, 'clerk', 'appointSpokesperson', input);
    expect(userErrors).toMatchObject([{ legalBasis: { id: idOf('LegalDocument', 'nd-09-2017') } }]);
  });

  it('with the record as it is now, for who came too late', async () => {
    const payload = await send(network, 'clerk', 'endAppointment', {
      ...AIMED,
      expectedVersion: 7,
      endsOn: '2026-11-24',
    });
    expect(payload.spokesperson).toMatchObject({ uid: 'holder', version: 1, fullName: 'Mẫu Thị An' });
  });
});

describe('an argument that is no value of its kind is an error of the request', () => {
  it.each([
    ['a day', { ...AGENCY, validFrom: '2026-02-30' }, 'input.validFrom'],
    ['the day that stands for an open end', { ...AGENCY, validTo: '9999-12-31' }, 'input.validTo'],
    ['an id of another type', { ...AGENCY, agency: idOf('Spokesperson', 'holder') }, 'input.agency'],
    ['no id at all', { ...AGENCY, agency: 'Sở Y tế' }, 'input.agency'],
  ])('%s', async (_, input, argument) => {
    const query = 'mutation ($input: AppointSpokespersonInput!) { appointSpokesperson(input: $input) { cursor } }';
    const asker = network.as({ role: 'AUTHORITY', subject: 'authority-1' });
    expect(await asker.refusal(query, { input })).toEqual({
      path: ['appointSpokesperson'],
      code: 'BAD_USER_INPUT',
      argument,
    });
  });
});

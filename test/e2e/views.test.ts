import { type Stack, startStack } from '../harness/start-stack.js';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
});
afterAll(() => stack[Symbol.asyncDispose]());

/** The answer's data; an error fails the test. */
async function data(query: string, variables: Record<string, unknown> = {}): Promise<any> {
  const answer = await stack.ask(query, variables);
  expect(answer.errors).toBeUndefined();
  return answer.data;
}

const textOf = (id: string): string => Buffer.from(id, 'base64url').toString('utf8');

describe('a view', () => {
  it('travels in the id across the three subgraphs', async () => {
    const { agency } = await data(`{ agency(uid: "ubnd-p01-1", asOf: "2024-06-01") { id asOf
      unit { id asOf coverage { asOf } parent { id } }
      spokespersons { id asOf agency { id asOf unit { asOf } } }
      history { nodes { id asOf } }
      trainingRegistrations { id agency { id asOf } spokesperson { id asOf } trainingClass { id venue { asOf } startsOn } } } }`);
    expect(textOf(agency.id)).toBe('Agency:ubnd-p01-1@2024-06-01');
    expect(agency.unit).toMatchObject({ asOf: '2024-06-01', coverage: { asOf: '2024-06-01' } });
    expect(textOf(agency.unit.parent.id)).toBe('AdministrativeUnit:vn@2024-06-01');
    expect(agency.spokespersons.length).toBeGreaterThan(0);
    for (const { id, asOf, agency: own } of agency.spokespersons) {
      expect([asOf, own.asOf, own.unit.asOf, own.id]).toEqual(['2024-06-01', '2024-06-01', '2024-06-01', agency.id]);
      expect(textOf(id)).toMatch(/@2024-06-01$/);
    }
    expect(agency.history.nodes.every((one: any) => one.asOf === '2024-06-01')).toBe(true);
    expect(agency.trainingRegistrations.length).toBeGreaterThan(0);
    for (const { agency: own, spokesperson, trainingClass } of agency.trainingRegistrations) {
      expect([own.asOf, spokesperson?.asOf ?? '2024-06-01']).toEqual(['2024-06-01', '2024-06-01']);
      // A class sees its venue on its own first day.
      expect(trainingClass.venue.asOf).toBe(trainingClass.startsOn);
    }
  });

  it('is found again by node(id:), whoever owns the object', async () => {
    const { agency, legalDocuments, handbookEditions, trainingClasses } = await data(`{
      agency(uid: "ubnd-p01-1", asOf: "2024-06-01") { id spokespersons { id fullName } }
      legalDocuments { id number } handbookEditions { id title } trainingClasses(first: 1) { nodes { id title } } }`);
    const [speaker] = agency.spokespersons;
    const found = await data(
      `query ($a: ID!, $s: ID!, $l: ID!, $h: ID!, $t: ID!) {
        a: node(id: $a) { id ... on Agency { asOf } }
        s: node(id: $s) { id ... on Spokesperson { fullName asOf } }
        l: node(id: $l) { id ... on LegalDocument { number } }
        h: node(id: $h) { id ... on HandbookEdition { title } }
        t: node(id: $t) { id ... on TrainingClass { title } } }`,
      {
        a: agency.id,
        s: speaker.id,
        l: legalDocuments[0].id,
        h: handbookEditions[0].id,
        t: trainingClasses.nodes[0].id,
      },
    );
    expect(found).toEqual({
      a: { id: agency.id, asOf: '2024-06-01' },
      s: { id: speaker.id, fullName: speaker.fullName, asOf: '2024-06-01' },
      l: { id: legalDocuments[0].id, number: legalDocuments[0].number },
      h: { id: handbookEditions[0].id, title: handbookEditions[0].title },
      t: { id: trainingClasses.nodes[0].id, title: trainingClasses.nodes[0].title },
    });
  });

  it('of tomorrow is allowed, and shows what is decided already', async () => {
    const { country } = await data(
      '{ country(asOf: "2030-01-01") { asOf coverage { expected byTier { expected } } } }',
    );
    expect(country).toMatchObject({ asOf: '2030-01-01', coverage: { expected: expect.any(Number) } });
  });

  it('live shows an ended agency in its last form: nobody speaks for it, and current leads on', async () => {
    const { agency } = await data(`{ agency(uid: "ubnd-d001-1") { inForce validTo spokespersons { id } coverageStatus
      whoToCall { reason spokesperson { id } agency { id } } current { inForce whoToCall { reason } }
      at(date: "2024-06-01") { inForce coverageStatus whoToCall { reason } } } }`);
    expect(agency).toMatchObject({
      inForce: false,
      validTo: '2025-07-01',
      spokespersons: [],
      coverageStatus: null,
      whoToCall: { reason: 'NONE', spokesperson: null, agency: null },
      at: {
        inForce: true,
        coverageStatus: expect.any(String),
        whoToCall: { reason: expect.not.stringMatching('NONE') },
      },
    });
    expect(agency.current.length).toBeGreaterThan(1);
    expect(agency.current.every((one: any) => one.inForce)).toBe(true);
  });
});

describe('the classes of a unit', () => {
  it('are those of the ground it covers, whatever it was called on their day', async () => {
    const { ward, city, old } = await data(`{
      ward: unit(code: "00004") { name trainingClasses { title } }
      city: unit(code: "01") { trainingClasses { title venue { name asOf } } }
      old: unit(code: "00004", asOf: "2023-08-08") { name trainingClasses { title } } }`);
    // The class was held in Phường Trúc Bạch, which is Phường Ba Đình now.
    expect(old.trainingClasses).toHaveLength(1);
    expect(ward.trainingClasses).toEqual(expect.arrayContaining(old.trainingClasses));
    expect(city.trainingClasses.length).toBeGreaterThan(ward.trainingClasses.length);
    const titles = city.trainingClasses.map((one: any) => one.title);
    expect(titles).toEqual(expect.arrayContaining(ward.trainingClasses.map((one: any) => one.title)));
  });
});

describe('made-up data', () => {
  it('says so wherever an answer rests on it', async () => {
    const { country, spokespersons, trainingClasses, handbookEditions } = await data(`{
      country { coverage { synthetic } } spokespersons(first: 50) { nodes { synthetic fullName contacts { value } } }
      trainingClasses(first: 50) { nodes { synthetic } } handbookEditions { synthetic } }`);
    expect(country.coverage.synthetic).toBe(true);
    for (const one of [...spokespersons.nodes, ...trainingClasses.nodes, ...handbookEditions])
      expect(one.synthetic).toBe(true);
    const values = spokespersons.nodes.flatMap((one: any) => one.contacts.map((contact: any) => contact.value));
    const shown = values.filter((value: unknown) => value !== null);
    expect(shown.length).toBeGreaterThan(0);
    // Addresses in a domain that cannot exist, numbers that nobody can dial.
    for (const value of shown) expect(value).toMatch(/^(phatngon@[\w.-]+\.example|\+8400\d{7})$/);
  });
});

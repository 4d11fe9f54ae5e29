import { OPEN_TO } from '@phat-ngon/kit';
import { countStatements } from '@phat-ngon/kit/testing';
import { TrainingClassEntity, type TrainingClassRow } from './class/training-class.entity.js';
import { CLASSES } from './seed/history.js';
import { idOf, openTraining, type Training } from './testing/open-training.js';
import { KEPT, MERGED } from './testing/small-register.js';

/** Fields that start together may each send a statement of their own where a database answers them at different times. */
const SPREAD = 2;

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

const statementsOf = async (work: () => Promise<unknown>) =>
  (await countStatements(training.subgraph.database, work)).statements.length;

/** How many statements an answer about one thing takes, and one about many. */
async function costOf(ask: (many: boolean) => Promise<unknown>) {
  return { one: await statementsOf(() => ask(false)), many: await statementsOf(() => ask(true)) };
}

describe('what an answer costs does not grow with its rows', () => {
  it('in a list of classes with everything that hangs on each', async () => {
    const cost = await costOf((many) =>
      training.data(
        `query ($first: Int) { trainingClasses(first: $first, filter: { state: [HELD] }) { totalCount nodes {
          venue { id } registered attended programme { id legalDocuments { id replaces { id } } }
          waitsFor { id chapters { id } classes { id registered } }
          registrations(first: 3) { totalCount nodes { id attended synthetic agency { id } spokesperson { id } trainingClass { id } } } } } }`,
        { first: many ? 1000 : 1 },
      ),
    );
    expect(cost.many).toBeLessThanOrEqual(cost.one + SPREAD);
    // The page and its count; turnout; registrations and their counts; classes of registrations; editions, chapters, their
    // classes, the turnout of these; programme, instruments, what those replace.
    expect(cost.one).toBeLessThanOrEqual(13 + SPREAD);
  });

  it('in many agencies, whether they are trained and what they registered for', async () => {
    const uids = [...KEPT, ...Object.keys(MERGED)].map((uid) => idOf('Agency', `ubnd-${uid}`));
    const fields = '{ trained trainingRegistrations { id attended synthetic trainingClass { id } } }';
    const cost = await costOf((many) => training.entities('Agency', many ? uids : uids.slice(0, 1), fields));
    expect(cost.one).toBeLessThanOrEqual(3 + SPREAD);
    expect(cost.many).toBeLessThanOrEqual(cost.one + SPREAD);
  });

  it('in many spokespersons', async () => {
    const ids = Array.from({ length: 400 }, (_, index) => idOf('Spokesperson', `ubnd-${index}.s1`));
    const cost = await costOf((many) => training.entities('Spokesperson', many ? ids : ids.slice(0, 1), '{ trained }'));
    expect(cost.one).toBeLessThanOrEqual(1 + SPREAD);
    expect(cost.many).toBeLessThanOrEqual(cost.one + SPREAD);
  });

  it('in the classes of 34 provinces', async () => {
    const ids = Array.from({ length: 34 }, (_, index) => idOf('AdministrativeUnit', KEPT[index] ?? `p${index}-2`));
    const fields = '{ trainingClasses { id registered venue { id } } }';
    const cost = await costOf((many) => training.entities('AdministrativeUnit', many ? ids : ids.slice(0, 1), fields));
    expect(cost.one).toBeLessThanOrEqual(4 + SPREAD);
    expect(cost.many).toBeLessThanOrEqual(cost.one + SPREAD);
  });

  it('in the editions, the instruments and the terms', async () => {
    const statements = await statementsOf(() =>
      training.data(`{ handbookEditions { chapters { id } classes { id } } legalDocuments { replaces { id } }
        glossary { id } programmes { legalDocuments { id } } }`),
    );
    // One each for the four lists, chapters and classes; instruments take one or two, as the lists that name them arrive.
    expect(statements).toBeLessThanOrEqual(8 + SPREAD);
  });

  it('when there are a thousand classes', async () => {
    const ask = () =>
      training.data('{ trainingClasses(first: 1000, filter: { within: "vn" }) { nodes { registered } } }');
    const before = await statementsOf(ask);
    const [model] = CLASSES;
    const rows = Array.from({ length: 1_000 }, (_, index) => ({ ...model, uid: `x-${index}`, startsOn: OPEN_TO }));
    await training.insert(TrainingClassEntity, rows as TrainingClassRow[]);
    expect(await statementsOf(ask)).toBeLessThanOrEqual(before + SPREAD);
  });
});

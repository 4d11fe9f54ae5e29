import { idOf, openTraining, type Training } from '../testing/open-training.js';

let training: Training;
beforeAll(async () => {
  training = await openTraining();
});
afterAll(() => training[Symbol.asyncDispose]());

/** One class by its key, as the gateway asks for it. */
const classOf = async (uid: string, fields: string) =>
  (await training.entities<Record<string, any>>('TrainingClass', [idOf('TrainingClass', uid)], fields))[0];

describe('a class', () => {
  it('that was held says when, for whom, for which edition it waited, and that it is made up', async () => {
    expect(
      await classOf(
        'lop-001',
        '{ id title region startsOn endsOn audience state seats waitsFor { title } programme { titleEn } synthetic }',
      ),
    ).toEqual({
      id: idOf('TrainingClass', 'lop-001'),
      title: 'Tập huấn truyền thông chính sách miền Bắc tháng 10/2023',
      region: 'NORTH',
      startsOn: '2023-10-17',
      endsOn: '2023-10-19',
      audience: ['REPORTER', 'GRASSROOTS_OFFICER'],
      state: 'HELD',
      seats: 120,
      waitsFor: { title: 'Sổ tay truyền thông chính sách' },
      programme: { titleEn: 'Policy communication and the network of spokespersons' },
      synthetic: true,
    });
  });

  it('that waits for an edition has no day and no number of those who came', async () => {
    expect(
      await classOf('lop-018', '{ startsOn endsOn state attended registered waitsFor { edition state } }'),
    ).toEqual({
      startsOn: null,
      endsOn: null,
      state: 'WAITING',
      attended: null,
      registered: 0,
      waitsFor: { edition: 2, state: 'DRAFT' },
    });
  });

  it('counts who registered, and who came once it was held', async () => {
    await training.subgraph.database.transaction((manager) =>
      manager.query(
        "UPDATE registration SET has_attended = 0 WHERE class_uid = 'lop-002' AND agency_uid = 'ubnd-p14-1'",
      ),
    );
    const held = await classOf('lop-002', '{ registered attended registrations(first: 1000) { nodes { attended } } }');
    expect(held).toMatchObject({ registered: 6, attended: 5 });
    expect(held?.registrations.nodes.filter((node: { attended: boolean }) => !node.attended)).toHaveLength(1);
    const open = await classOf('lop-017', '{ state registered attended registrations { nodes { attended } } }');
    expect(open).toMatchObject({ state: 'OPEN', attended: null });
    expect(open?.registered).toBeGreaterThan(0);
    expect(open?.registrations.nodes.map((node: { attended: unknown }) => node.attended)).toEqual(
      Array(open?.registered).fill(null),
    );
  });

  it('that was cancelled before it opened has no registrations', async () => {
    expect(await classOf('lop-007', '{ state registered attended }')).toEqual({
      state: 'CANCELLED',
      registered: 0,
      attended: null,
    });
  });
});

describe('the venue of a class', () => {
  it('is seen on the first day of the class, past or to come', async () => {
    expect(await classOf('lop-012', '{ venue { id } }')).toEqual({
      venue: { id: idOf('AdministrativeUnit', 'c00004-1', '2025-05-13') },
    });
    expect(await classOf('lop-021', '{ venue { id } }')).toEqual({
      venue: { id: idOf('AdministrativeUnit', 'p14-1', '2027-04-13') },
    });
  });

  it('is live while that day is open, and null while the place is', async () => {
    expect(await classOf('lop-018', '{ venue { id } }')).toEqual({
      venue: { id: idOf('AdministrativeUnit', 'p01-1') },
    });
    expect(await classOf('lop-020', '{ venue { id } }')).toEqual({ venue: null });
  });
});

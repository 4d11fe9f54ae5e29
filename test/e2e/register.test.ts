import { ask, openTestSubgraph } from '@phat-ngon/kit/testing';
import { openInOrder } from '../../scripts/src/definitions.js';

describe('an installation filled with the public record alone', () => {
  it('has the map, the law and the glossary, and nothing that is made up', async () => {
    const subgraphs = await openInOrder((definition, placements) =>
      openTestSubgraph(definition, { filling: 'register', ...(placements === null ? {} : { placements }) }),
    );
    try {
      const { data: country } = await ask(
        subgraphs.spokespersons,
        `query ($of: [_Any!]!) { spokespersons { totalCount } reportedFigures { value }
          _entities(representations: $of) { ... on AdministrativeUnit { coverage { expected covered synthetic } } } }`,
        {
          of: [
            {
              __typename: 'AdministrativeUnit',
              id: Buffer.from('AdministrativeUnit:vn@2023-08-08').toString('base64url'),
            },
          ],
        },
      );
      expect(country).toEqual({
        spokespersons: { totalCount: 0 },
        reportedFigures: [{ value: 12_542 }, { value: 1_040 }],
        _entities: [{ coverage: { expected: 12_542, covered: 0, synthetic: false } }],
      });
      const { data: programme } = await ask(
        subgraphs.training,
        '{ legalDocuments { id } glossary { id } programmes { id } handbookEditions { id } trainingClasses { totalCount } }',
      );
      expect(programme).toMatchObject({ programmes: [{}], handbookEditions: [], trainingClasses: { totalCount: 0 } });
      expect(
        [programme?.legalDocuments, programme?.glossary].every((list) => Array.isArray(list) && list.length > 5),
      ).toBe(true);
    } finally {
      for (const subgraph of Object.values(subgraphs).reverse()) await subgraph[Symbol.asyncDispose]();
    }
  });
});

import { insertRows, OPEN_FROM, OPEN_TO } from '@phat-ngon/kit';
import { idOf, type Network, openNetwork } from '../testing/open-network.js';
import { DeadlineRuleEntity } from './rule.entity.js';

let network: Network;
beforeAll(async () => {
  network = await openNetwork({
    // A province with rules of its own: one in place of the nation's, and one the nation does not have.
    seed: ({ log }) =>
      log.write(({ manager }) => {
        const local = { validFrom: OPEN_FROM, validTo: OPEN_TO, jurisdictionUid: 'p01-1', legalBasisUid: 'qd-1' };
        const texts = { textVi: 'Quy chế của tỉnh', textEn: 'A local rule' };
        return insertRows(manager, DeadlineRuleEntity, [
          { id: 'local-replace', duty: 'REPLACE_SPOKESPERSON', amount: 5, period: 'DAYS', ...local, ...texts },
          { id: 'local-first', duty: 'FIRST_INFORMATION', amount: 12, period: 'HOURS', ...local, ...texts },
        ]);
      }),
  });
});
afterAll(() => network[Symbol.asyncDispose]());

describe('who may speak for an agency', () => {
  const rule = async (name: string) => {
    const agency: any = await network.agency(name, '{ speakingRule { id roles legalBasis { id } text textEn } }');
    return agency.speakingRule;
  };
  const EVERY_ROLE = ['HEAD', 'SPOKESPERSON', 'AUTHORIZED', 'COORDINATING'];

  it.each([
    ['bo-van-hoa-the-thao-va-du-lich', EVERY_ROLE],
    ['ub-p01-1', EVERY_ROLE],
    ['so-y-te-p01-1', ['HEAD', 'SPOKESPERSON']],
    ['ub-d001-1', ['HEAD', 'SPOKESPERSON']],
    ['ub-c001-1', ['HEAD', 'SPOKESPERSON']],
  ])('hangs on its class: %s', async (uid, roles) => {
    expect((await rule(`${uid}@2023-08-08`)).roles).toEqual(roles);
  });

  it('is by Decree 09/2017 up to 2026-06-30, and after it by a decree whose text has not been verified', async () => {
    expect(await rule('ub-p01-1@2026-06-30')).toMatchObject({
      ...{ roles: EVERY_ROLE, legalBasis: { id: idOf('LegalDocument', 'nd-09-2017') } },
    });
    for (const name of ['ub-p01-1@2026-07-01', 'ub-p01-1']) {
      expect(await rule(name)).toMatchObject({
        ...{ roles: null, legalBasis: { id: idOf('LegalDocument', 'nd-244-2026') } },
      });
    }
  });

  it('is not asked of an agency that has ended or is not there yet', async () => {
    expect(await rule('ub-d001-1')).toBeNull();
    expect(await rule('ub-p08-2@2025-06-30')).toBeNull();
    expect(await rule('no-such-agency')).toBeNull();
  });
});

describe('the deadlines of an agency', () => {
  const deadlines = async (name: string) => {
    const asked = '{ deadlines { id duty amount period jurisdiction { id } legalBasis { id } } }';
    const agency: any = await network.agency(name, asked);
    return agency.deadlines;
  };
  const short = (rules: any) => rules.map((rule: any) => [rule.duty, rule.amount, rule.period]);
  const NATIONAL = [
    ['FIRST_INFORMATION', 24, 'HOURS'],
    ['PRESS_CONFERENCE', 3, 'MONTHS'],
    ['REGULAR_UPDATE', 1, 'MONTHS'],
  ];

  it('are the nation’s, with its decree', async () => {
    const rules = await deadlines('ub-p02-1@2025-02-28');
    expect(short(rules)).toEqual(NATIONAL);
    for (const { jurisdiction, legalBasis } of rules) {
      expect(jurisdiction.id).toBe(idOf('AdministrativeUnit', 'vn@2025-02-28'));
      expect(legalBasis.id).toBe(idOf('LegalDocument', 'nd-09-2017'));
    }
  });

  it('are the province’s own where it has one, in place of the nation’s for the same duty, down to its communes', async () => {
    const local = [['FIRST_INFORMATION', 12, 'HOURS'], ...NATIONAL.slice(1), ['REPLACE_SPOKESPERSON', 5, 'DAYS']];
    for (const uid of ['ub-p01-1', 'so-y-te-p01-1', 'ub-d001-1', 'ub-c001-1'])
      expect(short(await deadlines(`${uid}@2024-01-01`))).toEqual(local);
  });

  it('end with the decree they rest on', async () => {
    expect(await deadlines('ub-p08-2@2026-06-30')).toHaveLength(3);
    expect(await deadlines('ub-p08-2@2026-07-01')).toEqual([]);
    expect(short(await deadlines('ub-c004-2'))).toEqual([
      ['FIRST_INFORMATION', 12, 'HOURS'],
      ['REPLACE_SPOKESPERSON', 5, 'DAYS'],
    ]);
  });

  it('are none of an agency that has ended', async () => expect(await deadlines('ub-d001-1')).toEqual([]));

  it('carry the view in their id: their jurisdiction is seen in it', async () => {
    const [then] = await deadlines('ub-p02-1@2024-01-01');
    const [later] = await deadlines('ub-p02-1@2024-01-02');
    expect(then.jurisdiction.id).not.toBe(later.jurisdiction.id);
    expect(then.id).not.toBe(later.id);
  });
});

describe('the press authority', () => {
  const authority = async (args: string) => {
    const answer: any = await network.data(`{ pressAuthority${args} { id } }`);
    return answer.pressAuthority.id;
  };

  it('changes on 2025-03-01, in the view asked for', async () => {
    const [before, since] = ['bo-thong-tin-va-truyen-thong', 'bo-van-hoa-the-thao-va-du-lich'];
    expect(await authority('(asOf: "2025-02-28")')).toBe(idOf('Agency', `${before}@2025-02-28`));
    expect(await authority('(asOf: "2025-03-01")')).toBe(idOf('Agency', `${since}@2025-03-01`));
    expect(await authority('')).toBe(idOf('Agency', since));
  });
});

describe('the reported figures', () => {
  it('stand with their source and day, each under an id', async () => {
    const { reportedFigures }: any = await network.data(
      '{ reportedFigures { id value approximate counts quote source statedBy statedOn } }',
    );
    expect(reportedFigures.map((figure: any) => [figure.value, figure.approximate, figure.statedOn])).toEqual([
      [12_542, true, '2023-08-08'],
      [1_040, true, '2023-08-08'],
    ]);
    expect(new Set(reportedFigures.map((figure: any) => figure.id)).size).toBe(2);
    for (const { quote, source, statedBy } of reportedFigures)
      for (const text of [quote, source, statedBy]) expect(text).not.toBe('');
  });
});

import { groupRows, OPEN_FROM, OPEN_TO, type PlacedAgencyRow, TIERS, type Tier } from '@phat-ngon/kit';
import type { SpokespersonRecord } from '../record.js';
import { REFORM } from '../testing/register.js';
import { buildNetwork } from './build-network.js';
import { COVERED_THEN, FIGURES_DAY, SEED_END } from './terms.js';

/** How many agencies of each tier there were on the day of the reported figures. */
const EXPECTED_THEN: Readonly<Record<Tier, number>> = {
  ...{ CENTRAL: 30, PROVINCE: 63, PROVINCIAL_DEPARTMENT: 1_145, DISTRICT: 705, COMMUNE: 10_599 },
};

function agencyOf(uid: string, tier: Tier, validFrom: string, validTo: string, version = 1): PlacedAgencyRow {
  return {
    ...{ uid, tier, version, validFrom, validTo, name: uid, foldedName: uid, sortName: uid, sortOfficial: uid },
    ...{ kind: 'PEOPLES_COMMITTEE', unitUid: 'vn', parentUid: null, path: '/vn/' },
  };
}

/** A register as large as the real one: all districts end with the reform, as do most communes; some come with it. */
const AGENCIES: readonly PlacedAgencyRow[] = TIERS.flatMap((tier) => {
  const old = Array.from({ length: EXPECTED_THEN[tier] }, (_, place) => {
    const ends =
      tier === 'DISTRICT' || (tier === 'COMMUNE' && place % 10 > 0) || (tier !== 'CENTRAL' && place % 4 === 0);
    return agencyOf(`${tier.toLowerCase().replace('_', '-')}-${place}`, tier, OPEN_FROM, ends ? REFORM : OPEN_TO);
  });
  const since = Array.from({ length: tier === 'COMMUNE' ? 2_000 : 0 }, (_, place) =>
    agencyOf(`new-${place}`, tier, REFORM, OPEN_TO),
  );
  return [...old, ...since];
});
const LIVES = new Map(AGENCIES.map((agency) => [agency.uid, agency]));
const network = buildNetwork(AGENCIES);

function isCoveredOn(record: SpokespersonRecord, day: string): boolean {
  const channels = new Set(record.contacts.filter((c) => c.visibility === 'PUBLIC').map((c) => c.channel));
  const isComplete = channels.size === 2 && record.fullName !== '' && record.positionTitle !== '';
  const isThere = record.validFrom <= day && day < record.validTo && record.role === 'SPOKESPERSON';
  return isComplete && isThere && record.reviewState === 'VERIFIED' && (record.publishedOn ?? OPEN_TO) <= day;
}

describe('the fictional network', () => {
  it('covers of each tier exactly as many as was reported for 2023-08-08, 1,040 in all', () => {
    const covered = new Set(
      network.records.filter((record) => isCoveredOn(record, FIGURES_DAY)).map((r) => r.agencyUid),
    );
    const byTier = Object.fromEntries(TIERS.map((tier) => [tier, 0]));
    for (const uid of covered) byTier[LIVES.get(uid)?.tier ?? ''] = (byTier[LIVES.get(uid)?.tier ?? ''] ?? 0) + 1;
    expect(byTier).toEqual(COVERED_THEN);
    expect(covered.size).toBe(1_040);
  });

  it('had records still waiting on that day, and covers more later', () => {
    const knownThen = network.records.filter((r) => r.role === 'SPOKESPERSON' && r.recordedOn <= FIGURES_DAY);
    expect(knownThen.length).toBeGreaterThan(1_040);
    const later = network.records.filter((record) => isCoveredOn(record, '2024-08-08'));
    expect(new Set(later.map((record) => record.agencyUid)).size).toBeGreaterThan(2_000);
  });

  it('is the same whatever the order of the register, and in every run', () => {
    const shuffled = [...AGENCIES].sort((a, b) =>
      a.uid.split('').reverse().join('') < b.uid.split('').reverse().join('') ? -1 : 1,
    );
    expect(shuffled[0]?.uid).not.toBe(AGENCIES[0]?.uid);
    expect(JSON.stringify(buildNetwork(shuffled))).toBe(JSON.stringify(network));
  });

  it('sees an agency of several versions as one', () => {
    const whole = [agencyOf('a', 'PROVINCE', OPEN_FROM, OPEN_TO)];
    const versions = [
      agencyOf('a', 'PROVINCE', '2026-04-30', OPEN_TO, 3),
      agencyOf('a', 'PROVINCE', OPEN_FROM, REFORM, 1),
      agencyOf('a', 'PROVINCE', REFORM, '2026-04-30', 2),
    ];
    expect(buildNetwork(versions)).toEqual(buildNetwork(whole));
  });

  it('gives nobody an address that can be written to, a number that can be dialled, or a name that is somebody’s', () => {
    for (const record of network.records) {
      expect(record.fullName).toMatch(/^(Mẫu|Thử|Giả|Ví) \p{L}+ \p{L}+$/u);
      expect(record.fullName).toBe(record.fullName.normalize('NFC'));
      for (const { channel, value } of record.contacts) {
        // After Vietnam's country code no number begins with 0.
        expect(value).toMatch(channel === 'EMAIL' ? /^phatngon@[a-z0-9-]{1,63}\.example$/ : /^\+8400\d{7}$/);
      }
    }
    for (const officer of network.officers) expect(officer.fullName).toMatch(/^(Mẫu|Thử|Giả|Ví) /u);
  });

  it('says of all of it that it is made up', () => {
    expect(new Set(network.records.map((record) => record.synthetic))).toEqual(new Set([true]));
    expect(new Set([...network.focalPoints, ...network.officers].map((row) => row.synthetic))).toEqual(new Set([true]));
    expect(new Set(network.records.map((record) => record.sourceDocument))).toEqual(new Set(['Dữ liệu minh họa']));
  });

  it('gives every record and post an identity of its own', () => {
    const uids = [...network.records, ...network.focalPoints, ...network.officers].map((row) => row.uid);
    expect(new Set(uids).size).toBe(uids.length);
  });
});

describe('the terms of an agency', () => {
  const speakers = network.records.filter((record) => record.role === 'SPOKESPERSON');
  const ofAgency = groupRows(speakers, (record) => record.agencyUid);

  it('follow one another without overlap', () => {
    let handovers = 0;
    for (const records of ofAgency.values()) {
      const inOrder = [...records].sort((a, b) => (a.validFrom < b.validFrom ? -1 : 1));
      for (const [index, record] of inOrder.entries()) {
        expect(record.validFrom < record.validTo).toBe(true);
        const next = inOrder[index + 1];
        if (next === undefined) continue;
        handovers += 1;
        expect(record.validTo <= next.validFrom).toBe(true);
      }
    }
    expect(handovers).toBeGreaterThan(100);
  });

  it('lie within its life, and end with it at the latest', () => {
    for (const { agencyUid, validFrom, validTo } of [...network.records, ...network.focalPoints, ...network.officers]) {
      const { validFrom: lifeFrom, validTo: lifeTo } = LIVES.get(agencyUid) ?? agencyOf('', 'COMMUNE', '', '');
      expect([validFrom >= lifeFrom, validFrom < lifeTo, validTo <= lifeTo]).toEqual([true, true, true]);
    }
  });

  it('come in, are verified and are confirmed while they last, each in that order, and not after the data ends', () => {
    for (const record of network.records) {
      const { validFrom, validTo, recordedOn, publishedOn, confirmations } = record;
      expect(recordedOn >= validFrom && recordedOn < validTo).toBe(true);
      expect(publishedOn !== null).toBe(record.reviewState === 'VERIFIED');
      const days = confirmations.map((confirmation) => confirmation.confirmedOn);
      expect(days).toEqual([...new Set(days)].sort());
      if (publishedOn === null) expect(days).toEqual([]);
      else expect([days[0], publishedOn >= recordedOn, publishedOn < validTo]).toEqual([publishedOn, true, true]);
      expect((days.at(-1) ?? '') <= SEED_END).toBe(true);
    }
  });
});

it('today’s network has something to show of every kind', () => {
  const open = network.records.filter((record) => record.validFrom <= SEED_END && SEED_END < record.validTo);
  expect(new Set(open.map((r) => r.reviewState))).toEqual(new Set(['VERIFIED', 'PENDING', 'RETURNED', 'WITHDRAWN']));
  expect(new Set(open.map((r) => r.role)).size).toBe(4);
  expect(open.some((record) => !record.contacts.some((contact) => contact.channel === 'PHONE'))).toBe(true);
  expect(network.records.some((record) => record.contacts.some((contact) => contact.visibility === 'AUTHORITY'))).toBe(
    true,
  );
  expect(network.focalPoints.some((post) => post.holderUid !== null)).toBe(true);
});

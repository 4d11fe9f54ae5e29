import { CALLERS, PERSON, send } from '../testing/commands.js';
import { type Network, openNetwork } from '../testing/open-network.js';

let network: Network;
beforeEach(async () => {
  network = await openNetwork({ records: [{ uid: 'holder', agencyUid: 'so-y-te-p01-1', fullName: 'Mẫu Thị An' }] });
});
afterEach(() => network[Symbol.asyncDispose]());

const NOW = '2026-11-24';
const REPLACEMENT = { spokesperson: 'holder', expectedVersion: 1, effectiveOn: NOW, successor: PERSON };

const shown = async (): Promise<readonly string[]> => {
  const { spokespersons }: any = await network.agency('so-y-te-p01-1', '{ spokespersons { fullName } }');
  return spokespersons.map((row: any) => row.fullName);
};
const status = async (): Promise<string> => {
  const agency: any = await network.agency('so-y-te-p01-1', '{ coverageStatus }');
  return agency.coverageStatus;
};
const log = async () => (await network.subgraph.changes.readAfter(0, 1_000, new AbortController().signal)) as any[];

describe('a replacement', () => {
  it('ends the one at once and shows the other once the authority has verified the record', async () => {
    const made = await send(network, 'departmentClerk', 'replaceSpokesperson', REPLACEMENT);
    expect(made.userErrors).toEqual([]);
    expect(made.replaced).toEqual({ uid: 'holder', validTo: NOW, version: 2 });
    expect(made.spokesperson).toMatchObject({ fullName: 'Mẫu Văn Mới', reviewState: 'PENDING', version: 1 });
    expect(await shown()).toEqual([]);
    expect(await status()).toBe('INCOMPLETE');
    const decisions = [{ submission: made.submission?.uid, expectedVersion: 1, decision: 'ACCEPT' }];
    const reviewed = await send(network, 'reviewer', 'reviewSubmissions', { decisions });
    expect(reviewed.userErrors).toEqual([]);
    expect(reviewed.submissions).toEqual([{ uid: made.submission?.uid, version: 2, state: 'VERIFIED' }]);
    expect(await shown()).toEqual(['Mẫu Văn Mới']);
    expect(await status()).toBe('CURRENT');
  });

  it('is logged in the transaction that wrote it, position by position', async () => {
    const { cursor } = await send(network, 'departmentClerk', 'replaceSpokesperson', REPLACEMENT);
    const rows = await log();
    expect(rows.map((row) => [row.seq, row.type, row.kind, row.cause, row.actor])).toEqual([
      [1, 'spokesperson', 'ENDED', 'AGENCY', 'clerk-health'],
      [2, 'spokesperson', 'APPOINTED', 'AGENCY', 'clerk-health'],
      [3, 'submission', 'SUBMITTED', 'AGENCY', 'clerk-health'],
    ]);
    expect(new Set(rows.map((row) => row.path))).toEqual(new Set(['/vn/p01-1/']));
    expect(cursor).not.toBeNull();
  });

  it('that is withdrawn gives the one who left the place back', async () => {
    const made = await send(network, 'departmentClerk', 'replaceSpokesperson', REPLACEMENT);
    const withdrawal = { submission: made.submission?.uid, expectedVersion: 1 };
    const withdrawn = await send(network, 'departmentClerk', 'withdrawSubmission', withdrawal);
    expect(withdrawn.submission).toMatchObject({ state: 'WITHDRAWN' });
    expect(await shown()).toEqual(['Mẫu Thị An']);
    expect(await status()).toBe('CURRENT');
  });

  it('that was returned is corrected and waits again', async () => {
    const made = await send(network, 'departmentClerk', 'replaceSpokesperson', REPLACEMENT);
    const submission = made.submission?.uid;
    const back = [{ submission, expectedVersion: 1, decision: 'RETURN', reason: 'Thiếu dấu trong họ tên' }];
    await send(network, 'reviewer', 'reviewSubmissions', { decisions: back });
    const [queued]: any = await queue('departmentClerk');
    expect(queued).toMatchObject({ state: 'RETURNED', remark: 'Thiếu dấu trong họ tên', spokesperson: { version: 2 } });
    const corrected = await send(network, 'departmentClerk', 'correctSpokesperson', {
      ...{ spokesperson: made.spokesperson?.uid, expectedVersion: 2, correction: { fullName: 'Mẫu Văn Mười' } },
    });
    expect(corrected.spokesperson).toMatchObject({ fullName: 'Mẫu Văn Mười', reviewState: 'PENDING', version: 3 });
    expect(corrected.submission).toEqual({ uid: submission, version: 3, state: 'PENDING' });
  });
});

const queue = async (caller: keyof typeof CALLERS): Promise<readonly unknown[]> => {
  const asked = `{ submissions { nodes { uid kind state remark submittedBy missing { code } spokesperson { uid version }
    current { fullName } proposed { fullName contacts { value } } changes { field before after } } } }`;
  const { submissions }: any = await network.as(CALLERS[caller]).data(asked);
  return submissions.nodes;
};

describe('a correction of a verified record', () => {
  const CORRECTION = {
    ...{ spokesperson: 'holder', expectedVersion: 1, correction: { fullName: 'Mẫu Thị Ân' } },
    evidence: { note: 'Sai dấu', document: { number: '12/QĐ-VD', issuedOn: '2023-01-30' } },
  };

  it('leaves the public what was verified until it is accepted, and shows the difference meanwhile', async () => {
    const made = await send(network, 'departmentClerk', 'correctSpokesperson', CORRECTION);
    expect(made.spokesperson).toMatchObject({ fullName: 'Mẫu Thị An', version: 1 });
    expect(await shown()).toEqual(['Mẫu Thị An']);
    const [waiting]: any = await queue('reviewer');
    expect(waiting.changes).toEqual([{ field: 'fullName', before: 'Mẫu Thị An', after: 'Mẫu Thị Ân' }]);
    expect([waiting.current.fullName, waiting.proposed.fullName]).toEqual(['Mẫu Thị An', 'Mẫu Thị Ân']);
    const decisions = [{ submission: made.submission?.uid, expectedVersion: 1, decision: 'ACCEPT' }];
    await send(network, 'reviewer', 'reviewSubmissions', { decisions });
    expect(await shown()).toEqual(['Mẫu Thị Ân']);
  });

  it('does not move the day of publication, nor the coverage of days gone by', async () => {
    const before: any = await network.agency('so-y-te-p01-1@2024-01-01', '{ coverageStatus }');
    const made = await send(network, 'departmentClerk', 'correctSpokesperson', CORRECTION);
    const decisions = [{ submission: made.submission?.uid, expectedVersion: 1, decision: 'ACCEPT' }];
    await send(network, 'reviewer', 'reviewSubmissions', { decisions });
    const after: any = await network.agency(
      'so-y-te-p01-1@2024-01-01',
      '{ coverageStatus spokespersons { publishedOn } }',
    );
    expect(after).toEqual({ ...before, spokespersons: [{ publishedOn: '2023-02-01' }] });
  });

  it('keeps what was done to the record while it waited', async () => {
    const made = await send(network, 'departmentClerk', 'correctSpokesperson', CORRECTION);
    await send(network, 'departmentClerk', 'endAppointment', {
      ...{ spokesperson: 'holder', expectedVersion: 1, endsOn: '2026-12-01' },
    });
    const decisions = [{ submission: made.submission?.uid, expectedVersion: 1, decision: 'ACCEPT' }];
    await send(network, 'reviewer', 'reviewSubmissions', { decisions });
    const { spokespersons }: any = await network.agency('so-y-te-p01-1', '{ spokespersons { fullName validTo } }');
    expect(spokespersons).toEqual([{ fullName: 'Mẫu Thị Ân', validTo: '2026-12-01' }]);
  });

  it('that names another person is refused: the history keeps both', async () => {
    const correction = { fullName: 'Ví Dụ Bình' };
    const input = { spokesperson: 'holder', expectedVersion: 1, correction };
    const { userErrors } = await send(network, 'departmentClerk', 'correctSpokesperson', input);
    expect(userErrors).toMatchObject([{ code: 'INVALID', path: ['correction', 'fullName'] }]);
  });

  it('that changes nothing is refused', async () => {
    const input = { spokesperson: 'holder', expectedVersion: 1, correction: { fullName: 'Mẫu  Thị An' } };
    const { userErrors } = await send(network, 'departmentClerk', 'correctSpokesperson', input);
    expect(userErrors).toMatchObject([{ code: 'NOTHING_CHANGED', path: [] }]);
  });
});

describe('the queue', () => {
  it('has who has waited longest first, or the latest, and what would lack', async () => {
    const bare = { ...PERSON, contacts: [{ channel: 'PHONE', value: '024 3999 0001' }] };
    const first = { agency: 'ub-p01-1', person: bare, validFrom: NOW };
    await send(network, 'clerk', 'appointSpokesperson', first);
    await send(network, 'clerk', 'createFocalPoint', { agency: 'ub-p01-1', name: 'Tổ báo chí', validFrom: NOW });
    const asked = (orderBy: string, filter = '{}') =>
      `{ submissions(orderBy: ${orderBy}, filter: ${filter}) { nodes { uid agency { id } missing { code } focalPoint { name } } } }`;
    const ask = async (orderBy: string, filter?: string) => {
      const { submissions }: any = await network.as(CALLERS.reviewer).data(asked(orderBy, filter));
      return submissions.nodes;
    };
    const oldest = await ask('OLDEST_FIRST');
    expect(oldest.map((row: any) => [row.focalPoint?.name ?? null, row.missing.map(({ code }: any) => code)])).toEqual([
      [null, ['EMAIL_MISSING']],
      ['Tổ báo chí', []],
    ]);
    expect((await ask('NEWEST_FIRST')).map((row: any) => row.uid).sort()).toEqual(
      oldest.map((row: any) => row.uid).sort(),
    );
    expect(await ask('OLDEST_FIRST', '{ within: "p01-1", state: [PENDING] }')).toEqual(oldest);
    expect(await ask('OLDEST_FIRST', '{ within: "p08-2" }')).toEqual([]);
    expect(await ask('OLDEST_FIRST', '{ agency: "so-y-te-p01-1" }')).toEqual([]);
  });
});

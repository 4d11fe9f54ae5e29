import { addDays, badInput, type Day, readDay } from '@phat-ngon/kit';

/** `enum SeriesStep`. */
export type SeriesStep = 'DAY' | 'MONTH';

const LONGEST: Readonly<Record<SeriesStep, number>> = { DAY: 400, MONTH: 240 };

/** Arguments that name the days of a series. */
export interface SeriesArguments {
  readonly from: unknown;
  readonly to: unknown;
  readonly step?: SeriesStep | null;
}

/**
 * The days of a series, both ends among them: every one, or the last of each month and the last day asked for.
 * @throws PublicError `BAD_USER_INPUT` for a day that is none, an end before the beginning, or too many points.
 */
export function readSeriesDays({ from: first, to: last, step: given }: SeriesArguments): readonly Day[] {
  const [from, to, step] = [readDay(first, 'from'), readDay(last, 'to'), given ?? 'MONTH'];
  if (to < from) {
    throw badInput('to', `to: expected ${from} or later, got ${to}.`, `to: cần từ ${from} trở đi, nhận được ${to}.`);
  }
  const days: Day[] = [];
  for (let day = step === 'DAY' ? from : earlier(endOfMonth(from), to); day <= to; day = nextOf(step, day, to)) {
    if (days.length === LONGEST[step]) throw tooLong(step);
    days.push(day);
  }
  return days;
}

function nextOf(step: SeriesStep, day: Day, to: Day): Day {
  const next = addDays(day, 1);
  return step === 'DAY' || day === to ? next : earlier(endOfMonth(next), to);
}

/** The 28th and four days are in the next month, whatever the month. */
function endOfMonth(day: Day): Day {
  const inNext = addDays(`${day.slice(0, 7)}-28`, 4);
  return addDays(`${inNext.slice(0, 7)}-01`, -1);
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}

function tooLong(step: SeriesStep): Error {
  const [en, vi] = step === 'DAY' ? ['days', 'ngày'] : ['months', 'tháng'];
  return badInput(
    'to',
    `to: a series has at most ${LONGEST[step]} ${en}.`,
    `to: một chuỗi số liệu có tối đa ${LONGEST[step]} ${vi}.`,
  );
}

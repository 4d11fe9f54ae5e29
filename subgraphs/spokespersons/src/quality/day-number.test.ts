import { addDays } from '@phat-ngon/kit';
import { openNetwork } from '../testing/open-network.js';
import { dayNumber } from './day-number.js';

it('days are numbered one after the other, across leap days and centuries, alike on either database', async () => {
  await using network = await openNetwork();
  const starts = ['1899-12-28', '1900-02-26', '1999-12-28', '2000-02-26', '2023-02-26', '2024-02-26', '2100-02-26'];
  const days = starts.flatMap((start) => Array.from({ length: 8 }, (_, index) => addDays(start, index)));
  const rows: readonly { readonly day: string; readonly n: number | string }[] =
    await network.subgraph.database.reader.query(
      `SELECT d.day, ${dayNumber('d.day')} AS n FROM (${days.map((day) => `SELECT '${day}' AS day`).join(' UNION ALL ')}) d ORDER BY d.day`,
    );
  const epoch = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000;
  const [first] = rows;
  expect(rows.map(({ day, n }) => [day, Number(n) - Number(first?.n)])).toEqual(
    days.map((day) => [day, epoch(day) - epoch(days[0] ?? '')]),
  );
});

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { COUNTRY_UID } from '@phat-ngon/kit';
import { graphAt } from './report/ask-graph.js';
import { collectReport } from './report/collect-report.js';
import { reportFiles } from './report/report-files.js';
import { runCommand } from './run-command.js';

const USAGE = 'usage: npm run report -- --from DAY --to DAY [--within UID] [--out FOLDER] [--url URL] [--token TOKEN]';

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      to: { type: 'string' },
      within: { type: 'string', default: COUNTRY_UID },
      out: { type: 'string' },
      url: { type: 'string', default: 'http://127.0.0.1:4000' },
      token: { type: 'string' },
    },
  });
  const { from, to, within, url, token } = values;
  if (from === undefined || to === undefined) throw new Error(USAGE);
  const report = await collectReport(graphAt(url, token), { from, to, within });
  const folder = values.out ?? join('.data', `report-${within}-${from}-${to}`);
  await mkdir(folder, { recursive: true });
  const files = reportFiles(report);
  for (const { name, text } of files) await writeFile(join(folder, name), text);
  const missing = report.issues === null ? '; data-quality issues are left out: they need --token' : '';
  process.stdout.write(`${folder}: ${files.map(({ name }) => name).join(', ')}${missing}\n`);
});

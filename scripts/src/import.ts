import { randomUUID } from 'node:crypto';
import { basename, extname } from 'node:path';
import { parseArgs } from 'node:util';
import type { ToldImportRow, ToldJob } from '@phat-ngon/spokespersons';
import { DEFAULT_URL, type Graph, graphAt } from './graph.js';
import { followJob } from './import/follow-job.js';
import { committedReport, importReport } from './import/import-report.js';
import { terminalProgress } from './progress-bar.js';
import { print, runCommand } from './run-command.js';

const USAGE = `usage: npm run import -- dry-run FILE --token JWT [--rows FILE.csv] [--url URL]
       npm run import -- commit IMPORT TOKEN --token JWT [--url URL]
       npm run import -- export FILE.csv --token JWT [--within UNIT] [--url URL]
       npm run import -- template FILE.csv|FILE.xlsx [--url URL]`;

const SHOWN_ROWS = '20';

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      rows: { type: 'string' },
      within: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
    },
  });
  const [verb, first, second, ...others] = positionals;
  const graph = graphAt(values.url ?? DEFAULT_URL, values.token);
  if (first === undefined || others.length > 0) throw new Error(USAGE);
  if (verb === 'commit' && second !== undefined) return commit(graph, first, second);
  if (second !== undefined) throw new Error(USAGE);
  switch (verb) {
    case 'dry-run':
      return dryRun(graph, first, values.rows);
    case 'export':
      return graph.save(
        'spokespersons/records.csv',
        first,
        values.within === undefined ? {} : { within: values.within },
      );
    case 'template':
      return graph.save(`spokespersons/template${formatOf(first)}`, first);
    default:
      throw new Error(USAGE);
  }
});

async function dryRun(graph: Graph, file: string, rowsFile: string | undefined): Promise<void> {
  const path = `spokespersons/imports/${randomUUID()}`;
  const query = { name: basename(file) };
  const sent = await graph.call<ToldJob>(path, { method: 'PUT', query, file, wait: 0 });
  const job = await followJob(graph, sent, terminalProgress());
  const { rows } = await graph.call<{ readonly rows: readonly ToldImportRow[] }>(`${path}/rows`, {
    query: { outcome: 'REFUSE', first: SHOWN_ROWS },
  });
  print(importReport(job, rows));
  if (rowsFile !== undefined) await graph.save(`${path}/rows.csv`, rowsFile);
  if (job.token === null) process.exitCode = 1;
}

async function commit(graph: Graph, uid: string, token: string): Promise<void> {
  const path = `spokespersons/imports/${uid}/commit`;
  const begun = await graph.call<ToldJob>(path, { method: 'POST', query: { token }, wait: 0 });
  const job = await followJob(graph, begun, terminalProgress());
  // Whoever changed the records meanwhile has made it stale: asked again, it says so.
  if (job.state === 'COMMITTED') return print(committedReport(job));
  await graph.call<ToldJob>(path, { method: 'POST', query: { token } });
  throw new Error(`the import is ${job.state}`);
}

function formatOf(file: string): string {
  const end = extname(file).toLowerCase();
  if (end === '.csv' || end === '.xlsx') return end;
  throw new Error(USAGE);
}

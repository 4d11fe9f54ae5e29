import type { ProgressListener } from '@phat-ngon/kit';
import type { ToldJob } from '@phat-ngon/spokespersons';
import type { Graph } from '../graph.js';

const PERCENT = 100;
const UNDER_WAY: readonly ToldJob['state'][] = ['READING', 'COMMITTING'];

/** Shows how an import goes on, until it rests; the import as it then stands. */
export async function followJob(graph: Graph, begun: ToldJob, progress: ProgressListener): Promise<ToldJob> {
  if (!UNDER_WAY.includes(begun.state)) return begun;
  progress.begin(
    begun.state === 'READING' ? `reading ${begun.file.name}` : `importing ${begun.file.name}`,
    PERCENT,
    ' %',
  );
  let job = begun;
  let shown = 0;
  while (UNDER_WAY.includes(job.state)) {
    const reached = Math.max(shown, percentOf(job));
    progress.advance(reached - shown);
    shown = reached;
    job = await graph.call<ToldJob>(`spokespersons/imports/${job.uid}`, { wait: 1 });
  }
  progress.advance(PERCENT - shown);
  progress.end();
  return job;
}

function percentOf({ progress }: ToldJob): number {
  return progress === null || progress.total === 0 ? 0 : Math.floor((PERCENT * progress.done) / progress.total);
}

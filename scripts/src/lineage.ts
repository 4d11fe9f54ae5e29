import { parseArgs } from 'node:util';
import { REFORM_DAY, type ToldPreview, type ToldReorganisation } from '@phat-ngon/units';
import { DEFAULT_URL, type Graph, graphAt } from './graph.js';
import { checkFile } from './lineage/check.js';
import { countsLine, previewReport } from './lineage/preview-report.js';
import { speakersOf } from './lineage/speakers.js';
import { print, runCommand } from './run-command.js';

const USAGE = `usage: npm run lineage -- check FILE [--on DAY] [--url URL [--token JWT]]
       npm run lineage -- preview FILE --on DAY --decree NUMBER --issued-on DAY --title TEXT --token JWT [--url URL]
       npm run lineage -- apply FILE … as for its preview … --preview TOKEN`;

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      on: { type: 'string' },
      decree: { type: 'string' },
      'issued-on': { type: 'string' },
      title: { type: 'string' },
      preview: { type: 'string' },
      url: { type: 'string' },
      token: { type: 'string' },
    },
  });
  const [verb, file, ...others] = positionals;
  if (file === undefined || others.length > 0) throw new Error(USAGE);
  if (verb === 'check') {
    const graph = values.url === undefined ? null : graphAt(values.url, values.token);
    return print(await checkFile(file, values.on ?? REFORM_DAY, graph));
  }
  const { on, decree: number, 'issued-on': issuedOn, title, preview } = values;
  if (on === undefined || number === undefined || issuedOn === undefined || title === undefined) throw new Error(USAGE);
  const asked = {
    graph: graphAt(values.url ?? DEFAULT_URL, values.token),
    file,
    query: { on, number, issuedOn, title },
  };
  if (verb === 'preview' && preview === undefined) return previewFile(asked);
  if (verb === 'apply' && preview !== undefined) return applyFile(asked, preview);
  throw new Error(USAGE);
});

interface Asked {
  readonly graph: Graph;
  readonly file: string;
  readonly query: Readonly<Record<string, string>>;
}

async function previewFile({ graph, file, query }: Asked): Promise<void> {
  const preview = await graph.call<ToldPreview>('units/reorganisations/preview', { method: 'POST', query, file });
  print(previewReport(preview, await speakersOf(graph, preview)));
  if (preview.token === null) process.exitCode = 1;
}

async function applyFile({ graph, file, query }: Asked, preview: string): Promise<void> {
  const applied = await graph.call<ToldReorganisation>('units/reorganisations/apply', {
    ...{ method: 'POST', file },
    query: { ...query, preview },
  });
  const { on, document, appliedAt, counts } = applied;
  print([
    `applied at ${appliedAt}, in force from ${on}, by ${document.number}`,
    `units     ${countsLine(counts.units)}`,
    `agencies  ${countsLine(counts.agencies)}`,
  ]);
}

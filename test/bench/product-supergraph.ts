import { readFile } from 'node:fs/promises';
import { SUBGRAPHS, type SubgraphName } from '../../scripts/src/definitions.js';
import { SCHEMA_FILES } from '../../scripts/src/repository.js';

const NAMES = Object.keys(SUBGRAPHS) as SubgraphName[];

/** The supergraph of the product, with the addresses of subgraphs that run. */
export async function productSupergraph(urlOf: (name: SubgraphName) => string): Promise<string> {
  const sdl = await readFile(SCHEMA_FILES.supergraph, 'utf8');
  return NAMES.reduce(
    (text, name) => text.replace(new RegExp(`(name: "${name}", url: ")[^"]*`), `$1${urlOf(name)}`),
    sdl,
  );
}

/** The same for a gateway that does not know how fields are closed, and would refuse it therefore: features lose the purpose that must be known. */
export function withoutSecurity(supergraph: string): string {
  return supergraph.replaceAll(', for: SECURITY)', ')');
}

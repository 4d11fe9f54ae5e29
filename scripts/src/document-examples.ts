import { relative } from 'node:path';
import { type FencedBlock, fencedBlocks } from './fenced-blocks.js';
import type { Page } from './page.js';

/** What a page shows as the outcome of an example. */
export interface ShownOutcome {
  readonly language: 'json' | 'csv' | 'text';
  readonly text: string;
}

/** Somebody who has signed in. */
export interface Caller {
  /** In small letters, as `npm run token` takes it. */
  readonly role: string;
  readonly agencies: readonly string[];
}

/** What stands in a fenced block, and how it is held to be true; `place` is its file and line. */
export type Example = { readonly place: string } & (
  | {
      /** A block `graphql`: the graph is asked. */
      readonly kind: 'question';
      readonly query: string;
      /** The block `json variables` after it. */
      readonly variables: Readonly<Record<string, unknown>>;
      /** The subgraph that is down meanwhile: a block `graphql without NAME`. */
      readonly without: string | null;
      /** Who asks, when it is not the public: a block `graphql as ROLE AGENCY…`. */
      readonly caller: Caller | null;
      /** The blocks `json` and `csv` after it. */
      readonly outcomes: readonly ShownOutcome[];
    }
  | {
      /** A block `json variables of NAME`: the operation at hand of that name is asked with them. */
      readonly kind: 'sample';
      readonly operation: string;
      readonly variables: Readonly<Record<string, unknown>>;
      /** The blocks `json` and `csv` after it. */
      readonly outcomes: readonly ShownOutcome[];
    }
  | {
      /** A block `sh` of `curl` commands: it is run, and prints the block `json` or `text` after it. */
      readonly kind: 'script';
      readonly script: string;
      readonly outcome: ShownOutcome | null;
    }
  | {
      /** A block `sh` of commands that something else in this repository runs: {@link RUN_ELSEWHERE}. */
      readonly kind: 'elsewhere';
      readonly by: readonly string[];
    }
  | {
      /** A block of any other language, with a file: a passage of it. */
      readonly kind: 'passage';
      readonly file: string;
      readonly text: string;
    }
);

/** A block that is none of these. */
export interface UncheckedBlock {
  readonly kind: 'unchecked';
  readonly place: string;
  readonly problem: string;
}

/**
 * Commands that install, start or take long: pages may name them, and the file beside each runs them. One that begins with such
 * a command and goes on with arguments counts as it.
 */
export const RUN_ELSEWHERE: ReadonlyMap<string, string> = new Map([
  ['npm ci', '.ci/run'],
  ['npm test', '.ci/run'],
  ['npm run check', '.ci/run'],
  ['npm run test:services', '.ci/run'],
  ['npm start', 'test/commands/start.test.ts'],
  ['npm run report', 'test/commands/report.test.ts'],
  ['npm run lineage', 'test/commands/lineage.test.ts'],
  ['npm run import', 'test/commands/import.test.ts'],
  ['npm run -s token', 'test/commands/documents.test.ts'],
  // No container engine is needed to work on the project: the files are checked, the processes run without containers.
  ['docker compose', '.ci/run'],
  ['npm --prefix docs/examples/typed-client', 'test/clients/typed-client.test.ts'],
]);

const VARIABLES_OF = 'variables of ';

/** Reads what a page of the checkout at `root` shows, block by block; an outcome goes with the block it follows. */
export function readExamples(page: Page, root: string): readonly (Example | UncheckedBlock)[] {
  const rest = [...fencedBlocks(page)];
  const examples: (Example | UncheckedBlock)[] = [];
  for (let block = rest.shift(); block !== undefined; block = rest.shift()) {
    const place = `${relative(root, page.file)}:${block.line}`;
    examples.push(readExample(place, block, rest));
  }
  return examples;
}

/** Takes the blocks that belong to this one from `rest`. */
function readExample(place: string, block: FencedBlock, rest: FencedBlock[]): Example | UncheckedBlock {
  if (block.language === 'graphql') return readQuestion(place, block, rest);
  if (block.language === 'json' && block.info.startsWith(VARIABLES_OF)) return readSample(place, block, rest);
  if (block.language === 'sh') return readCommands(place, block, rest);
  if (block.language !== '' && block.info !== '') return { kind: 'passage', place, file: block.info, text: block.text };
  const what = block.language === '' ? 'without a language' : `of ${block.language}`;
  return { kind: 'unchecked', place, problem: `nothing tells how to check a block ${what} here` };
}

function readQuestion(place: string, block: FencedBlock, rest: FencedBlock[]): Example | UncheckedBlock {
  const [isKnown, without, role, agencies] = /^(?:without (\w+)|as (\w+)((?: \S+)*))?$/.exec(block.info) ?? [];
  if (isKnown === undefined) {
    return { kind: 'unchecked', place, problem: `"${block.info}" says nothing of a question` };
  }
  const variables = take(rest, ({ language, info }) => language === 'json' && info === 'variables');
  return {
    kind: 'question',
    place,
    query: block.text,
    variables: variables === null ? {} : JSON.parse(variables.text),
    without: without ?? null,
    caller: role === undefined ? null : { role, agencies: agencies?.split(' ').filter((uid) => uid !== '') ?? [] },
    outcomes: takeOutcomes(rest),
  };
}

function readSample(place: string, block: FencedBlock, rest: FencedBlock[]): Example {
  const operation = block.info.slice(VARIABLES_OF.length);
  return { kind: 'sample', place, operation, variables: JSON.parse(block.text), outcomes: takeOutcomes(rest) };
}

function readCommands(place: string, block: FencedBlock, rest: FencedBlock[]): Example | UncheckedBlock {
  if (block.text.startsWith('curl '))
    return {
      kind: 'script',
      place,
      script: block.text,
      outcome: takeOutcome(rest, 'json') ?? takeOutcome(rest, 'text'),
    };
  const commands = block.text
    .split(/\n|&&/)
    .map(bare)
    .filter((command) => command !== '');
  const runners = commands.map((command) => [command, runnerOf(command)] as const);
  const unknown = runners.filter(([, by]) => by === undefined).map(([command]) => command);
  if (unknown.length > 0) return { kind: 'unchecked', place, problem: `nothing runs ${unknown.join(', ')}` };
  return { kind: 'elsewhere', place, by: runners.flatMap(([, by]) => by ?? []) };
}

/** A command without the variables before it and the comment after it. */
function bare(command: string): string {
  return command
    .trim()
    .replace(/^(\w+=\S*\s+)+/, '')
    .replace(/(^|\s+)#.*$/, '');
}

function runnerOf(command: string): string | undefined {
  const known = [...RUN_ELSEWHERE].find(([start]) => command === start || command.startsWith(`${start} `));
  return known?.[1];
}

function takeOutcomes(rest: FencedBlock[]): readonly ShownOutcome[] {
  return [takeOutcome(rest, 'json'), takeOutcome(rest, 'csv')].filter((outcome) => outcome !== null);
}

function takeOutcome(rest: FencedBlock[], language: ShownOutcome['language']): ShownOutcome | null {
  const found = take(rest, (block) => block.language === language && block.info === '');
  return found === null ? null : { language, text: found.text };
}

function take(rest: FencedBlock[], isWanted: (block: FencedBlock) => boolean): FencedBlock | null {
  const [next] = rest;
  if (next === undefined || !isWanted(next)) return null;
  rest.shift();
  return next;
}

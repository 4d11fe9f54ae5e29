import { readFile } from 'node:fs/promises';
import { buildRegister, checkLineage, type LineageCheck, parseLineageFile } from '@phat-ngon/units';
import { runCommand } from './run-command.js';

const USAGE = 'usage: npm run lineage -- check FILE';
const SHOWN_PAIRS = 40;

await runCommand(async () => {
  const [verb, file] = process.argv.slice(2);
  if (verb !== 'check' || file === undefined) throw new Error(USAGE);
  const rows = parseLineageFile(await readFile(file, 'utf8'));
  process.stdout.write(`${report(checkLineage(buildRegister(), rows)).join('\n')}\n`);
});

function report(check: LineageCheck): readonly string[] {
  const percent = (ratio: number): string => `${(100 * ratio).toFixed(2)} %`;
  return [
    `communes both know   ${check.communes}`,
    `pairs                ${check.ours} in the register, ${check.theirs} in the file, ${check.agreed} in both`,
    `precision            ${percent(check.precision)}`,
    `recall               ${percent(check.recall)}`,
    `provinces            ${check.provincesAgreed} of ${check.provinces} have the same predecessors${list(check.differingProvinces)}`,
    `districts            ${check.districtsAgreed} of ${check.districts} rows of districts agree`,
    `leading nowhere      ${check.leadingNowhere.length} ended units${list(check.leadingNowhere)}`,
    `only in the register ${check.onlyOurs.length}${list(check.onlyOurs.map((pair) => `${pair.from}>${pair.to}`))}`,
    `only in the file     ${check.onlyTheirs.length}${list(check.onlyTheirs.map((pair) => `${pair.from}>${pair.to}`))}`,
  ];
}

function list(items: readonly string[]): string {
  if (items.length === 0) return '';
  const more = items.length > SHOWN_PAIRS ? ` and ${items.length - SHOWN_PAIRS} more` : '';
  return `: ${items.slice(0, SHOWN_PAIRS).join(', ')}${more}`;
}

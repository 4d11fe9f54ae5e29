import { readFile } from 'node:fs/promises';
import {
  buildRegister,
  checkLineage,
  type HeldLineage,
  type LineageCheck,
  type LineageRow,
  lineageOfRegister,
  readLineageFile,
} from '@phat-ngon/units';
import type { Graph } from '../graph.js';
import { lineageOfGraph } from './graph-lineage.js';
import { listOf } from './list-of.js';
import { problemLines } from './problem-lines.js';

/**
 * Compares a file with what a graph holds of a day, or without one with the register as it is built from its sources, and tells
 * how far they agree.
 * @throws Error with everything that is wrong with the file.
 */
export async function checkFile(file: string, on: string, graph: Graph | null): Promise<readonly string[]> {
  const rows = await readRows(file);
  const held: HeldLineage = graph === null ? lineageOfRegister(buildRegister(), on) : await lineageOfGraph(graph, on);
  return report(checkLineage(held, rows));
}

async function readRows(file: string): Promise<readonly LineageRow[]> {
  const { rows, problems } = readLineageFile(await readFile(file, 'utf8'));
  if (problems.length > 0) throw new Error(problemLines(problems).join('\n'));
  return rows;
}

function report(check: LineageCheck): readonly string[] {
  const percent = (ratio: number): string => `${(100 * ratio).toFixed(2)} %`;
  const pairs = (list: LineageCheck['onlyOurs']): string => listOf(list.map(({ from, to }) => `${from}>${to}`));
  return [
    `communes both know   ${check.communes}`,
    `pairs                ${check.ours} in the register, ${check.theirs} in the file, ${check.agreed} in both`,
    `precision            ${percent(check.precision)}`,
    `recall               ${percent(check.recall)}`,
    `provinces            ${check.provincesAgreed} of ${check.provinces} have the same predecessors${listOf(check.differingProvinces)}`,
    `districts            ${check.districtsAgreed} of ${check.districts} rows of districts agree`,
    `leading nowhere      ${check.leadingNowhere.length} ended units${listOf(check.leadingNowhere)}`,
    `only in the register ${check.onlyOurs.length}${pairs(check.onlyOurs)}`,
    `only in the file     ${check.onlyTheirs.length}${pairs(check.onlyTheirs)}`,
  ];
}

import type { GatewayName } from '../gateways.js';
import { type Case, CPU, casesOf, cellOf, type Figure, RATE, REFERENCE, type Turn } from './report.js';

/** Colours that are told apart without seeing red and green alike (Okabe and Ito). */
const COLOURS: Readonly<Record<GatewayName, string>> = {
  ...{ apollo: '#999999', ours: '#0072b2', 'ours-stock': '#56b4e9' },
  ...{ hive: '#e69f00', 'hive-rust': '#d55e00', mercurius: '#009e73' },
};

const BAR = { height: 11, gap: 2 } as const;
const CASE_GAP = 12;
const TITLES_WIDTH = 300;
const PANEL = { width: 360, gap: 50 } as const;
const TOP = 64;
/** A doubling to either side of the reference is as wide, whichever the side. */
const DOUBLINGS = { worse: 3, better: 5 } as const;
const STEP = PANEL.width / (DOUBLINGS.worse + DOUBLINGS.better);
const FIGURES: readonly Figure[] = [CPU, RATE];
const WIDTH = TITLES_WIDTH + FIGURES.length * (PANEL.width + PANEL.gap);

/** Where a ratio lies in its panel; what is beyond the panel lies at its edge. */
function xOf(times: number): number {
  const doublings = Math.max(-DOUBLINGS.worse, Math.min(DOUBLINGS.better, Math.log2(times)));
  return STEP * (DOUBLINGS.worse + doublings);
}

/** The ratios to the reference as a picture: bars from 1, to the right for what is better; a group a case, a panel a figure. */
export function plotOf(turns: readonly Turn[], gateways: readonly GatewayName[]): string {
  const cases = casesOf(turns);
  const names = gateways.filter((name) => name !== REFERENCE);
  const groupHeight = names.length * (BAR.height + BAR.gap) + CASE_GAP;
  const bottom = TOP + cases.length * groupHeight;
  const titles = cases.map((each, index) => {
    const y = TOP + index * groupHeight + (groupHeight - CASE_GAP) / 2 + 4;
    return text(TITLES_WIDTH - 12, y, escaped(each.title), 'end');
  });
  const panels = FIGURES.map((figure, index) => {
    const groups = cases.map((each, row) => shifted(0, TOP + row * groupHeight, barsOf(each, names, figure)));
    const x = TITLES_WIDTH + index * (PANEL.width + PANEL.gap);
    return shifted(x, 0, [text(0, TOP - 22, escaped(figure.name), 'start'), grid(bottom), ...groups].join('\n'));
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${bottom + 20}" font-family="sans-serif" font-size="11">`,
    `<rect width="100%" height="100%" fill="white"/>`,
    legend(names),
    ...titles,
    ...panels,
    '</svg>\n',
  ].join('\n');
}

function barsOf(each: Case, names: readonly GatewayName[], figure: Figure): string {
  return names
    .map((name, row) => {
      const { times } = cellOf(each, name, figure);
      const y = row * (BAR.height + BAR.gap);
      if (!Number.isFinite(times)) return text(xOf(1) + 4, y + BAR.height - 2, '—', 'start');
      const [from, to] = [Math.min(xOf(1), xOf(times)), Math.max(xOf(1), xOf(times))];
      const size = `width="${(to - from).toFixed(1)}" height="${BAR.height}"`;
      const bar = `<rect x="${from.toFixed(1)}" y="${y}" ${size} fill="${COLOURS[name]}"/>`;
      return bar + text(to + 4, y + BAR.height - 2, `${times.toFixed(2)}×`, 'start');
    })
    .join('\n');
}

/** A line a doubling, the reference's darker. */
function grid(bottom: number): string {
  const doublings = Array.from({ length: DOUBLINGS.worse + DOUBLINGS.better + 1 }, (_, step) => step - DOUBLINGS.worse);
  return doublings
    .map((doubling) => {
      const x = xOf(2 ** doubling).toFixed(1);
      const label = doubling < 0 ? `1/${2 ** -doubling}` : `${2 ** doubling}`;
      const line = `<line x1="${x}" x2="${x}" y1="${TOP - 4}" y2="${bottom}" stroke="${doubling === 0 ? '#333' : '#ddd'}"/>`;
      return line + text(Number(x), TOP - 8, label, 'middle');
    })
    .join('\n');
}

function legend(names: readonly GatewayName[]): string {
  const title = text(12, 20, `times better than ${REFERENCE} (= 1)`, 'start');
  const entries = names.map((name, index) => {
    const x = TITLES_WIDTH + index * 110;
    const colour = `<rect x="${x}" y="11" width="${BAR.height}" height="${BAR.height}" fill="${COLOURS[name]}"/>`;
    return colour + text(x + BAR.height + 5, 20, name, 'start');
  });
  return [title, ...entries].join('\n');
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${x.toFixed(1)}" y="${y}" text-anchor="${anchor}">${words}</text>`;
}

function shifted(x: number, y: number, content: string): string {
  return `<g transform="translate(${x} ${y})">\n${content}\n</g>`;
}

function escaped(words: string): string {
  return words.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

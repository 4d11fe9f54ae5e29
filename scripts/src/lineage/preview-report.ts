import type { OutcomeCounts, ToldPreview } from '@phat-ngon/units';
import { firstOf } from './list-of.js';
import { problemLines } from './problem-lines.js';
import { nameOf, type SpokenFor } from './speakers.js';

/** A preview for people: what stands in the way, or what ends, begins and changes, who spoke, who answers afterwards, and the token. */
export function previewReport(preview: ToldPreview, speakers: ReadonlyMap<string, SpokenFor>): readonly string[] {
  const { on, document, token, counts, problems } = preview;
  const title = `from ${on} by ${document.number} of ${document.issuedOn}, ${document.title}`;
  if (token === null || counts === null)
    return [title, `cannot be applied, ${problems.length} problems:`, ...problemLines(problems)];
  return [
    title,
    `units     ${countsLine(counts.units)}`,
    `agencies  ${countsLine(counts.agencies)}`,
    ...unitLines(preview),
    ...agencyLines(preview, speakers),
    `token     ${token}`,
  ];
}

/** "3 end, 4 begin, 2 change". */
export function countsLine({ ended, begun, changed }: OutcomeCounts): string {
  return `${ended} end, ${begun} begin, ${changed} change`;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...firstOf(lines).map((line) => `  ${line}`)];
}

function unitLines({ units }: ToldPreview): readonly string[] {
  const known = [...units.ended, ...units.begun, ...units.changed.map(({ after }) => after)];
  const names = new Map(known.map(({ uid, code, name }) => [uid, `${code} ${name}`]));
  const named = (uids: readonly string[]): string => uids.map((uid) => names.get(uid) ?? uid).join(', ');
  return [
    ...section(
      'units that end',
      units.ended.map(({ code, name, kinds, heirs }) => `${code} ${name} (${kinds.join(', ')}) > ${named(heirs)}`),
    ),
    ...section(
      'units that begin',
      units.begun.map(({ code, name, kinds, origins }) =>
        [`${code} ${name} (${kinds.join(', ')})`, named(origins)].filter((part) => part !== '').join(' < '),
      ),
    ),
    ...section(
      'units that change',
      units.changed.map(({ before, after }) => {
        const place = before.parentUid === after.parentUid ? '' : `, in ${after.parentUid}`;
        return `${before.code} ${before.name} > ${after.name} (${after.kind}${place})`;
      }),
    ),
  ];
}

function agencyLines({ agencies }: ToldPreview, speakers: ReadonlyMap<string, SpokenFor>): readonly string[] {
  const known = new Map(
    [...agencies.begun, ...agencies.changed.map(({ after }) => after)].map((one) => [one.uid, one.name]),
  );
  const records = agencies.ended.flatMap(({ uid }) => speakers.get(uid)?.spokespersons ?? []);
  const lines = agencies.ended.map(({ uid, name, heirs, answering }) => {
    const now = (speakers.get(uid)?.spokespersons ?? []).map(nameOf).join('; ') || 'nobody';
    const heirNames = heirs.map((heir) => known.get(heir) ?? speakers.get(heir)?.name ?? heir).join(', ');
    return `${name}: ${now} > ${heirNames}: ${answering.map((agency) => routeOf(speakers.get(agency))).join('; ') || 'nobody yet'}`;
  });
  return [
    ...section('agencies that end: who speaks for them now > who answers afterwards, as things stand today', lines),
    ...(agencies.ended.length === 0
      ? []
      : ['', `records of spokespersons that end with their agencies: ${records.length}`]),
  ];
}

function routeOf(agency: SpokenFor | undefined): string {
  const { spokesperson = null, agency: where = null } = agency?.whoToCall ?? {};
  return spokesperson === null ? 'nobody' : [nameOf(spokesperson), where?.name ?? agency?.name].join(', ');
}

import { type FileProblem, Problems } from '../lineage/file-problem.js';
import type { LineageFile } from '../lineage/read-lineage-file.js';
import type { Decree, HeldRegister } from './decree.js';
import { type AgencyPlan, planAgencies } from './plan-agencies.js';
import { planUnits, type UnitPlan } from './plan-units.js';

/** What a reorganisation makes of the register, or everything that stands in its way. */
export type ReorganisationPlan =
  | { readonly kind: 'sound'; readonly decree: Decree; readonly units: UnitPlan; readonly agencies: AgencyPlan }
  | { readonly kind: 'refused'; readonly decree: Decree; readonly problems: readonly FileProblem[] };

/** Plans a reorganisation on the register as it stands. Writes nothing, and is the same however often it is asked. */
export function planReorganisation(file: LineageFile, held: HeldRegister, decree: Decree): ReorganisationPlan {
  const problems = new Problems(file.problems);
  refuseEarlyDay(held, decree, problems);
  const units = planUnits(file.rows, held, decree, problems);
  const { ended, begun, changed } = units.outcome;
  if (problems.all().length === 0 && ended.length + begun.length + changed.length === 0)
    problems.add(
      'NOTHING_CHANGES',
      { row: null, column: null },
      {
        en: 'carried out, the file would change nothing',
        vi: 'thực hiện tệp này không thay đổi gì',
      },
    );
  if (problems.all().length > 0) return { kind: 'refused', decree, problems: problems.all() };
  const agencies = planAgencies(held.agencies, units, decree);
  refuseLaterAgencies(agencies, decree, problems);
  if (problems.all().length > 0) return { kind: 'refused', decree, problems: problems.all() };
  return { kind: 'sound', decree, units, agencies };
}

function refuseLaterAgencies({ outcome }: AgencyPlan, { on }: Decree, problems: Problems): void {
  for (const { before } of [...outcome.ended, ...outcome.changed])
    if (before.validFrom >= on)
      problems.add(
        'CHANGED_SINCE',
        { row: null, column: null },
        {
          en: `${before.name} changed or began on ${before.validFrom}; ${on} is not after it`,
          vi: `${before.name} đã thay đổi hoặc được lập ngày ${before.validFrom}; ngày ${on} không sau ngày đó`,
        },
      );
}

/** Reorganisations are applied in the order of their days: several may share one, each with units of its own. */
function refuseEarlyDay({ latest }: HeldRegister, { on }: Decree, problems: Problems): void {
  if (latest === null || latest <= on) return;
  problems.add(
    'DAY_TOO_EARLY',
    { row: null, column: null },
    {
      en: `a reorganisation of ${latest} is applied already; ${on} lies before it`,
      vi: `đã áp dụng việc sắp xếp ngày ${latest}; ngày ${on} sớm hơn`,
    },
  );
}

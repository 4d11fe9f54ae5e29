import type { DocumentNode } from 'graphql';
import { argumentOf, isJoinField, typeWithFields } from './join-spec.js';

/** A share of requests for which a field is asked of its new subgraph (`@override(label: "percent(5)")`). */
export interface OverriddenShare {
  readonly label: string;
  /** From 0 to 100. */
  readonly percent: number;
  /** The names of the fields it is for. */
  readonly fields: ReadonlySet<string>;
}

/** Reads the shares of a supergraph. Labels of other forms are set by nobody here: their fields stay with the old subgraph. */
export function readOverriddenShares({ definitions }: DocumentNode): readonly OverriddenShare[] {
  const found = new Map<string, Set<string>>();
  for (const definition of definitions)
    for (const { name, directives = [] } of typeWithFields(definition)?.fields ?? [])
      for (const directive of directives) {
        const label = isJoinField(directive) ? argumentOf(directive, 'overrideLabel') : undefined;
        if (label === undefined) continue;
        const fields = found.get(label) ?? new Set();
        found.set(label, fields.add(name.value));
      }
  return [...found].flatMap(([label, fields]) => {
    const percent = PERCENT.exec(label)?.[1];
    return percent === undefined ? [] : [{ label, percent: Number(percent), fields }];
  });
}

const PERCENT = /^percent\((\d+(?:\.\d+)?)\)$/;

import { Kind, parse } from 'graphql';
import { LRUCache } from 'lru-cache';
import { responseKey } from '../lib/response-key.js';
import { variablesIn } from '../lib/variables-in.js';
import { type Combination, combinationOf, KEPT, KEPT_CHARACTERS } from './combine-questions.js';
import type { FetchForm, SubgraphQuestion } from './question.js';

/** Puts questions of one form together; null where they cannot be. */
export type Repeat = (form: FetchForm, questions: readonly SubgraphQuestion[]) => Combination | null;

/** Makes combinations of one form with itself and keeps them. What all ask alike, by the values of their variables, is asked once for all of them. */
export function repeater(): Repeat {
  const kept = new LRUCache<FetchForm, Repeated>({
    max: KEPT,
    maxSize: KEPT_CHARACTERS,
    sizeCalculation: (_kept, { query }) => query.length * MOST_REPEATED,
  });
  const keep = (form: FetchForm): Repeated => {
    const repeated = { roots: rootsOf(form.query), made: new Map<string, Combination | null>() };
    kept.set(form, repeated);
    return repeated;
  };
  return (form, questions) => {
    const { roots, made } = kept.get(form) ?? keep(form);
    const found = roots.length > 1 ? alikeOf(roots, questions) : NONE;
    const isKept = made.has(kindOf(questions, found)) || made.size < MOST_KINDS;
    const alike = isKept ? found : NONE;
    const kind = kindOf(questions, alike);
    const known = made.get(kind);
    if (known !== undefined) return known;
    const forms = questions.map(() => form);
    const combination = combinationOf(forms, () => made.set(kind, null), alike);
    made.set(kind, combination);
    return combination;
  };
}

/** What is kept of one form. */
interface Repeated {
  readonly roots: readonly Root[];
  /** By how many questions there are, and what they ask alike. */
  readonly made: Map<string, Combination | null>;
}

/** A root field, by its response key, with the variables it depends on. */
interface Root {
  readonly key: string;
  readonly variables: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** So many combinations of a form are made; after that, only such in which each asks for all of its own. */
const MOST_KINDS = 14;
/** A query stands so often in all of its combinations with itself, at most. */
const MOST_REPEATED = 110;

function kindOf({ length }: readonly SubgraphQuestion[], alike: ReadonlySet<string>): string {
  return [length, ...alike].join(' ');
}

/** The root fields that all of several questions of one form ask alike, by their response keys. */
function alikeOf(roots: readonly Root[], [first, ...others]: readonly SubgraphQuestion[]): ReadonlySet<string> {
  const textsOf = (question?: SubgraphQuestion) => new Map(question?.parts?.texts);
  const [known, rest] = [textsOf(first), others.map(textsOf)];
  const isAlike = (name: string): boolean => rest.every((texts) => texts.get(name) === known.get(name));
  return new Set(roots.filter(({ variables }) => [...variables].every(isAlike)).map(({ key }) => key));
}

function rootsOf(query: string): readonly Root[] {
  const [operation] = parse(query, { noLocation: true }).definitions;
  if (operation?.kind !== Kind.OPERATION_DEFINITION) return [];
  return operation.selectionSet.selections.flatMap((node) =>
    node.kind === Kind.FIELD ? { key: responseKey(node), variables: variablesIn(node) } : [],
  );
}

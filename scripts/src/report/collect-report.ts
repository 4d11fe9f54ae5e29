import { type Graph, GraphRefusalError, type ReportQuestion } from './ask-graph.js';

/** What a report is about. */
export interface ReportPeriod {
  readonly from: string;
  readonly to: string;
  /** The unit's uid. */
  readonly within: string;
}

/** How many agencies there are, and how many of them are covered. */
export interface Share {
  readonly expected: number;
  readonly covered: number;
}

/** The figures of a day. */
export interface Figures extends Share {
  readonly synthetic: boolean;
  readonly byTier: readonly (Share & { readonly tier: string })[];
  readonly byProvince: readonly (Share & {
    readonly unit: { readonly uid: string; readonly code: string; readonly name: string };
  })[];
}

interface Unit {
  readonly qualifiedName: string;
  readonly coverage: Figures | null;
}

/** The answer to `coverage.graphql`. */
export interface CoverageAnswer {
  readonly begin: Unit | null;
  readonly end: Unit | null;
  readonly coverageSeries: readonly (Share & { readonly day: string })[] | null;
  readonly pressAuthority: { readonly name: string } | null;
}

interface ReportAgency {
  readonly name: string;
  readonly tier: string;
}

/** An event of `turnover.graphql`. */
export interface TurnoverNode {
  readonly kind: string;
  readonly day: string;
  readonly agency: ReportAgency | null;
  readonly spokesperson: { readonly fullName: string } | null;
  readonly former: { readonly fullName: string } | null;
}

/** A record of `stale.graphql`. */
export interface StaleNode {
  readonly fullName: string;
  readonly role: string;
  readonly lastConfirmedAt: string | null;
  readonly agency: ReportAgency | null;
}

/** A record of `lapsing.graphql`. */
export interface LapsingNode {
  readonly fullName: string;
  readonly matter: string | null;
  readonly validTo: string | null;
  readonly agency: ReportAgency | null;
}

/** An issue of `issues.graphql`. */
export interface IssueNode {
  readonly kind: string;
  readonly label: string;
  readonly text: string;
  readonly agencyCount: number;
  readonly agencies: readonly { readonly name: string }[];
}

/** A list read to its end. */
export interface WholeList<Node> {
  readonly totalCount: number;
  readonly byKind: readonly { readonly kind: string; readonly count: number }[];
  readonly nodes: readonly Node[];
}

/** Everything a report tells. */
export interface Report {
  readonly period: ReportPeriod;
  readonly coverage: CoverageAnswer;
  readonly turnover: WholeList<TurnoverNode>;
  readonly stale: WholeList<StaleNode>;
  readonly lapsing: WholeList<LapsingNode>;
  /** Null where the caller may not read them. */
  readonly issues: WholeList<IssueNode> | null;
}

/** Asks a graph for everything a report tells. @throws GraphRefusalError in the graph's words, Error where there is no such unit. */
export async function collectReport(graph: Graph, period: ReportPeriod): Promise<Report> {
  const coverage = await graph.ask<CoverageAnswer>('coverage', { ...period });
  if (coverage.begin === null && coverage.end === null) throw new Error(`there is no unit ${period.within}`);
  return {
    period,
    coverage,
    turnover: await readWhole(graph, 'turnover', { ...period }),
    stale: await readWhole(graph, 'stale', { within: period.within, to: period.to }),
    lapsing: await readWhole(graph, 'lapsing', { within: period.within, to: period.to }),
    issues: await orNull(readWhole<IssueNode>(graph, 'issues', { within: period.within, to: period.to })),
  };
}

interface Page<Node> {
  readonly list: {
    readonly totalCount: number;
    readonly byKind?: WholeList<Node>['byKind'];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly Node[];
  };
}

async function readWhole<Node>(
  graph: Graph,
  question: ReportQuestion,
  variables: Readonly<Record<string, unknown>>,
): Promise<WholeList<Node>> {
  const nodes: Node[] = [];
  for (let after: string | null = null; ; ) {
    const { list }: Page<Node> = await graph.ask<Page<Node>>(question, { ...variables, after });
    nodes.push(...list.nodes);
    if (!list.pageInfo.hasNextPage) return { totalCount: list.totalCount, byKind: list.byKind ?? [], nodes };
    after = list.pageInfo.endCursor;
  }
}

const CLOSED = ['UNAUTHENTICATED', 'FORBIDDEN'];

async function orNull<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof GraphRefusalError && CLOSED.includes(error.code)) return null;
    throw error;
  }
}

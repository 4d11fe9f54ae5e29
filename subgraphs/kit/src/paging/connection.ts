import { encodeListCursor, type ListName, type ListPosition, type PageArguments } from './page-arguments.js';

/** An edge of a connection. */
export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** A page as the schema's connection types show it; `totalCount` runs its statement only when it is selected. */
export interface Connection<Node> {
  readonly edges: readonly Edge<Node>[];
  readonly nodes: readonly Node[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
  readonly totalCount: () => Promise<number> | number;
}

/** What a page is made of. */
export interface PageParts<Row, Node> {
  readonly list: ListName;
  readonly page: PageArguments;
  /** Up to `first + 1` rows in order: the one too many tells that there is a next page. */
  readonly rows: readonly Row[];
  readonly positionOf: (row: Row) => ListPosition;
  readonly nodeOf: (row: Row) => Node;
  readonly countAll: () => Promise<number> | number;
}

/** Builds a connection (Relay Cursor Connections) from the rows of one keyset statement that asked for `first + 1`. */
export function connectionOf<Row, Node>(parts: PageParts<Row, Node>): Connection<Node> {
  const edges = parts.rows.slice(0, parts.page.first).map((row) => ({
    cursor: encodeListCursor(parts.list, parts.positionOf(row)),
    node: parts.nodeOf(row),
  }));
  return {
    edges,
    nodes: edges.map((edge) => edge.node),
    pageInfo: {
      hasNextPage: parts.rows.length > parts.page.first,
      hasPreviousPage: parts.page.after !== null,
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    totalCount: parts.countAll,
  };
}

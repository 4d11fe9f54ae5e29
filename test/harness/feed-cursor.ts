import type { GraphClient } from './stack.js';

/** Where the feed of spokespersons' records ends: what is written from now on follows behind this cursor. */
export async function feedCursor(graph: GraphClient): Promise<string> {
  return (await graph.ask('{ spokespersonFeedCursor }')).data.spokespersonFeedCursor;
}

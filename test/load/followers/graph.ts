import { composed } from '../../../gateway/src/testing/open-test-gateway.js';

/** A feed whose events name a person. */
export const FEED_SDL = `extend schema
  @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@composeDirective"])
  @link(url: "https://phat-ngon.example/specs/resumable/v1.0", import: ["@resumable"])
  @composeDirective(name: "@resumable")
directive @resumable(argument: String! = "after", cursor: String! = "cursor", position: String) on FIELD_DEFINITION
type Query { end: String! }
type Subscription { changed(after: String): Change! @resumable(position: "end") }
type Change { cursor: String! kind: String! person: Person! }
type Person @key(fields: "id") { id: ID! }`;

/** What is known of persons elsewhere: each event has to be joined with it. */
export const PEOPLE_SDL = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
type Person @key(fields: "id") { id: ID! name: String! }`;

/** What everybody follows. */
export const FOLLOWED = 'subscription { changed { kind person { name } } }';

/** The name that only the other subgraph can give; by it a follower tells events apart. */
export function nameOf(number: number | string): string {
  return `name ${number}`;
}

/** The number in the first such name of a result; null where there is none. */
export function numberIn(text: string): number | null {
  const found = /"name":"name (\d+)"/.exec(text);
  return found === null ? null : Number(found[1]);
}

/** Where the two subgraphs answer. */
export interface Addresses {
  readonly feed: string;
  readonly people: string;
}

/** Their supergraph, with their addresses in it. */
export function supergraphOf({ feed, people }: Addresses): string {
  return composed({ feed: { sdl: FEED_SDL, url: feed }, people: { sdl: PEOPLE_SDL, url: people } });
}

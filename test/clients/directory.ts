import agencyRequest from './__generated__/directoryAgencyQuery.graphql.js';
import nodeRequest from './__generated__/directoryNodeQuery.graphql.js';
import peopleRequest from './__generated__/directoryPeopleQuery.graphql.js';
import scrollRequest from './__generated__/directoryScrollQuery.graphql.js';
import unitRequest from './__generated__/directoryUnitQuery.graphql.js';
import type { Operation } from './normalised-client.js';

/**
 * Marks a document for relay-compiler, which finds it by this name; at run time it is its text. After a change:
 * `npm run relay -w @phat-ngon/client-tests`. The compiler is fetched then, not installed: it is 118 MB of binaries.
 */
const graphql = ([text = '']: TemplateStringsArray): string => text;

/** An agency's page: a spokesperson may stand in it in two places. */
export const AGENCY: Operation = {
  request: agencyRequest,
  text: graphql`
    query directoryAgencyQuery($uid: ID!, $asOf: Date) {
      agency(uid: $uid, asOf: $asOf) {
        id
        name
        asOf
        coverageStatus
        unit {
          id
          name
          asOf
        }
        spokespersons {
          id
          fullName
          freshness
          lastConfirmedAt
        }
        whoToCall {
          reason
          spokesperson {
            id
            freshness
            lastConfirmedAt
          }
        }
      }
    }
  `,
};

/** A unit's page, with rows of figures that a cache has to keep apart. */
export const UNIT: Operation = {
  request: unitRequest,
  text: graphql`
    query directoryUnitQuery($code: String!, $asOf: Date) {
      unit(code: $code, asOf: $asOf) {
        id
        name
        asOf
        validTo
        parent {
          id
          name
        }
        children {
          id
          name
        }
        coverage {
          id
          expected
          covered
          byTier {
            id
            tier
            expected
            covered
          }
        }
      }
    }
  `,
};

/** A list of spokespersons, a page at a time. */
export const PEOPLE: Operation = {
  request: peopleRequest,
  text: graphql`
    query directoryPeopleQuery($filter: SpokespersonFilter, $asOf: Date, $first: Int!, $after: String) {
      spokespersons(filter: $filter, asOf: $asOf, first: $first, after: $after) {
        totalCount
        edges {
          cursor
          node {
            id
            fullName
            freshness
            lastConfirmedAt
            agency {
              id
              coverageStatus
            }
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
};

/** The same list for Relay, which has to be told that pages belong together. */
export const SCROLL: Operation = {
  request: scrollRequest,
  text: graphql`
    query directoryScrollQuery($filter: SpokespersonFilter, $asOf: Date, $first: Int!, $after: String) {
      spokespersons(filter: $filter, asOf: $asOf, first: $first, after: $after)
        @connection(key: "directory_spokespersons", filters: ["filter", "asOf"]) {
        edges {
          node {
            id
            fullName
          }
        }
      }
    }
  `,
};

/** A spokesperson found again by id. */
export const SPEAKER: Operation = {
  request: nodeRequest,
  text: graphql`
    query directoryNodeQuery($id: ID!) {
      node(id: $id) {
        id
        ... on Spokesperson {
          freshness
          lastConfirmedAt
          agency {
            id
            coverageStatus
          }
        }
      }
    }
  `,
};

/** All of them. */
export const OPERATIONS: readonly Operation[] = [AGENCY, UNIT, PEOPLE, SCROLL, SPEAKER];

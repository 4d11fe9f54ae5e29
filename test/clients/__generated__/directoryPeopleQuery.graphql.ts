/**
 * @generated SignedSource<<fa25f202e41c8d99a2b9dceae1349af1>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type CoverageStatus = "CURRENT" | "INCOMPLETE" | "MISSING" | "STALE" | "%future added value";
export type Freshness = "FRESH" | "STALE" | "%future added value";
export type SpeakerRole = "AUTHORIZED" | "COORDINATING" | "HEAD" | "SPOKESPERSON" | "%future added value";
export type Tier = "CENTRAL" | "COMMUNE" | "DISTRICT" | "PROVINCE" | "PROVINCIAL_DEPARTMENT" | "%future added value";
export type SpokespersonFilter = {
  freshness?: ReadonlyArray<Freshness> | null | undefined;
  role?: ReadonlyArray<SpeakerRole> | null | undefined;
  text?: string | null | undefined;
  tier?: ReadonlyArray<Tier> | null | undefined;
  within?: string | null | undefined;
};
export type directoryPeopleQuery$variables = {
  after?: string | null | undefined;
  asOf?: string | null | undefined;
  filter?: SpokespersonFilter | null | undefined;
  first: number;
};
export type directoryPeopleQuery$data = {
  readonly spokespersons: {
    readonly edges: ReadonlyArray<{
      readonly cursor: string;
      readonly node: {
        readonly agency: {
          readonly coverageStatus: CoverageStatus | null | undefined;
          readonly id: string;
        } | null | undefined;
        readonly freshness: Freshness;
        readonly fullName: string;
        readonly id: string;
        readonly lastConfirmedAt: string | null | undefined;
      };
    }>;
    readonly pageInfo: {
      readonly endCursor: string | null | undefined;
      readonly hasNextPage: boolean;
    };
    readonly totalCount: number;
  } | null | undefined;
};
export type directoryPeopleQuery = {
  response: directoryPeopleQuery$data;
  variables: directoryPeopleQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "after"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "asOf"
},
v2 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "filter"
},
v3 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "first"
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v5 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "after",
        "variableName": "after"
      },
      {
        "kind": "Variable",
        "name": "asOf",
        "variableName": "asOf"
      },
      {
        "kind": "Variable",
        "name": "filter",
        "variableName": "filter"
      },
      {
        "kind": "Variable",
        "name": "first",
        "variableName": "first"
      }
    ],
    "concreteType": "SpokespersonConnection",
    "kind": "LinkedField",
    "name": "spokespersons",
    "plural": false,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "totalCount",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "SpokespersonEdge",
        "kind": "LinkedField",
        "name": "edges",
        "plural": true,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "cursor",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Spokesperson",
            "kind": "LinkedField",
            "name": "node",
            "plural": false,
            "selections": [
              (v4/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "fullName",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "freshness",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "lastConfirmedAt",
                "storageKey": null
              },
              {
                "alias": null,
                "args": null,
                "concreteType": "Agency",
                "kind": "LinkedField",
                "name": "agency",
                "plural": false,
                "selections": [
                  (v4/*:: as any*/),
                  {
                    "alias": null,
                    "args": null,
                    "kind": "ScalarField",
                    "name": "coverageStatus",
                    "storageKey": null
                  }
                ],
                "storageKey": null
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "PageInfo",
        "kind": "LinkedField",
        "name": "pageInfo",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "hasNextPage",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "endCursor",
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": [
      (v0/*:: as any*/),
      (v1/*:: as any*/),
      (v2/*:: as any*/),
      (v3/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "directoryPeopleQuery",
    "selections": (v5/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v2/*:: as any*/),
      (v1/*:: as any*/),
      (v3/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "directoryPeopleQuery",
    "selections": (v5/*:: as any*/)
  },
  "params": {
    "cacheID": "588babd86e213305064dd4fdb751ebb4",
    "id": null,
    "metadata": {},
    "name": "directoryPeopleQuery",
    "operationKind": "query",
    "text": "query directoryPeopleQuery(\n  $filter: SpokespersonFilter\n  $asOf: Date\n  $first: Int!\n  $after: String\n) {\n  spokespersons(filter: $filter, asOf: $asOf, first: $first, after: $after) {\n    totalCount\n    edges {\n      cursor\n      node {\n        id\n        fullName\n        freshness\n        lastConfirmedAt\n        agency {\n          id\n          coverageStatus\n        }\n      }\n    }\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "48d883ab5ab90d13e603969bf26e6e77";

export default node;

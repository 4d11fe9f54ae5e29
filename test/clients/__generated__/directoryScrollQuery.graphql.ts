/**
 * @generated SignedSource<<84f470a07dfcc1306d9e3ce8f9c61924>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
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
export type directoryScrollQuery$variables = {
  after?: string | null | undefined;
  asOf?: string | null | undefined;
  filter?: SpokespersonFilter | null | undefined;
  first: number;
};
export type directoryScrollQuery$data = {
  readonly spokespersons: {
    readonly edges: ReadonlyArray<{
      readonly node: {
        readonly fullName: string;
        readonly id: string;
      };
    }>;
  } | null | undefined;
};
export type directoryScrollQuery = {
  response: directoryScrollQuery$data;
  variables: directoryScrollQuery$variables;
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
  "kind": "Variable",
  "name": "asOf",
  "variableName": "asOf"
},
v5 = {
  "kind": "Variable",
  "name": "filter",
  "variableName": "filter"
},
v6 = [
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
        "concreteType": "Spokesperson",
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "id",
            "storageKey": null
          },
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
            "name": "__typename",
            "storageKey": null
          }
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "cursor",
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
        "name": "endCursor",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "hasNextPage",
        "storageKey": null
      }
    ],
    "storageKey": null
  }
],
v7 = [
  {
    "kind": "Variable",
    "name": "after",
    "variableName": "after"
  },
  (v4/*:: as any*/),
  (v5/*:: as any*/),
  {
    "kind": "Variable",
    "name": "first",
    "variableName": "first"
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
    "name": "directoryScrollQuery",
    "selections": [
      {
        "alias": "spokespersons",
        "args": [
          (v4/*:: as any*/),
          (v5/*:: as any*/)
        ],
        "concreteType": "SpokespersonConnection",
        "kind": "LinkedField",
        "name": "__directory_spokespersons_connection",
        "plural": false,
        "selections": (v6/*:: as any*/),
        "storageKey": null
      }
    ],
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
    "name": "directoryScrollQuery",
    "selections": [
      {
        "alias": null,
        "args": (v7/*:: as any*/),
        "concreteType": "SpokespersonConnection",
        "kind": "LinkedField",
        "name": "spokespersons",
        "plural": false,
        "selections": (v6/*:: as any*/),
        "storageKey": null
      },
      {
        "alias": null,
        "args": (v7/*:: as any*/),
        "filters": [
          "filter",
          "asOf"
        ],
        "handle": "connection",
        "key": "directory_spokespersons",
        "kind": "LinkedHandle",
        "name": "spokespersons"
      }
    ]
  },
  "params": {
    "cacheID": "40055048cc81a2c816b5498e1d4f9487",
    "id": null,
    "metadata": {
      "connection": [
        {
          "count": "first",
          "cursor": "after",
          "direction": "forward",
          "path": [
            "spokespersons"
          ]
        }
      ]
    },
    "name": "directoryScrollQuery",
    "operationKind": "query",
    "text": "query directoryScrollQuery(\n  $filter: SpokespersonFilter\n  $asOf: Date\n  $first: Int!\n  $after: String\n) {\n  spokespersons(filter: $filter, asOf: $asOf, first: $first, after: $after) {\n    edges {\n      node {\n        id\n        fullName\n        __typename\n      }\n      cursor\n    }\n    pageInfo {\n      endCursor\n      hasNextPage\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "56d15e0a3df2a520cec7ee1865359e86";

export default node;

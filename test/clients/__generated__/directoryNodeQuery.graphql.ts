/**
 * @generated SignedSource<<6693d2612652d1c0856a1be35886da40>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type CoverageStatus = "CURRENT" | "INCOMPLETE" | "MISSING" | "STALE" | "%future added value";
export type Freshness = "FRESH" | "STALE" | "%future added value";
export type directoryNodeQuery$variables = {
  id: string;
};
export type directoryNodeQuery$data = {
  readonly node: {
    readonly agency?: {
      readonly coverageStatus: CoverageStatus | null | undefined;
      readonly id: string;
    } | null | undefined;
    readonly freshness?: Freshness;
    readonly id: string;
    readonly lastConfirmedAt?: string | null | undefined;
  } | null | undefined;
};
export type directoryNodeQuery = {
  response: directoryNodeQuery$data;
  variables: directoryNodeQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "id"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "id",
    "variableName": "id"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "kind": "InlineFragment",
  "selections": [
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
        (v2/*:: as any*/),
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
  "type": "Spokesperson",
  "abstractKey": null
};
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "directoryNodeQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ],
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "directoryNodeQuery",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": null,
        "kind": "LinkedField",
        "name": "node",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "__typename",
            "storageKey": null
          },
          (v2/*:: as any*/),
          (v3/*:: as any*/)
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "4c2d77715f653619bdddeabff78d0cae",
    "id": null,
    "metadata": {},
    "name": "directoryNodeQuery",
    "operationKind": "query",
    "text": "query directoryNodeQuery(\n  $id: ID!\n) {\n  node(id: $id) {\n    __typename\n    id\n    ... on Spokesperson {\n      freshness\n      lastConfirmedAt\n      agency {\n        id\n        coverageStatus\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "8040d64c81e1cadc5d80381580efc097";

export default node;

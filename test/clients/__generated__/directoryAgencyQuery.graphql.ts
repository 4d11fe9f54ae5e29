/**
 * @generated SignedSource<<55452fa436e465f896f86901266edf09>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type CallReason = "DESIGNATED" | "HEAD" | "NONE" | "PARENT_AGENCY" | "%future added value";
export type CoverageStatus = "CURRENT" | "INCOMPLETE" | "MISSING" | "STALE" | "%future added value";
export type Freshness = "FRESH" | "STALE" | "%future added value";
export type directoryAgencyQuery$variables = {
  asOf?: string | null | undefined;
  uid: string;
};
export type directoryAgencyQuery$data = {
  readonly agency: {
    readonly asOf: string | null | undefined;
    readonly coverageStatus: CoverageStatus | null | undefined;
    readonly id: string;
    readonly name: string;
    readonly spokespersons: ReadonlyArray<{
      readonly freshness: Freshness;
      readonly fullName: string;
      readonly id: string;
      readonly lastConfirmedAt: string | null | undefined;
    }> | null | undefined;
    readonly unit: {
      readonly asOf: string | null | undefined;
      readonly id: string;
      readonly name: string;
    };
    readonly whoToCall: {
      readonly reason: CallReason;
      readonly spokesperson: {
        readonly freshness: Freshness;
        readonly id: string;
        readonly lastConfirmedAt: string | null | undefined;
      } | null | undefined;
    } | null | undefined;
  } | null | undefined;
};
export type directoryAgencyQuery = {
  response: directoryAgencyQuery$data;
  variables: directoryAgencyQuery$variables;
};

const node: ConcreteRequest = (function(){
var v0 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "asOf"
},
v1 = {
  "defaultValue": null,
  "kind": "LocalArgument",
  "name": "uid"
},
v2 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "id",
  "storageKey": null
},
v3 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "name",
  "storageKey": null
},
v4 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "asOf",
  "storageKey": null
},
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "freshness",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "lastConfirmedAt",
  "storageKey": null
},
v7 = [
  {
    "alias": null,
    "args": [
      {
        "kind": "Variable",
        "name": "asOf",
        "variableName": "asOf"
      },
      {
        "kind": "Variable",
        "name": "uid",
        "variableName": "uid"
      }
    ],
    "concreteType": "Agency",
    "kind": "LinkedField",
    "name": "agency",
    "plural": false,
    "selections": [
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      (v4/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "coverageStatus",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "AdministrativeUnit",
        "kind": "LinkedField",
        "name": "unit",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v3/*:: as any*/),
          (v4/*:: as any*/)
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "Spokesperson",
        "kind": "LinkedField",
        "name": "spokespersons",
        "plural": true,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "fullName",
            "storageKey": null
          },
          (v5/*:: as any*/),
          (v6/*:: as any*/)
        ],
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "CallRoute",
        "kind": "LinkedField",
        "name": "whoToCall",
        "plural": false,
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "reason",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "concreteType": "Spokesperson",
            "kind": "LinkedField",
            "name": "spokesperson",
            "plural": false,
            "selections": [
              (v2/*:: as any*/),
              (v5/*:: as any*/),
              (v6/*:: as any*/)
            ],
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
      (v1/*:: as any*/)
    ],
    "kind": "Fragment",
    "metadata": null,
    "name": "directoryAgencyQuery",
    "selections": (v7/*:: as any*/),
    "type": "Query",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": [
      (v1/*:: as any*/),
      (v0/*:: as any*/)
    ],
    "kind": "Operation",
    "name": "directoryAgencyQuery",
    "selections": (v7/*:: as any*/)
  },
  "params": {
    "cacheID": "f252e2331cd623e2f190581d49ff5b22",
    "id": null,
    "metadata": {},
    "name": "directoryAgencyQuery",
    "operationKind": "query",
    "text": "query directoryAgencyQuery(\n  $uid: ID!\n  $asOf: Date\n) {\n  agency(uid: $uid, asOf: $asOf) {\n    id\n    name\n    asOf\n    coverageStatus\n    unit {\n      id\n      name\n      asOf\n    }\n    spokespersons {\n      id\n      fullName\n      freshness\n      lastConfirmedAt\n    }\n    whoToCall {\n      reason\n      spokesperson {\n        id\n        freshness\n        lastConfirmedAt\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "3aa32833acf478e2781792799e55ab58";

export default node;

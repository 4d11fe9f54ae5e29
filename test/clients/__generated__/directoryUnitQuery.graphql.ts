/**
 * @generated SignedSource<<bc520e1a597538d7b04feb1c54f72b4d>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import type { ConcreteRequest } from 'relay-runtime';
export type Tier = "CENTRAL" | "COMMUNE" | "DISTRICT" | "PROVINCE" | "PROVINCIAL_DEPARTMENT" | "%future added value";
export type directoryUnitQuery$variables = {
  asOf?: string | null | undefined;
  code: string;
};
export type directoryUnitQuery$data = {
  readonly unit: {
    readonly asOf: string | null | undefined;
    readonly children: ReadonlyArray<{
      readonly id: string;
      readonly name: string;
    }>;
    readonly coverage: {
      readonly byTier: ReadonlyArray<{
        readonly covered: number;
        readonly expected: number;
        readonly id: string;
        readonly tier: Tier;
      }>;
      readonly covered: number;
      readonly expected: number;
      readonly id: string;
    } | null | undefined;
    readonly id: string;
    readonly name: string;
    readonly parent: {
      readonly id: string;
      readonly name: string;
    } | null | undefined;
    readonly validTo: string | null | undefined;
  } | null | undefined;
};
export type directoryUnitQuery = {
  response: directoryUnitQuery$data;
  variables: directoryUnitQuery$variables;
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
  "name": "code"
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
v4 = [
  (v2/*:: as any*/),
  (v3/*:: as any*/)
],
v5 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "expected",
  "storageKey": null
},
v6 = {
  "alias": null,
  "args": null,
  "kind": "ScalarField",
  "name": "covered",
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
        "name": "code",
        "variableName": "code"
      }
    ],
    "concreteType": "AdministrativeUnit",
    "kind": "LinkedField",
    "name": "unit",
    "plural": false,
    "selections": [
      (v2/*:: as any*/),
      (v3/*:: as any*/),
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "asOf",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "validTo",
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "AdministrativeUnit",
        "kind": "LinkedField",
        "name": "parent",
        "plural": false,
        "selections": (v4/*:: as any*/),
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "AdministrativeUnit",
        "kind": "LinkedField",
        "name": "children",
        "plural": true,
        "selections": (v4/*:: as any*/),
        "storageKey": null
      },
      {
        "alias": null,
        "args": null,
        "concreteType": "Coverage",
        "kind": "LinkedField",
        "name": "coverage",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          (v5/*:: as any*/),
          (v6/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "TierCoverage",
            "kind": "LinkedField",
            "name": "byTier",
            "plural": true,
            "selections": [
              (v2/*:: as any*/),
              {
                "alias": null,
                "args": null,
                "kind": "ScalarField",
                "name": "tier",
                "storageKey": null
              },
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
    "name": "directoryUnitQuery",
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
    "name": "directoryUnitQuery",
    "selections": (v7/*:: as any*/)
  },
  "params": {
    "cacheID": "e7bc0c3eeb46f564a98a6412ad5bf79c",
    "id": null,
    "metadata": {},
    "name": "directoryUnitQuery",
    "operationKind": "query",
    "text": "query directoryUnitQuery(\n  $code: String!\n  $asOf: Date\n) {\n  unit(code: $code, asOf: $asOf) {\n    id\n    name\n    asOf\n    validTo\n    parent {\n      id\n      name\n    }\n    children {\n      id\n      name\n    }\n    coverage {\n      id\n      expected\n      covered\n      byTier {\n        id\n        tier\n        expected\n        covered\n      }\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "9d07e8ca6d4ce11740834e77cdcfaac8";

export default node;

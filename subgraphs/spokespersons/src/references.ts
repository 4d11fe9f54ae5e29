import { encodeViewId, type Reference, referenceTo, type View } from '@phat-ngon/kit';

/** An agency, held by the units subgraph. */
export function agencyReference(uid: string, view: View): Reference {
  return referenceTo('Agency', uid, view);
}

/** An administrative unit, held by the units subgraph. */
export function unitReference(uid: string, view: View): Reference {
  return referenceTo('AdministrativeUnit', uid, view);
}

/** A legal instrument, held by the training subgraph; instruments have no views. */
export interface LegalDocumentReference {
  readonly __typename: 'LegalDocument';
  readonly id: string;
}

/** A legal instrument by its uid. */
export function legalDocumentReference(uid: string): LegalDocumentReference {
  return { __typename: 'LegalDocument', id: encodeViewId({ type: 'LegalDocument', uid, asOf: null }) };
}

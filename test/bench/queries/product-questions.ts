import type { Places } from './product-subgraphs.js';
import { NONE, type Question } from './question.js';

const POINT = `query ($uid: ID!) { unit(uid: $uid) { id code name kind qualifiedName inForce validFrom
  committee { id name spokespersons { id fullName positionTitle role } } } }`;

const COMMUNE = `query ($uid: ID!) { unit(uid: $uid) {
  id code name kind qualifiedName ancestors { id name } predecessors { id date kind from { id qualifiedName } }
  coverage { id expected covered ratio }
  committee { id name coverageStatus coverageReasons { id code label }
    spokespersons { id fullName positionTitle role validFrom freshness trained synthetic
      contacts { id channel value withheld } legalBasis { id number title } }
    whoToCall { reason agency { id name } spokesperson { id fullName positionTitle } }
    speakingRule { id roles text } deadlines { id duty amount period text } trained }
  parent { id name trainingClasses { id title state startsOn venue { id name } } } } }`;

const PROVINCE = `query ($uid: ID!) { unit(uid: $uid) { id code name kind
  children { id code name nameEn kind inForce validFrom
    committee { id name coverageStatus spokespersons { id fullName positionTitle role validFrom lastConfirmedAt freshness synthetic } } } } }`;

/** A level of the country, and those below it. */
function level(below: number): string {
  const children = below === 0 ? '' : `children { ${level(below - 1)} }`;
  return `id name level inForce agencies { id name tier spokespersons { id fullName role } } ${children}`;
}

/** As it was before the districts ended: all five tiers. */
const NATIONAL = `query ($asOf: Date!) { country(asOf: $asOf) { ${level(3)} } }`;

const MIXED = `query ($uid: ID!) {
  unit(uid: $uid) { id name coverage { id expected covered ratio }
    agencies(tier: [PROVINCE, PROVINCIAL_DEPARTMENT]) { id name coverageStatus trained spokespersons { id fullName positionTitle } }
    trainingClasses { id title state startsOn seats registered attended } }
  trainingClasses(first: 10) { nodes { id title region state startsOn venue { id name } } }
  handbookEditions { id title edition state chapters { id number title } }
  spokespersons(first: 10) { nodes { id fullName positionTitle agency { id name unit { id name } } } } }`;

const DAYS = 100;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.parse('2023-08-08');
const days = Array.from({ length: DAYS }, (_, day) => new Date(FIRST_DAY + day * DAY_MS).toISOString().slice(0, 10));

/** Of the graph as it is seeded: no two requests at once are equal. */
export function productQuestions({ communes, provinces }: Places): readonly Question[] {
  const [ofCommune, ofProvince] = [communes, provinces].map((uids) => uids.map((uid) => ({ uid })));
  return [
    { name: 'point', title: 'one place', query: POINT, variables: ofCommune ?? NONE },
    { name: 'commune', title: 'a commune with everything', query: COMMUNE, variables: ofCommune ?? NONE },
    { name: 'province', title: "a province's subtree", query: PROVINCE, variables: ofProvince ?? NONE },
    { name: 'mixed', title: 'a page over three subgraphs', query: MIXED, variables: ofProvince ?? NONE },
    {
      ...{ name: 'national', title: 'the national tree', query: NATIONAL },
      variables: days.map((asOf) => ({ asOf })),
    },
  ];
}

import { ask } from './ask.ts';
import { graphql } from './generated/gql.ts';

/** Whom to call in a commune today, from its name on any day; accents may be left out: `npm start -- "truc bach"`. */
const WHOM_TO_CALL = graphql(`
  query WhomToCall($name: String!) {
    units(filter: { text: $name, level: COMMUNE, inForce: ANY }, orderBy: RELEVANCE, first: 5) {
      nodes {
        qualifiedName
        validTo
        current {
          committee {
            name
            whoToCall {
              reason
              spokesperson {
                fullName
                positionTitle
                synthetic
                contacts {
                  value
                }
              }
            }
          }
        }
      }
    }
  }
`);

const graph = process.env.GRAPH ?? 'http://127.0.0.1:4000/graphql';
const { units } = await ask(graph, WHOM_TO_CALL, { name: process.argv[2] ?? 'truc bach' });

for (const unit of units?.nodes ?? []) {
  console.log(unit.validTo === null ? unit.qualifiedName : `${unit.qualifiedName} (until ${unit.validTo})`);
  for (const { committee } of unit.current) {
    const person = committee?.whoToCall?.spokesperson;
    if (!committee || !person) continue;
    const contacts = person.contacts.map((contact) => contact.value ?? 'withheld').join(', ');
    const note = person.synthetic ? ' [made up]' : '';
    console.log(`  ${committee.name}: ${person.fullName}, ${person.positionTitle}: ${contacts}${note}`);
  }
}

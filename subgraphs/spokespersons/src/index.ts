export { spokespersons } from './subgraph.js';

export { training } from './subgraph.js';

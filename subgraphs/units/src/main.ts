import { startSubgraph } from '@phat-ngon/kit';
import { units } from './subgraph.js';

await startSubgraph(units);

import { startSubgraph } from '@phat-ngon/kit';
import { training } from './subgraph.js';

await startSubgraph(training);

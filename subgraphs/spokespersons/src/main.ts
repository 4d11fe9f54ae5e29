import { startSubgraph } from '@phat-ngon/kit';
import { spokespersons } from './subgraph.js';

await startSubgraph(spokespersons);

import { runProcess } from '@phat-ngon/runtime';
import { loadConfig } from './config.js';
import { isErrorCode } from './errors/codes.js';
import { createGateway } from './gateway.js';
import { observeEvents } from './observe/observe-events.js';

await runProcess({
  name: 'gateway',
  atEdge: true,
  load: loadConfig,
  start: async (config, parts) => {
    const gateway = await createGateway(config, { onEvent: observeEvents(parts, isErrorCode) });
    process.on('SIGHUP', () => void gateway.reload());
    return { ...(await gateway.listen()), close: gateway.close };
  },
});

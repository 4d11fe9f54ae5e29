import { GatewayError } from '../errors/gateway-error.js';

/** Does work while no more of it is under way than may be. @throws GatewayError `OVERLOADED` for one more. */
export type Crowd = <T>(work: () => Promise<T>) => Promise<T>;

/** Makes a limit of so many requests at once. */
export function limitCrowd(most: number): Crowd {
  let inFlight = 0;
  return async (work) => {
    if (inFlight >= most) throw new GatewayError('OVERLOADED');
    inFlight += 1;
    try {
      return await work();
    } finally {
      inFlight -= 1;
    }
  };
}

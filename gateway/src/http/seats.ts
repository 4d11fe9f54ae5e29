import { GatewayError } from '../errors/gateway-error.js';

/** How many may follow at once. */
export interface SeatLimits {
  readonly maxSubscriptions: number;
  readonly maxSubscriptionsPerCaller: number;
}

/** Takes a seat for a caller; returns the function that gives it back, once. @throws GatewayError `SUBSCRIPTION_LIMIT`. */
export type TakeSeat = (caller: string) => () => void;

/** Makes a limit of subscriptions, in all and for each caller: who is known by a token, or by an address. */
export function limitSeats({ maxSubscriptions, maxSubscriptionsPerCaller }: SeatLimits): TakeSeat {
  const taken = new Map<string, number>();
  let all = 0;
  return (caller) => {
    const own = taken.get(caller) ?? 0;
    if (all >= maxSubscriptions || own >= maxSubscriptionsPerCaller) throw new GatewayError('SUBSCRIPTION_LIMIT');
    taken.set(caller, own + 1);
    all += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      all -= 1;
      const left = (taken.get(caller) ?? 1) - 1;
      if (left === 0) taken.delete(caller);
      else taken.set(caller, left);
    };
  };
}

import {
  type Clock,
  dayOf,
  type Filling,
  IDENTITY_HEADER,
  type Role,
  type Subgraph,
  serveServices,
} from '@phat-ngon/kit';
import { openTestSubgraph, signAsGateway } from '@phat-ngon/kit/testing';
import type { ToldPreview } from '../reorganisation/describe-plan.js';
import type { ToldReorganisation } from '../reorganisation/told-reorganisation.js';
import { units } from '../subgraph.js';

/** What a service answers. */
export interface ServiceAnswer<Body> {
  readonly status: number;
  readonly body: Body;
}

/** From which day, and by which document. */
export const DECREE = {
  on: '2027-03-01',
  number: '1/2027/NQ-UBTVQH-TEST',
  issuedOn: '2027-01-15',
  title: 'Nghị quyết thử nghiệm về việc sắp xếp đơn vị hành chính',
};

/** The units subgraph with its services, as its gateway asks them. */
export interface OpenServices extends AsyncDisposable {
  readonly subgraph: Subgraph;
  /** Makes it another day. */
  turnTo(day: string): void;
  preview(
    file: string | Uint8Array,
    more?: Readonly<Record<string, string>>,
    role?: Role,
  ): Promise<ServiceAnswer<ToldPreview>>;
  apply(
    file: string | Uint8Array,
    preview: string,
    more?: Readonly<Record<string, string>>,
    role?: Role,
  ): Promise<ServiceAnswer<ToldReorganisation & { readonly code?: string; readonly argument?: string }>>;
}

const secret = new TextEncoder().encode('a secret of at least thirty-two characters');

/** Opens it on a register of its own, which `null` leaves empty. */
export async function openServices(filling: Filling | null = 'register'): Promise<OpenServices> {
  let instant = new Date('2026-11-24T05:00:00Z');
  const clock: Clock = { now: () => instant, today: () => dayOf(instant) };
  const subgraph = await openTestSubgraph(units, { clock, filling });
  const served = await serveServices(subgraph, { host: '127.0.0.1', port: 0, secret });
  const post = async <Body>(
    verb: string,
    file: string | Uint8Array,
    query: Record<string, string>,
    role: Role,
  ): Promise<ServiceAnswer<Body>> => {
    const answer = await fetch(`${served.url}/services/reorganisations/${verb}?${new URLSearchParams(query)}`, {
      method: 'POST',
      headers: {
        'content-type': 'text/csv',
        [IDENTITY_HEADER]: await signAsGateway(secret, { role, subject: 'thanh-tra-thu' }),
      },
      body: file,
    });
    return { status: answer.status, body: (await answer.json()) as Body };
  };
  return {
    subgraph,
    turnTo: (day) => {
      instant = new Date(`${day}T05:00:00Z`);
    },
    preview: (file, more = {}, role = 'AUTHORITY') => post('preview', file, { ...DECREE, ...more }, role),
    apply: (file, preview, more = {}, role = 'AUTHORITY') => post('apply', file, { ...DECREE, ...more, preview }, role),
    [Symbol.asyncDispose]: async () => {
      await served.close();
      await subgraph[Symbol.asyncDispose]();
    },
  };
}

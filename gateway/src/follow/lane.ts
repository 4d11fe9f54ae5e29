import { setTimeout as delay, setImmediate } from 'node:timers/promises';
import type { Delivery, Ending, Receiver } from './receiver.js';
import { Ring } from './ring.js';
import { followSource, type Source, type SourceEvent } from './upstream.js';

/** What the lanes of one feed have in common. */
export interface LaneParts {
  readonly source: Source;
  /** Makes what goes out of an event. It never rejects. */
  readonly make: (event: SourceEvent, signal: AbortSignal) => Promise<Delivery>;
  /** Bytes that may wait for a receiver; with more it is cut off. */
  readonly maxWaitingBytes: number;
  /** For how long a source is waited for that is away. */
  readonly patienceMs: number;
  readonly tell: (news: 'opened' | 'lost' | 'ended') => void;
  /** Counts what was handed out. */
  readonly delivered: (count: number) => void;
}

/** Hears of a lane's way. */
export interface LaneListener {
  /** It can be joined behind a cursor from now on. */
  reached(lane: Lane, cursor: string): void;
  forgotten(lane: Lane, cursor: string): void;
  /** Nobody follows it any more. */
  closed(lane: Lane): void;
}

/** So many events are made at once, and go out in order. */
const MADE_AT_ONCE = 8;
/** Bytes that may wait for every one of the receivers before the source is not read on. */
const UNHURRIED_BYTES = 64 * 1024;
/** A receiver for whom the source waits has so long to take what is there. */
const SLOW_MS = 30_000;
/** So many receivers are served before other work has its turn. */
const SERVED_AT_ONCE = 500;

/**
 * One following of a source, and those who receive its events. It goes at the pace of the fastest of them; for the others events wait
 * in memory, up to a bound.
 */
export class Lane {
  readonly #parts: LaneParts;
  readonly #listener: LaneListener;
  readonly #ring: Ring;
  readonly #receivers = new Set<Receiver>();
  readonly #ending = new AbortController();
  /** The events that are being made, each settled when it and all before it have gone out. */
  readonly #going: Promise<void>[] = [];

  constructor(parts: LaneParts, after: string | null, listener: LaneListener) {
    this.#parts = parts;
    this.#listener = listener;
    this.#ring = new Ring(after, (cursor) => listener.forgotten(this, cursor));
    if (after !== null) listener.reached(this, after);
    void this.#run(after);
  }

  /** Whether it still goes. */
  get open(): boolean {
    return !this.#ending.signal.aborted;
  }

  /** Adds a receiver at the end, or behind a cursor that it reaches back to. */
  join(receiver: Receiver, after: string | null): void {
    const begin = after ?? this.#ring.end;
    if (begin !== null) receiver.begin(begin);
    this.#receivers.add(receiver);
    if (after !== null) this.#catchUp(receiver, after);
  }

  leave(receiver: Receiver): void {
    if (this.#receivers.delete(receiver) && this.#receivers.size === 0) this.#close();
  }

  has(receiver: Receiver): boolean {
    return this.#receivers.has(receiver);
  }

  /** Sends all receivers on to a lane that has come by the same event, and ends. */
  moveTo(other: Lane, cursor: string): void {
    for (const receiver of this.#receivers) {
      other.#receivers.add(receiver);
      other.#catchUp(receiver, cursor);
    }
    this.#receivers.clear();
    this.#close();
  }

  async #run(after: string | null): Promise<void> {
    const { source, tell, patienceMs } = this.#parts;
    const ending = await followSource({
      ...{ source, after, tell, patienceMs, signal: this.#ending.signal },
      began: (cursor) => {
        this.#ring.begin(cursor);
        for (const receiver of this.#receivers) receiver.begin(cursor);
        this.#listener.reached(this, cursor);
      },
      take: (event) => this.#take(event),
    });
    await this.#going.at(-1);
    if (ending !== null) this.#end(ending);
  }

  async #take(event: SourceEvent): Promise<void> {
    // In one process nothing else would have its turn: neither the sockets, nor whoever asks meanwhile.
    await setImmediate();
    const before = this.#going.at(-1);
    const made = this.#parts.make(event, this.#ending.signal);
    this.#going.push(this.#goOut(made, before));
    if (this.#going.length >= MADE_AT_ONCE) await this.#going.shift();
  }

  async #goOut(made: Promise<Delivery>, before: Promise<void> | undefined): Promise<void> {
    const delivery = await made;
    await before;
    if (!this.open) return;
    await this.#hand(delivery);
    if (this.open) await this.#pace();
  }

  async #hand(delivery: Delivery): Promise<void> {
    // First of all: whoever joins while it is handed out finds it there.
    this.#ring.add(delivery);
    const receivers = [...this.#receivers];
    for (const [index, receiver] of receivers.entries()) {
      if (index % SERVED_AT_ONCE === SERVED_AT_ONCE - 1) await setImmediate();
      if (this.#receivers.has(receiver)) this.#give(receiver, delivery);
    }
    this.#parts.delivered(receivers.length);
    if (delivery.cursor !== null && this.open) this.#listener.reached(this, delivery.cursor);
  }

  #catchUp(receiver: Receiver, after: string): void {
    for (const delivery of this.#ring.behind(after) ?? []) {
      if (!this.#receivers.has(receiver)) return;
      this.#give(receiver, delivery);
      this.#parts.delivered(1);
    }
  }

  #give(receiver: Receiver, delivery: Delivery): void {
    receiver.next(delivery);
    if (receiver.waiting > this.#parts.maxWaitingBytes) this.#cutOff(receiver);
  }

  #cutOff(receiver: Receiver): void {
    this.leave(receiver);
    receiver.end({ kind: 'cut', code: 4511 });
  }

  /** Waits while nobody is ready for more. */
  async #pace(): Promise<void> {
    const busy = [...this.#receivers];
    if (busy.length === 0 || busy.some(({ waiting }) => waiting < UNHURRIED_BYTES)) return;
    const over = new AbortController();
    const slow = delay(SLOW_MS, true, { signal: over.signal, ref: false }).catch(() => false);
    const tooSlow = await Promise.race([slow, ...busy.map((receiver) => receiver.drained().then(() => false))]);
    over.abort();
    if (tooSlow) for (const receiver of busy) if (this.#receivers.has(receiver)) this.#cutOff(receiver);
  }

  #end(ending: Ending): void {
    const receivers = [...this.#receivers];
    this.#receivers.clear();
    this.#close();
    for (const receiver of receivers) receiver.end(ending);
  }

  #close(): void {
    if (!this.open) return;
    this.#ending.abort();
    for (const cursor of this.#ring.cursors()) this.#listener.forgotten(this, cursor);
    this.#parts.tell('ended');
    this.#listener.closed(this);
  }
}

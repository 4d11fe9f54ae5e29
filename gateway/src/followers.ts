import { setImmediate } from 'node:timers/promises';
import type { Delivery, Ending, Receiver } from './follow/receiver.js';
import type { EventListener } from './observe/event.js';
import type { Follow, Subscribed, SubscribeQuestion, Subscriber } from './subscribe.js';

/** Everybody who follows a subscription, whichever supergraph is served. */
export interface Followers {
  readonly follow: Follow;
  /** Sends all on to the supergraph that is served now, each behind its last event. */
  move(): Promise<void>;
}

/** So many are sent on before other work has its turn. */
const MOVED_AT_ONCE = 100;

/** Makes the list of followers; `served` is the subscription sentence of the supergraph that is served. */
export function createFollowers(served: () => Subscriber, onEvent: EventListener): Followers {
  const followers = new Set<Follower>();
  return {
    follow: async (question, receiver, transport) => {
      const follower = new Follower(question, receiver, (reason) => {
        if (followers.delete(follower)) onEvent({ kind: 'left', transport, reason });
      });
      const subscribed = await follower.follow(served());
      if (subscribed.kind !== 'followed') return subscribed;
      if (!follower.isOver) {
        followers.add(follower);
        onEvent({ kind: 'followed', transport });
      }
      return { ...subscribed, leave: () => follower.leave('gone') };
    },
    move: async () => {
      for (const [index, follower] of [...followers].entries()) {
        if (index % MOVED_AT_ONCE === MOVED_AT_ONCE - 1) await setImmediate();
        void follower.move(served());
      }
    },
  };
}

/** One who follows, and where they are. */
class Follower implements Receiver {
  readonly #question: SubscribeQuestion;
  readonly #receiver: Receiver;
  readonly #onOver: (reason: string) => void;
  #cursor: string | null = null;
  #begun = false;
  #over = false;
  #leave: () => void = () => undefined;
  #moves: Promise<void> = Promise.resolve();

  constructor(question: SubscribeQuestion, receiver: Receiver, onOver: (reason: string) => void) {
    this.#question = question;
    this.#receiver = receiver;
    this.#onOver = onOver;
  }

  get isOver(): boolean {
    return this.#over;
  }

  get waiting(): number {
    return this.#receiver.waiting;
  }

  drained(): Promise<void> {
    return this.#receiver.drained();
  }

  begin(cursor: string): void {
    this.#cursor = cursor;
    if (!this.#begun) this.#receiver.begin(cursor);
    this.#begun = true;
  }

  next(delivery: Delivery): void {
    this.#cursor = delivery.cursor ?? this.#cursor;
    this.#receiver.next(delivery);
  }

  end(ending: Ending): void {
    if (this.#over) return;
    this.#over = true;
    this.#receiver.end(ending);
    this.#onOver(ending.kind === 'cut' ? String(ending.code) : ending.kind);
  }

  leave(reason: string): void {
    if (this.#over) return;
    this.#over = true;
    this.#leave();
    this.#onOver(reason);
  }

  async follow(subscriber: Subscriber): Promise<Subscribed> {
    const subscribed = await subscriber.subscribe(
      { ...this.#question, after: this.#cursor ?? this.#question.after },
      this,
    );
    if (subscribed.kind !== 'followed') return subscribed;
    this.#leave = subscribed.leave;
    if (this.#over) subscribed.leave();
    return subscribed;
  }

  /** One move after the other: two at once would both be followed. */
  move(to: Subscriber): Promise<void> {
    this.#moves = this.#moves.then(() => this.#move(to));
    return this.#moves;
  }

  async #move(to: Subscriber): Promise<void> {
    if (this.#over) return;
    this.#leave();
    // Nobody knows where it is: what happens meanwhile would be missed.
    if (this.#cursor === null) return this.end({ kind: 'cut', code: 1012 });
    const subscribed = await this.follow(to);
    if (subscribed.kind === 'refused') this.end(subscribed);
    if (subscribed.kind === 'answered') this.end({ kind: 'complete' });
  }
}

import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { memo, type ReactNode, useEffect, useId, useRef, useSyncExternalStore } from 'react';
import { Both } from './both.js';
import { isLive, type LiveEvent, type LiveList, summaryOf } from './live-list.js';
import type { LiveListStore } from './live-list-store.js';

const TIME = new Intl.DateTimeFormat('vi-VN', { timeStyle: 'medium' });

interface LivePaneProps {
  readonly store: LiveListStore;
}

/**
 * What a subscription has brought so far, newest first, each event a line that opens: the response pane has room for the
 * last alone. Nothing where the open tab follows nothing. The answer bar says aloud what happens.
 */
export function LivePane({ store }: LivePaneProps): ReactNode {
  const list = useLiveList(store);
  const { stop } = useGraphiQLActions();
  const section = useRef<HTMLElement>(null);
  const title = useId();
  useStopInOtherTabs(store);
  if (list.state === 'none') return null;
  // A button that goes takes the keyboard's place with it.
  const end = (): void => {
    stop();
    section.current?.focus();
  };
  const clear = (): void => {
    store.clear();
    if (!isLive(list)) document.getElementById('pn-answer')?.focus();
  };
  return (
    <section className="pn-live" ref={section} tabIndex={-1} aria-labelledby={title}>
      <header>
        <h2 id={title}>
          <Both vi="Danh sách trực tiếp" en="Live list" />
        </h2>
        <Count list={list} />
        {isLive(list) ? (
          <button type="button" onClick={end}>
            <Both vi="Dừng" en="Stop" />
          </button>
        ) : null}
        <button type="button" onClick={clear}>
          <Both vi="Xóa danh sách" en="Clear" />
        </button>
      </header>
      <ol reversed start={list.count}>
        {list.events.map((event) => (
          <Line key={event.number} event={event} />
        ))}
      </ol>
    </section>
  );
}

/** The list of the open tab. */
export function useLiveList(store: LiveListStore): LiveList {
  return useSyncExternalStore(store.subscribe, store.shown);
}

/** GraphiQL goes on following when a new tab is opened, and would write what comes into that one. */
function useStopInOtherTabs(store: LiveListStore): void {
  const { stop } = useGraphiQLActions();
  const tab = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.id);
  useEffect(() => {
    if (store.openTab(tab)) stop();
  }, [store, stop, tab]);
}

function Count({ list: { count, events } }: { readonly list: LiveList }): ReactNode {
  if (events.length === count) return <span className="pn-live-count">{count}</span>;
  return (
    <span className="pn-live-count">
      <Both vi={`${events.length} mới nhất / ${count}`} en={`latest ${events.length} of ${count}`} />
    </span>
  );
}

const Line = memo(function Line({ event: { at, result } }: { readonly event: LiveEvent }): ReactNode {
  return (
    <li>
      <details>
        <summary>
          <time dateTime={at.toISOString()}>{TIME.format(at)}</time> <span lang="vi">{summaryOf(result)}</span>
        </summary>
        <pre lang="vi">{JSON.stringify(result, null, 2)}</pre>
      </details>
    </li>
  );
});

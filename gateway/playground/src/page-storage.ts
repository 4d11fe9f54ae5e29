import type { Storage as EditorStorage } from '@graphiql/toolkit';

/** Kept apart from every other GraphiQL that was ever served from the same `localhost` port. */
const PREFIX = 'phat-ngon/';
/** GraphiQL's own key for its tabs. It is there as soon as the page has been open once. */
const TABS_KEY = 'graphiql:tabState';

/** Where GraphiQL keeps its tabs and history, and whether it has any: no tabs, no earlier visit. */
export interface PageStorage {
  readonly storage: EditorStorage;
  readonly firstVisit: boolean;
}

/**
 * Opens the browser's local storage for GraphiQL. Where the browser refuses it, or where a first visit has no operations
 * to show, a map that is forgotten with the page stands in: the next visit is then a first visit again.
 */
export function openPageStorage(hasOperations: boolean): PageStorage {
  try {
    const storage = prefixed(localStorage);
    const firstVisit = storage.getItem(TABS_KEY) === null;
    return { storage: firstVisit && !hasOperations ? forgetful() : storage, firstVisit };
  } catch {
    return { storage: forgetful(), firstVisit: true };
  }
}

function prefixed(storage: Storage): EditorStorage {
  const ownKeys = () => Object.keys(storage).filter((key) => key.startsWith(PREFIX));
  return {
    getItem: (key) => storage.getItem(PREFIX + key),
    setItem: (key, value) => storage.setItem(PREFIX + key, value),
    removeItem: (key) => storage.removeItem(PREFIX + key),
    clear: () => {
      for (const key of ownKeys()) storage.removeItem(key);
    },
    get length() {
      return ownKeys().length;
    },
  };
}

function forgetful(): EditorStorage {
  const items = new Map<string, string>();
  return {
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
    get length() {
      return items.size;
    },
  };
}

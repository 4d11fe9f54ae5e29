import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { createContext, type ReactNode, useContext } from 'react';
import { isTabOf, useOpenOperation } from './open-operation.js';
import type { Operation } from './operations.js';

const OperationsContext = createContext<readonly Operation[]>([]);

/** Hands the operations down to whatever in GraphiQL shows them; its plugins take no properties. */
export const Operations = OperationsContext.Provider;

/** The operations that were loaded, in order; none if loading failed. */
export function useOperations(): readonly Operation[] {
  return useContext(OperationsContext);
}

/** The side pane that lists the operations, each a button that opens it. */
export const OPERATION_LIST_PLUGIN: GraphiQLPlugin = {
  title: 'Truy vấn mẫu · Sample operations',
  icon: ListIcon,
  content: OperationList,
};

function OperationList(): ReactNode {
  const operations = useOperations();
  const open = useOpenOperation();
  const active = useGraphiQL((state) => state.tabs[state.activeTabIndex]);
  return (
    <section className="pn-operations" aria-labelledby="pn-operations-title">
      <h2 id="pn-operations-title">
        Truy vấn mẫu <span lang="en">Sample operations</span>
      </h2>
      {operations.length === 0 ? <NothingHere /> : null}
      <ol>
        {operations.map((operation) => (
          <li key={operation.file}>
            <button
              type="button"
              aria-current={active !== undefined && isTabOf(active, operation)}
              onClick={() => open(operation)}
            >
              <code>{operation.name}</code>
              <span>{operation.label.vi}</span>
              <span lang="en">{operation.label.en}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function NothingHere(): ReactNode {
  return (
    <p>
      Không có truy vấn mẫu để hiện. <span lang="en">No sample operations to show.</span>
    </p>
  );
}

function ListIcon(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
      <path d="M9 5h12M9 12h12M9 19h12M3.5 5h.01M3.5 12h.01M3.5 19h.01" />
    </svg>
  );
}

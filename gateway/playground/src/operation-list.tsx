import { type GraphiQLPlugin, useGraphiQL } from '@graphiql/react';
import { createContext, type ReactNode, useContext } from 'react';
import { Both } from './both.js';
import { isTabOf, type TabContents, useOpenTab } from './open-operation.js';
import type { Operation } from './operations.js';
import { groupByQuestion, type QuestionGroup } from './questions.js';

const OperationsContext = createContext<readonly Operation[]>([]);

/** Hands the operations down to whatever in GraphiQL shows them; its plugins take no properties. */
export const Operations = OperationsContext.Provider;

/** The operations that were loaded, in order; none if loading failed. */
export function useOperations(): readonly Operation[] {
  return useContext(OperationsContext);
}

/** The side pane that lists the operations by question, each a button that opens it. */
export const OPERATION_LIST_PLUGIN: GraphiQLPlugin = {
  title: 'Truy vấn mẫu · Sample operations',
  icon: ListIcon,
  content: OperationList,
};

function OperationList(): ReactNode {
  const groups = groupByQuestion(useOperations());
  const active = useGraphiQL((state) => state.tabs[state.activeTabIndex]);
  return (
    <nav className="pn-operations" aria-labelledby="pn-operations-title">
      <h2 id="pn-operations-title">
        <Both vi="Truy vấn mẫu" en="Sample operations" />
      </h2>
      {groups.length === 0 ? (
        <p>
          <Both vi="Không có truy vấn mẫu để hiện." en="No sample operations to show." />
        </p>
      ) : null}
      {groups.map((group) => (
        <Group key={group.label?.en ?? ''} group={group} active={active} />
      ))}
    </nav>
  );
}

interface GroupProps {
  readonly group: QuestionGroup;
  readonly active: TabContents | undefined;
}

/** A question that opens and closes. All are closed at first, so that the whole menu is seen at once. */
function Group({ group, active }: GroupProps): ReactNode {
  const list = <OperationButtons operations={group.operations} active={active} />;
  if (group.label === null) return list;
  return (
    <details>
      <summary aria-current={group.operations.some((operation) => isActive(active, operation))}>
        <h3>
          <Both {...group.label} />
        </h3>
        <span className="pn-count">{group.operations.length}</span>
      </summary>
      {list}
    </details>
  );
}

interface ButtonsProps {
  readonly operations: readonly Operation[];
  readonly active: TabContents | undefined;
}

function OperationButtons({ operations, active }: ButtonsProps): ReactNode {
  const open = useOpenTab();
  return (
    <ol>
      {operations.map((operation) => (
        <li key={operation.file}>
          <button
            type="button"
            aria-current={isActive(active, operation)}
            onClick={() => open({ query: operation.text, variables: operation.variables }, 'answered')}
          >
            <Both {...operation.label} />
            <code lang="en">{operation.name}</code>
          </button>
        </li>
      ))}
    </ol>
  );
}

function isActive(active: TabContents | undefined, operation: Operation): boolean {
  return active !== undefined && isTabOf(active, operation);
}

function ListIcon(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" aria-hidden="true">
      <path d="M9 5h12M9 12h12M9 19h12M3.5 5h.01M3.5 12h.01M3.5 19h.01" />
    </svg>
  );
}

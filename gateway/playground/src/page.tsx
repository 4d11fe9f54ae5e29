import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { type ReactNode, useState } from 'react';
import { Arrival } from './arrival.js';
import { EditorLook } from './editor-look.js';
import { EDITOR_THEMES } from './editor-themes.js';
import { fetchGraph } from './fetch-graph.js';
import { Masthead } from './masthead.js';
import { OPERATION_LIST_PLUGIN, Operations } from './operation-list.js';
import type { LoadedOperations } from './operations.js';
import { openPageStorage } from './page-storage.js';

/** Constant, because GraphiQL resets its side pane whenever this list is a new one. */
const PLUGINS = [OPERATION_LIST_PLUGIN, HISTORY_PLUGIN];
/** What the editor holds when there is no operation to put there. */
const EMPTY_DOCUMENT = '# Viết truy vấn GraphQL ở đây. Write a GraphQL query here.\n\n{\n  __typename\n}\n';

/** The whole page: the line that says what this is, and GraphiQL with the operations in its side pane. */
export function Page({ loaded }: { readonly loaded: LoadedOperations }): ReactNode {
  const operations = loaded.kind === 'loaded' ? loaded.operations : [];
  const first = operations[0];
  const [{ storage, firstVisit }] = useState(() => openPageStorage(first !== undefined));
  // On later visits GraphiQL's own tabs come back; an initial query would push itself in front of them.
  const initial =
    firstVisit && first !== undefined ? { initialQuery: first.text, initialVariables: first.variables } : {};
  return (
    <>
      <Masthead problem={loaded.kind === 'failed' ? loaded.reason : null} />
      <main className="pn-main">
        <Operations value={operations}>
          <GraphiQL
            {...initial}
            fetcher={fetchGraph}
            storage={storage}
            editorTheme={EDITOR_THEMES}
            plugins={PLUGINS}
            visiblePlugin={OPERATION_LIST_PLUGIN.title}
            defaultQuery={EMPTY_DOCUMENT}
            defaultEditorToolsVisibility="variables"
            inputValueDeprecation
            schemaDescription
          >
            <GraphiQL.Logo>GraphiQL</GraphiQL.Logo>
            <EditorLook />
            <Arrival />
          </GraphiQL>
        </Operations>
      </main>
    </>
  );
}

import { HISTORY_PLUGIN } from '@graphiql/plugin-history';
import { GraphiQL } from 'graphiql';
import { type ReactNode, useState } from 'react';
import { AnswerBar } from './answer-bar.js';
import { Arrival } from './arrival.js';
import { EditorLook } from './editor-look.js';
import { EDITOR_THEMES } from './editor-themes.js';
import { fetcherOf } from './fetch-graph.js';
import { LiveListStore } from './live-list-store.js';
import { LivePane } from './live-pane.js';
import { Masthead } from './masthead.js';
import { Notices } from './notice.js';
import { OPERATION_LIST_PLUGIN, Operations } from './operation-list.js';
import type { LoadedOperations, Operation } from './operations.js';
import { openPageStorage } from './page-storage.js';
import { readLink } from './share-link.js';
import { SoundMarkup } from './sound-markup.js';

/** Constant, because GraphiQL resets its side pane whenever this list is a new one. */
const PLUGINS = [OPERATION_LIST_PLUGIN, HISTORY_PLUGIN];
/** What the editor holds when there is no operation to put there. */
const EMPTY_DOCUMENT = '# Viết truy vấn GraphQL ở đây. Write a GraphQL query here.\n\n{\n  __typename\n}\n';

interface InitialTab {
  readonly initialQuery?: string;
  readonly initialVariables?: string;
}

/**
 * What a first visit starts with: what its address links to, else the first operation. On later visits GraphiQL's own tabs
 * come back; an initial query would push itself in front of them.
 */
function initialTab(first: Operation | undefined): InitialTab {
  const link = readLink(location.hash);
  if (link.kind === 'operation')
    return { initialQuery: link.operation.query, initialVariables: link.operation.variables };
  return first === undefined ? {} : { initialQuery: first.text, initialVariables: first.variables };
}

/** The whole page: the line that says what this is, and GraphiQL with the operations in its side pane. */
export function Page({ loaded }: { readonly loaded: LoadedOperations }): ReactNode {
  const operations = loaded.kind === 'loaded' ? loaded.operations : [];
  const first = operations[0];
  const [{ storage, firstVisit }] = useState(() => openPageStorage(first !== undefined));
  const [initial] = useState(() => (firstVisit ? initialTab(first) : {}));
  const [live] = useState(() => new LiveListStore(() => new Date()));
  const [fetcher] = useState(() => fetcherOf(live));
  return (
    <>
      <Masthead problem={loaded.kind === 'failed' ? loaded.reason : null} />
      <main className="pn-main" lang="en">
        <Operations value={operations}>
          <Notices>
            <GraphiQL
              {...initial}
              fetcher={fetcher}
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
              <SoundMarkup />
              <Arrival />
              <GraphiQL.Footer>
                <LivePane store={live} />
                <AnswerBar live={live} />
              </GraphiQL.Footer>
            </GraphiQL>
          </Notices>
        </Operations>
      </main>
    </>
  );
}

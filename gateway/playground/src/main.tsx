import { createRoot } from 'react-dom/client';
import './fonts.css';
import '@graphiql/react/style.css';
import '@graphiql/plugin-doc-explorer/style.css';
import '@graphiql/plugin-history/style.css';
import 'graphiql/graphiql.css';
import './page.css';
import './operation-list.css';
import './answer-bar.css';
import './live-pane.css';
import './narrow.css';
import { defineEditorThemes } from './editor-themes.js';
import { provideEditorWorkers } from './editor-workers.js';
import { loadOperations } from './operations.js';
import { Page } from './page.js';

const container = document.getElementById('root');
if (container === null) throw new Error('index.html has no element with the id "root"');

provideEditorWorkers();
defineEditorThemes();
createRoot(container).render(<Page loaded={await loadOperations()} />);

/** The worker that understands a language, by Monaco's label for it; every other label gets the plain editor's. */
const WORKERS: Readonly<Record<string, string>> = { graphql: 'graphql.worker.js', json: 'json.worker.js' };

/** Tells Monaco where its web workers are. To be called before the first editor is made; without it Monaco works, slowly, in the page's own thread. */
export function provideEditorWorkers(): void {
  window.MonacoEnvironment = {
    getWorker: (_moduleId, label) => new Worker(`/playground/${WORKERS[label] ?? 'editor.worker.js'}`, { name: label }),
  };
}

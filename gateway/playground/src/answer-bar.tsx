import { useGraphiQL } from '@graphiql/react';
import { type ReactNode, useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { type Answer, type AnswerList, readAnswer } from './answer.js';
import { csvOf } from './answer-csv.js';
import { Both } from './both.js';
import type { Label } from './label.js';
import { answerListOf, type LiveList } from './live-list.js';
import type { LiveListStore } from './live-list-store.js';
import { useLiveList } from './live-pane.js';
import { useNotice } from './notice.js';
import { offerFile } from './offer-file.js';
import { ShareButton } from './share-button.js';

/** Below the answer: what it holds, said aloud when it arrives, and what may be taken away: a table, or a link to the question. */
export function AnswerBar({ live }: { readonly live: LiveListStore }): ReactNode {
  const isFetching = useGraphiQL((state) => state.isFetching);
  const answer = useAnswer();
  const list = useLiveList(live);
  const { notice, say } = useNotice();
  useEffect(() => {
    // A notice is of what came before; an answer that arrives is news of its own, and so is what happens to a live list.
    if (isFetching || list.state !== 'none') say(null);
  }, [isFetching, list, say]);
  return (
    <section className="pn-answer" id="pn-answer" tabIndex={-1} aria-labelledby="pn-answer-title">
      <h2 className="pn-unseen" id="pn-answer-title">
        <Both vi="Kết quả" en="Answer" />
      </h2>
      <p role="status">
        <Both {...(notice ?? statusOf(answer, list, isFetching))} />
      </p>
      <div className="pn-answer-actions">
        <CsvButton lists={listsOf(answer, list)} />
        <ShareButton />
      </div>
    </section>
  );
}

interface CsvButtonProps {
  readonly lists: readonly AnswerList[];
}

function CsvButton({ lists }: CsvButtonProps): ReactNode {
  const [chosen, choose] = useState<string | null>(null);
  const name = useGraphiQL((state) => state.operationName ?? 'answer');
  const { say } = useNotice();
  const list = lists.find(({ path }) => path === chosen) ?? lists[0];
  const take = (): void => {
    if (list === undefined) {
      say({ vi: 'Kết quả này không có danh sách nào để lưu.', en: 'This answer has no list to save.' });
      return;
    }
    const file = `${name}.csv`;
    offerFile(file, 'text/csv;charset=utf-8', csvOf(list.rows));
    const { length } = list.rows;
    say({ vi: `Đã lưu ${file}: ${length} dòng.`, en: `Saved ${file}: ${rowsOf(length)}.` });
  };
  return (
    <>
      {lists.length > 1 ? (
        <label>
          <Both vi="Danh sách ·" en="List" />
          <select value={list?.path} onChange={(event) => choose(event.currentTarget.value)}>
            {lists.map(({ path, rows }) => (
              <option key={path} value={path}>{`${path} (${rows.length})`}</option>
            ))}
          </select>
        </label>
      ) : null}
      <button type="button" onClick={take}>
        <Both vi="CSV của kết quả này" en="CSV of this answer" />
      </button>
    </>
  );
}

/** The answer the response pane shows, read anew whenever it shows another. */
function useAnswer(): Answer {
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const subscribe = useCallback(
    (changed: () => void) => {
      const listening = responseEditor?.onDidChangeModelContent(changed);
      return () => listening?.dispose();
    },
    [responseEditor],
  );
  const text = useSyncExternalStore(subscribe, () => responseEditor?.getValue() ?? '');
  return useMemo(() => readAnswer(text), [text]);
}

/** What may be saved: the events of a live list before the lists of the last of them. */
function listsOf(answer: Answer, live: LiveList): readonly AnswerList[] {
  const events = answerListOf(live);
  const lists = answer.kind === 'answer' ? answer.lists : [];
  return events === null ? lists : [events, ...lists];
}

function statusOf(answer: Answer, live: LiveList, isFetching: boolean): Label {
  if (live.state !== 'none') return statusOfLive(live);
  if (isFetching) return { vi: 'Đang chờ kết quả…', en: 'Waiting for the answer…' };
  if (answer.kind === 'none') return { vi: 'Chưa có kết quả.', en: 'No answer yet.' };
  const { errors, lists } = answer;
  if (errors > 0)
    return { vi: `Kết quả có ${errors} lỗi.`, en: `Answered with ${errors === 1 ? '1 error' : `${errors} errors`}.` };
  const [list] = lists;
  if (list === undefined) return { vi: 'Đã có kết quả.', en: 'Answered.' };
  return { vi: `Đã có kết quả: ${list.rows.length} dòng.`, en: `Answered: ${rowsOf(list.rows.length)}.` };
}

function rowsOf(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

function statusOfLive({ state, count }: LiveList): Label {
  const so = { vi: `${count} sự kiện`, en: count === 1 ? '1 event' : `${count} events` };
  switch (state) {
    case 'none':
    case 'connecting':
      return { vi: 'Đang kết nối…', en: 'Connecting…' };
    case 'following':
      if (count === 0) return { vi: 'Đang theo dõi, chưa có sự kiện nào.', en: 'Following; nothing has happened yet.' };
      return { vi: `Đang theo dõi: ${so.vi}.`, en: `Following: ${so.en}.` };
    case 'lost':
      return { vi: `Mất kết nối, đang nối lại: ${so.vi}.`, en: `Connection lost, coming back: ${so.en}.` };
    case 'ended':
      return { vi: `Đã kết thúc: ${so.vi}.`, en: `Ended: ${so.en}.` };
    case 'stopped':
      return { vi: `Đã dừng: ${so.vi}.`, en: `Stopped: ${so.en}.` };
  }
}

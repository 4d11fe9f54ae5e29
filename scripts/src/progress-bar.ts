import type { ProgressListener } from '@phat-ngon/kit';
import { SingleBar } from 'cli-progress';

/** Progress on the terminal: a bar where the total is known, a line where it is not or where nobody watches. */
export function terminalProgress(stream: NodeJS.WriteStream = process.stderr): ProgressListener {
  let bar: SingleBar | null = null;
  let title = '';
  let done = 0;
  let unit = '';
  return {
    begin(name, total, of = '') {
      title = name;
      unit = of;
      done = 0;
      if (!stream.isTTY || total === 0) {
        stream.write(`${name} …\n`);
        return;
      }
      bar = new SingleBar({
        format: '{title} [{bar}] {percentage}% {value}/{total} {eta_formatted}',
        stream,
        hideCursor: true,
      });
      bar.start(total, 0, { title });
    },
    advance(count) {
      done += count;
      bar?.update(done);
    },
    end() {
      bar?.stop();
      bar = null;
      stream.write(`${title}: ${done.toLocaleString('en')}${unit} done\n`);
    },
    note(line) {
      stream.write(`${line}\n`);
    },
  };
}

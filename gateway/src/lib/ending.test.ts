import { abortSignalOf, Ending, type EndSignal } from './ending.js';

const heardOf = (signal: EndSignal): unknown[] => {
  const heard: unknown[] = [];
  signal.addEventListener('abort', () => heard.push(signal.reason));
  return heard;
};

describe.each<[string, () => { readonly signal: EndSignal; readonly abort: (reason: unknown) => void }]>([
  [
    'an ending',
    () => {
      const ending = new Ending();
      return { signal: ending, abort: (reason) => ending.abort(reason) };
    },
  ],
  [
    'an AbortController',
    () => {
      const controller = new AbortController();
      return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
    },
  ],
  [
    'an AbortSignal of an ending',
    () => {
      const ending = new Ending();
      return { signal: abortSignalOf(ending), abort: (reason) => ending.abort(reason) };
    },
  ],
])('%s', (_name, open) => {
  it('is told once, with the first reason', () => {
    const end = open();
    const heard = heardOf(end.signal);
    expect(end.signal).toMatchObject({ aborted: false, reason: undefined });
    end.abort('gone');
    end.abort('late');
    expect(heard).toEqual(['gone']);
    expect(end.signal).toMatchObject({ aborted: true, reason: 'gone' });
  });

  it('is not told to who has left, before or meanwhile, nor to who comes behind it', () => {
    const end = open();
    const heard: string[] = [];
    const leaver = (): unknown => heard.push('leaver');
    const other = (): unknown => heard.push('other');
    end.signal.addEventListener('abort', leaver);
    end.signal.removeEventListener('abort', leaver);
    end.signal.addEventListener('abort', () => end.signal.removeEventListener('abort', other));
    end.signal.addEventListener('abort', other);
    end.abort('gone');
    end.signal.addEventListener('abort', leaver);
    expect(heard).toEqual([]);
  });
});

it('is known by an AbortSignal that is made of it afterwards', () => {
  const ending = new Ending();
  ending.abort('gone');
  expect(abortSignalOf(ending)).toMatchObject({ aborted: true, reason: 'gone' });
});

it('is told by an AbortSignal itself', () => {
  const { signal } = new AbortController();
  expect(abortSignalOf(signal)).toBe(signal);
});

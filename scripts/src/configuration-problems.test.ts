import { configurationProblems } from './configuration-problems.js';

const variables = [
  { name: 'PORT', fallback: null, required: true },
  { name: 'POLL_MS', fallback: '1000', required: false },
  { name: 'BUS_URL', fallback: null, required: false },
];
const problems = (...rows: readonly string[]): readonly string[] =>
  configurationProblems(
    {
      file: 'page.md',
      text: ['## Subgraphs', '', '| variable | default | sets |', '| - | - | - |', ...rows].join('\n'),
    },
    new Map([['Subgraphs', variables]]),
  );

describe('the page that explains the variables', () => {
  it('has them all, with what each is when it is not set', () => {
    expect(problems('| `PORT` | required | |', '| `POLL_MS` | `1000` | |', '| `BUS_URL` | | |')).toEqual([]);
  });

  it.each([
    ['misses one', ['| `PORT` | required | |', '| `POLL_MS` | `1000` | |'], 'BUS_URL is not explained'],
    [
      'has another default',
      ['| `PORT` | required | |', '| `POLL_MS` | `500` | |', '| `BUS_URL` | | |'],
      'the default of POLL_MS is "1000", the page says "500"',
    ],
    [
      'has one too many',
      ['| `PORT` | required | |', '| `POLL_MS` | `1000` | |', '| `BUS_URL` | | |', '| `OLD` | | |'],
      'OLD is no variable of it',
    ],
  ])('is wrong where it %s', (_how, rows, expected) => {
    expect(problems(...rows)).toEqual([`page.md: Subgraphs: ${expected}`]);
  });

  it('is wrong where a process has no table', () => {
    expect(configurationProblems({ file: 'page.md', text: '# Nothing' }, new Map([['Gateway', variables]]))).toEqual([
      'page.md: below "Gateway" there is no table of variables',
    ]);
  });
});

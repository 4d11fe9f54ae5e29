import { Draws } from '../seed/draws.js';
import { exampleAddress, undialablePhone } from '../seed/fictional-people.js';
import { normaliseEmail, normalisePhone } from './normalise.js';

const SAMPLES = Array.from({ length: 200 }, (_, index) => undialablePhone(new Draws(`number ${index}`)));

describe('a phone number', () => {
  it.each([
    ['the trunk zero', '0912345678'],
    ['the zero a spreadsheet ate', '912345678'],
    ['a plus', '+84912345678'],
    ['the international prefix', '0084912345678'],
    ['the code alone', '84912345678'],
    ['both the code and the zero', '+84 (0)912 345 678'],
    ['separators', ' 0912.345-678 '],
    ['spaces that do not break', '0912\u00a0345\u00a0678'],
    ['wide digits', '０９１２３４５６７８'],
  ])('is the same with %s', (_, raw) => {
    expect(normalisePhone(raw)).toBe('+84912345678');
  });

  it.each([
    ['a line of a town', '(024) 3825 1234', '+842438251234'],
    ['a service line', '1900 1234', '+8419001234'],
    ['of another country', '001 212 555 0100', '+12125550100'],
  ])('may be %s', (_, raw, value) => {
    expect(normalisePhone(raw)).toBe(value);
  });

  it('may be one of the demonstration, which nobody can dial, as it is written and as it is stored', () => {
    for (const { raw, e164 } of SAMPLES) {
      const spellings = [raw, e164, e164.slice(1), `0084${e164.slice(3)}`, `+84 ${raw}`];
      expect(spellings.map(normalisePhone)).toEqual(spellings.map(() => e164));
    }
  });

  it.each([
    ['a missing digit', '0912 345 67'],
    ['a digit too many', '09123456789'],
    ['no town before a line of a town', '38251234'],
    ['a short code', '113'],
    ['two in one', '0912345678; 0913345678'],
    ['two in one, joined', '0912345678/0913345678'],
    ['an extension', '024 3825 1234 ext. 12'],
    ['words around it', 'gọi 0912345678'],
    ['a number as a spreadsheet abridges it', '9.12E+08'],
    ['nothing', ''],
    ['letters', 'không có'],
  ])('is none with %s', (_, raw) => {
    expect(normalisePhone(raw)).toBeNull();
  });
});

describe('an e-mail address', () => {
  it.each([
    ['a domain in capitals', 'Tin.Bao@MAU.Example', 'Tin.Bao@mau.example'],
    ['space around it', ' desk@mau.example\t', 'desk@mau.example'],
    ['a domain with accents', 'desk@Báo-Chí.example', 'desk@xn--bo-ch-xqa2g.example'],
    ['letters in two parts', 'bàn@mau.example'.normalize('NFD'), 'bàn@mau.example'],
  ])('has one spelling, whatever its %s', (_, raw, value) => {
    expect(normaliseEmail(raw)).toBe(value);
    expect(normaliseEmail(value)).toBe(value);
  });

  it('keeps the case before the at sign, which only its host may fold', () => {
    expect(normaliseEmail('Desk@mau.example')).not.toBe(normaliseEmail('desk@mau.example'));
  });

  it('may be one of the demonstration', () => {
    expect(normaliseEmail(exampleAddress('ub-c00004-2'))).toBe('phatngon@ub-c00004-2.example');
  });

  it.each([
    '',
    'desk',
    '@mau.example',
    'desk@',
    'desk@mau',
    'desk@@mau.example',
    'a..b@mau.example',
    'a@mau.example, b@mau.example',
    '<desk@mau.example>',
    'desk @mau.example',
    `${'a'.repeat(65)}@mau.example`,
  ])('is not %j', (raw) => {
    expect(normaliseEmail(raw)).toBeNull();
  });
});

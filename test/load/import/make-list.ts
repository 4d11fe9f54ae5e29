const HEADING = [
  ...['Mã cơ quan', 'Vai trò', 'Họ và tên', 'Chức vụ', 'Điện thoại', 'Thư điện tử', 'Số quyết định'],
  ...['Số văn bản ủy quyền', 'Ngày văn bản ủy quyền', 'Nội dung ủy quyền', 'Từ ngày', 'Đến hết ngày'],
];
const FAMILIES = ['Mẫu', 'Ví', 'Thử', 'Giả'];
const MIDDLES = ['Văn', 'Thị', 'Đức', 'Ngọc', 'Minh'];
const GIVEN = ['An', 'Bình', 'Cường', 'Dũng', 'Giang', 'Hòa', 'Khánh', 'Lan', 'Mai', 'Nga', 'Oanh', 'Phúc', 'Quý'];

/**
 * A list of made-up people of so many rows: first each agency's next spokesperson, then others authorised there, a matter each. `series`
 * tells lists of the same agencies apart.
 */
export function makeList(agencyUids: readonly string[], rows: number, series: number): string {
  const lines = Array.from({ length: rows }, (_, index) => lineOf(agencyUids, index, series).join(';'));
  return `${[HEADING.join(';'), ...lines].join('\r\n')}\r\n`;
}

function lineOf(agencyUids: readonly string[], index: number, series: number): readonly string[] {
  const agencyUid = agencyUids[index % agencyUids.length] ?? '';
  const round = Math.floor(index / agencyUids.length);
  const name = nameOf(index, series);
  const phone = `024 390${String(index % 100_000).padStart(5, '0')}`;
  const reach = [phone, `p${series}-${index}@mau.example`, `${index}/QĐ-VD`];
  const matter = `Vụ việc số ${index} của đợt ${series}`;
  return round === 0
    ? [agencyUid, 'Người phát ngôn', name, 'Phó Chánh Văn phòng', ...reach, '', '', '', `0${series}/12/2026`, '']
    : [
        ...[agencyUid, 'Được ủy quyền', name, 'Chuyên viên', ...reach],
        ...[`${index}/GUQ`, '20/11/2026', matter, `0${series}/12/2026`, '31/12/2026'],
      ];
}

/** No two rows of a series have a name in common. */
function nameOf(index: number, series: number): string {
  const pick = (words: readonly string[], step: number): string => words[Math.floor(index / step) % words.length] ?? '';
  return `${pick(FAMILIES, 1)} ${pick(MIDDLES, 4)} ${pick(GIVEN, 20)} ${lettersOf(series)}${lettersOf(index)}`;
}

function lettersOf(number: number): string {
  const [rest, last] = [Math.floor(number / 26), number % 26];
  return `${rest > 0 ? lettersOf(rest) : ''}${String.fromCharCode(97 + last)}`;
}

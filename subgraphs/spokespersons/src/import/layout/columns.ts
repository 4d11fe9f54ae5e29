/** What a file may say of a spokesperson: one column each, in the order of the template. */
export const COLUMN_KEYS = [
  'recordUid',
  'agencyUid',
  'unitCode',
  'tier',
  'agencyName',
  'province',
  'role',
  'fullName',
  'positionTitle',
  'phone',
  'email',
  'decisionNumber',
  'documentNumber',
  'documentIssuedOn',
  'matter',
  'validFrom',
  'lastDay',
  'privatePhone',
  'privateVisibility',
  'privateConsent',
] as const;

/** One of {@link COLUMN_KEYS}. */
export type ColumnKey = (typeof COLUMN_KEYS)[number];

/** A column of the layout. */
export interface Column {
  /** As templates and exports head it. */
  readonly heading: string;
  /** Other headings under which it is known, English ones among them. Case, accents, order and spaces do not matter. */
  readonly aliases: readonly string[];
  /** For the notes of the template. */
  readonly noteVi: string;
  readonly example: string;
}

/** The columns by key. */
export const COLUMNS: Readonly<Record<ColumnKey, Column>> = {
  recordUid: {
    heading: 'Mã hồ sơ',
    aliases: ['record', 'record uid', 'uid'],
    noteVi: 'Chỉ có trong tệp xuất ra từ hệ thống. Giữ nguyên để cập nhật đúng hồ sơ đó; để trống khi thêm mới.',
    example: '',
  },
  agencyUid: {
    heading: 'Mã cơ quan',
    aliases: ['agency', 'agency uid'],
    noteVi: 'Mã của cơ quan trong hệ thống. Có mã này thì không cần bốn cột tiếp theo.',
    example: '',
  },
  unitCode: {
    heading: 'Mã đơn vị hành chính',
    aliases: ['mã đơn vị', 'mã ĐVHC', 'mã đơn vị hành chính (TCTK)', 'unit code', 'code'],
    noteVi:
      'Mã của Tổng cục Thống kê: 2 chữ số (tỉnh), 5 chữ số (xã). Nếu Excel làm mất số 0 ở đầu thì hệ thống tự thêm khi chỉ có một cách hiểu.',
    example: '00004',
  },
  tier: {
    heading: 'Cấp',
    aliases: ['cấp cơ quan', 'loại cơ quan', 'tier', 'kind'],
    noteVi: 'Trung ương, Tỉnh, Sở, Huyện hoặc Xã. Cần khi mã đơn vị hành chính chưa đủ để biết là cơ quan nào.',
    example: 'Xã',
  },
  agencyName: {
    heading: 'Tên cơ quan',
    aliases: ['cơ quan', 'đơn vị', 'tên đơn vị', 'agency name'],
    noteVi: 'Tên đầy đủ, có thể viết tắt UBND. Nếu nhiều nơi trùng tên thì ghi thêm tỉnh, thành phố.',
    example: 'UBND phường Ba Đình',
  },
  province: {
    heading: 'Tỉnh, thành phố',
    aliases: ['tỉnh', 'tỉnh/thành phố', 'tỉnh thành', 'province'],
    noteVi: 'Tên hoặc mã 2 chữ số của tỉnh, thành phố nơi cơ quan đặt trụ sở.',
    example: 'Hà Nội',
  },
  role: {
    heading: 'Vai trò',
    aliases: ['role'],
    noteVi: 'Người phát ngôn (mặc định khi để trống), Người đứng đầu, Được ủy quyền hoặc Phối hợp.',
    example: 'Người phát ngôn',
  },
  fullName: {
    heading: 'Họ và tên',
    aliases: ['họ tên', 'họ, tên', 'họ và tên người phát ngôn', 'full name', 'name'],
    noteVi: 'Bắt buộc. Viết đủ họ, tên đệm và tên, có dấu.',
    example: 'Mẫu Văn Ví Dụ',
  },
  positionTitle: {
    heading: 'Chức vụ',
    aliases: ['chức danh', 'position', 'position title'],
    noteVi: 'Bắt buộc khi thêm người mới.',
    example: 'Phó Chủ tịch',
  },
  phone: {
    heading: 'Điện thoại',
    aliases: ['số điện thoại', 'điện thoại công vụ', 'đt', 'sđt', 'phone'],
    noteVi: 'Số công vụ, mỗi ô một số; công khai theo quy định.',
    example: '024 3999 0001',
  },
  email: {
    heading: 'Thư điện tử',
    aliases: ['email', 'e-mail', 'hộp thư', 'địa chỉ email'],
    noteVi: 'Hộp thư công vụ, mỗi ô một địa chỉ; công khai theo quy định.',
    example: 'vidu@mau.example',
  },
  decisionNumber: {
    heading: 'Số quyết định',
    aliases: ['quyết định số', 'quyết định', 'decision number'],
    noteVi: 'Số quyết định giao nhiệm vụ phát ngôn.',
    example: '12/QĐ-UBND',
  },
  documentNumber: {
    heading: 'Số văn bản ủy quyền',
    aliases: ['văn bản ủy quyền số', 'văn bản ủy quyền', 'document number'],
    noteVi: 'Cho người được ủy quyền phát ngôn.',
    example: '',
  },
  documentIssuedOn: {
    heading: 'Ngày văn bản ủy quyền',
    aliases: ['văn bản ủy quyền ngày', 'document date'],
    noteVi: 'Ngày/tháng/năm ban hành văn bản ủy quyền.',
    example: '',
  },
  matter: {
    heading: 'Nội dung ủy quyền',
    aliases: ['văn bản ủy quyền nội dung', 'nội dung', 'matter'],
    noteVi: 'Vụ việc được ủy quyền phát ngôn.',
    example: '',
  },
  validFrom: {
    heading: 'Từ ngày',
    aliases: ['ngày bắt đầu', 'có hiệu lực từ ngày', 'thời hạn từ ngày', 'valid from', 'from'],
    noteVi: 'Ngày đầu tiên giữ vai trò, dạng ngày/tháng/năm. Bắt buộc khi thêm người mới.',
    example: '01/09/2025',
  },
  lastDay: {
    heading: 'Đến hết ngày',
    aliases: ['đến ngày', 'thời hạn đến ngày', 'thời hạn đến hết ngày', 'ngày hết hạn', 'last day'],
    noteVi: 'Ngày cuối cùng còn giữ vai trò; để trống nếu chưa có thời hạn.',
    example: '',
  },
  privatePhone: {
    heading: 'Điện thoại riêng',
    aliases: ['số điện thoại riêng', 'di động riêng', 'private phone'],
    noteVi: 'Số cá nhân. Chỉ được lưu khi người đó đồng ý.',
    example: '',
  },
  privateVisibility: {
    heading: 'Phạm vi số riêng',
    aliases: ['phạm vi công khai số riêng', 'private phone visibility'],
    noteVi: 'Công khai, Báo chí hoặc Cơ quan quản lý (mặc định khi để trống).',
    example: '',
  },
  privateConsent: {
    heading: 'Đồng ý lưu số riêng',
    aliases: ['đồng ý công khai số riêng', 'đồng ý', 'private phone consent', 'consent'],
    noteVi: 'Có hoặc Không.',
    example: '',
  },
};

/** Columns that lists often have beside these, and exports do: they are for the reader, and passed over. */
export const PASSED_OVER: readonly string[] = ['STT', 'TT', 'Số thứ tự', 'Tình trạng', 'Ghi chú', 'note', 'status'];

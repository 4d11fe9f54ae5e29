import type { DocumentReference } from './register.js';

/** The documents that reorganisations rest on. */
export const DOCUMENTS = {
  provinces2025: {
    number: '202/2025/QH15',
    title: 'Nghị quyết về việc sắp xếp đơn vị hành chính cấp tỉnh',
    issuedOn: '2025-06-12',
  },
  communes2025: {
    number: '76/2025/UBTVQH15',
    title: 'Nghị quyết về việc sắp xếp đơn vị hành chính năm 2025',
    issuedOn: '2025-04-14',
  },
  hue2025: {
    number: '175/2024/QH15',
    title: 'Nghị quyết về việc thành lập thành phố Huế trực thuộc trung ương',
    issuedOn: '2024-11-30',
  },
  government2025: {
    number: '176/2025/QH15',
    title: 'Nghị quyết về cơ cấu tổ chức của Chính phủ nhiệm kỳ Quốc hội khóa XV',
    issuedOn: '2025-02-18',
  },
  departments2025: {
    number: '150/2025/NĐ-CP',
    title: 'Nghị định quy định tổ chức các cơ quan chuyên môn thuộc Ủy ban nhân dân cấp tỉnh và cấp xã',
    issuedOn: '2025-06-12',
  },
} as const satisfies Record<string, DocumentReference>;

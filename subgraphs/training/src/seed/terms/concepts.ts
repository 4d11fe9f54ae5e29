import type { GivenTerm } from './given-term.js';

/** The concepts of the domain, by type or field where the schema has one. */
export const CONCEPTS: readonly GivenTerm[] = [
  [
    'cơ quan hành chính nhà nước',
    'state administrative agency',
    'A body that administers: it has to name a spokesperson and publish who it is.',
    'Agency',
  ],
  [
    'đơn vị hành chính',
    'administrative unit',
    'A part of the territory with its own committee: province, district (until 2025-06-30), commune.',
    'AdministrativeUnit',
  ],
  [
    'người phát ngôn',
    'spokesperson',
    'The person a head has assigned to speak to the press regularly.',
    'Spokesperson',
  ],
  [
    'đầu mối cung cấp thông tin',
    'focal point',
    'A post through which the press gets information; it may be a desk without a name, and it may be vacant.',
    'FocalPoint',
  ],
  [
    'đội ngũ truyền thông chính sách',
    'policy-communication staff',
    'Those who communicate an agency’s policies; an internal list.',
    'PolicyCommunicationOfficer',
  ],
  [
    'cơ quan quản lý nhà nước về báo chí',
    'press authority',
    'The ministry in charge of the press: of Information and Communications until 2025-02-28, of Culture, Sports and Tourism since.',
    'Query.pressAuthority',
  ],
  [
    'sổ tay truyền thông chính sách',
    'policy-communication handbook',
    'Its issue opens the classes that wait for it.',
    'HandbookEdition',
  ],
  [
    'lớp tập huấn',
    'training class',
    'A class in which people learn to communicate policy, held by region.',
    'TrainingClass',
  ],
  [
    'chỉ tiêu',
    'target',
    'The share of a tier’s agencies that shall have a published spokesperson: 100 % at all five.',
    'Coverage.target',
  ],
  [
    'tỷ lệ công bố',
    'coverage',
    'How many of the agencies that should have a published spokesperson have one, on a day.',
    'Coverage',
  ],
  [
    'số liệu đã công bố',
    'reported figure',
    'A figure somebody stated, kept beside what the graph computes.',
    'ReportedFigure',
  ],
  [
    'sắp xếp đơn vị hành chính',
    'reorganisation of units',
    'The reform of 2025-07-01: 63 provinces became 34, districts ended.',
    'UnitSuccession',
  ],
  [
    'cách liên lạc',
    'contact point',
    'A number or an address, with its line, its visibility and why it is published.',
    'ContactPoint',
  ],
  [
    'cần gọi ai',
    'whom to call',
    'The person who answers for an agency: assigned, its head, or one of an agency above.',
    'CallRoute',
  ],
  [
    'văn bản pháp luật',
    'legal instrument',
    'A law, decree or other act, with the period in which it binds.',
    'LegalDocument',
  ],
  [
    'chương trình truyền thông chính sách',
    'programme of policy communication',
    'What editions of the handbook and classes are part of.',
    'Programme',
  ],
  ['đăng ký tham dự', 'registration', 'An agency says whom it sends to a class.', 'Registration'],
];

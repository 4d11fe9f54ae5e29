import type { GivenTerm } from './given-term.js';

/** The values of the enums of the law, the handbook and its classes. */
export const PROGRAMME_VALUES: readonly GivenTerm[] = [
  ['luật', 'law', 'An instrument of the National Assembly.', 'LegalDocumentKind.LAW'],
  ['nghị định', 'decree', 'An instrument of the Government.', 'LegalDocumentKind.DECREE'],
  ['nghị quyết', 'resolution', 'An instrument of a collective body.', 'LegalDocumentKind.RESOLUTION'],
  ['quyết định', 'decision', 'An instrument of a person or body in office.', 'LegalDocumentKind.DECISION'],
  ['chỉ thị', 'directive', 'An instruction of the Prime Minister or a minister.', 'LegalDocumentKind.DIRECTIVE'],
  ['thông tư', 'circular', 'An instrument of a minister.', 'LegalDocumentKind.CIRCULAR'],
  ['công văn', 'official letter', 'A letter between agencies.', 'LegalDocumentKind.OFFICIAL_LETTER'],
  ['đang biên soạn', 'in preparation', 'An edition is being written; classes may wait for it.', 'EditionState.DRAFT'],
  ['đã ban hành', 'issued', 'An edition is out; the classes that waited for it are open.', 'EditionState.ISSUED'],
  ['dự kiến', 'planned', 'A class has been announced for a day.', 'ClassState.PLANNED'],
  [
    'chờ sổ tay',
    'waiting for the handbook',
    'A class opens when the edition it waits for is issued.',
    'ClassState.WAITING',
  ],
  ['mở đăng ký', 'open for registration', 'Agencies may register for a class.', 'ClassState.OPEN'],
  ['đã tổ chức', 'held', 'A class has taken place.', 'ClassState.HELD'],
  ['đã hủy', 'cancelled', 'A class will not take place.', 'ClassState.CANCELLED'],
  ['phóng viên', 'reporter', 'An audience of classes.', 'Audience.REPORTER'],
  ['biên tập viên', 'editor', 'An audience of classes.', 'Audience.EDITOR'],
  [
    'cán bộ thông tin cơ sở',
    'grassroots information officer',
    'An audience of classes.',
    'Audience.GRASSROOTS_OFFICER',
  ],
  ['cán bộ truyền thông', 'communication officer', 'An audience of classes.', 'Audience.AGENCY_COMMS'],
];

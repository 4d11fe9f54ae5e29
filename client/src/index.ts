export { type ResumingOptions, resuming } from './resuming.js';

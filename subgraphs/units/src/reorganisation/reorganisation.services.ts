import { isUtf8 } from 'node:buffer';
import {
  badInput,
  bodyOf,
  PublicError,
  principalOf,
  queryOf,
  readAnyDay,
  readDay,
  readQueryText,
  type SubgraphParts,
} from '@phat-ngon/kit';
import type { FastifyPluginAsync, FastifyRequest } from 'fastify';
import { type LineageFile, readLineageFile, undecodable } from '../lineage/read-lineage-file.js';
import { applyReorganisation, type Proposal, previewReorganisation } from './apply-reorganisation.js';
import type { Decree } from './decree.js';
import { describePlan } from './describe-plan.js';
import { toldReorganisation } from './told-reorganisation.js';

/** The country's lineage of 2025, the largest there has been, is 0.75 MB. */
const FILE_LIMIT_BYTES = 16 * 1024 * 1024;

/**
 * `POST /services/reorganisations/preview` and `…/apply`: the body is a lineage file, the query says from which day (`on`), by which
 * document (`number`, `issuedOn`, `title`), and to apply it, by the token of which preview (`preview`). The press authority alone is
 * answered (`FORBIDDEN`).
 */
export function reorganisationServices(parts: SubgraphParts): FastifyPluginAsync {
  return async (scope) => {
    scope.post('/reorganisations/preview', async (request) => {
      requireAuthority(request);
      return describePlan(await previewReorganisation(parts, await readProposal(request)));
    });
    scope.post('/reorganisations/apply', async (request) => {
      const actor = requireAuthority(request);
      const token = readQueryText(request, 'preview', 80);
      return toldReorganisation(await applyReorganisation(parts, await readProposal(request), { token, actor }));
    });
  };
}

/** Who it is that decides, for the record. @throws PublicError `FORBIDDEN` for anybody but the press authority. */
function requireAuthority(request: FastifyRequest): string {
  const { role, subject } = principalOf(request);
  if (role === 'AUTHORITY') return (subject ?? 'authority').slice(0, 120);
  throw new PublicError({
    code: 'FORBIDDEN',
    en: 'The press authority alone reorganises the register.',
    vi: 'Chỉ cơ quan quản lý nhà nước về báo chí được thực hiện sắp xếp trong danh bạ.',
  });
}

async function readProposal(request: FastifyRequest): Promise<Proposal> {
  const decree = readDecree(request);
  const bytes = await readFile(request);
  return { decree, bytes, file: decode(bytes) };
}

function readDecree(request: FastifyRequest): Decree {
  const query = queryOf(request);
  const on = readDay(query.on, 'on');
  const number = readQueryText(request, 'number', 60);
  const title = readQueryText(request, 'title', 300);
  return { on, document: { number, title, issuedOn: readAnyDay(query.issuedOn, 'issuedOn') } };
}

async function readFile(request: FastifyRequest): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bodyOf(request)) {
    size += chunk.length;
    if (size > FILE_LIMIT_BYTES)
      throw badInput(
        'file',
        `file: larger than ${FILE_LIMIT_BYTES} bytes, which is many times the whole country.`,
        `file: lớn hơn ${FILE_LIMIT_BYTES} byte, gấp nhiều lần dữ liệu cả nước.`,
      );
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function decode(bytes: Buffer): LineageFile {
  return isUtf8(bytes) ? readLineageFile(bytes.toString('utf8')) : undecodable();
}

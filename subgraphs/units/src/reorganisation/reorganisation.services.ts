import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { badInput, PublicError, principalOf, readAnyDay, readDay, type SubgraphParts } from '@phat-ngon/kit';
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
      const token = readText(queryOf(request), 'preview', 80);
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
  const decree = readDecree(queryOf(request));
  const bytes = await readFile(request.body);
  return { decree, bytes, file: decode(bytes) };
}

type Query = Readonly<Record<string, unknown>>;

function queryOf({ query }: FastifyRequest): Query {
  return query as Query;
}

function readDecree(query: Query): Decree {
  const on = readDay(query.on, 'on');
  const number = readText(query, 'number', 60);
  return {
    on,
    document: { number, title: readText(query, 'title', 300), issuedOn: readAnyDay(query.issuedOn, 'issuedOn') },
  };
}

function readText(query: Query, name: string, longest: number): string {
  const value = query[name];
  const text = typeof value === 'string' ? value.normalize('NFC').trim() : '';
  if (text !== '' && text.length <= longest) return text;
  throw badInput(
    name,
    `${name}: expected a text of 1 to ${longest} characters in the query.`,
    `${name}: cần một văn bản dài 1 đến ${longest} ký tự trong địa chỉ.`,
  );
}

async function readFile(body: unknown): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  if (body instanceof Readable)
    // The request is left whole when the file is refused: one that is destroyed takes its connection, and the refusal, with it.
    for await (const chunk of body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
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

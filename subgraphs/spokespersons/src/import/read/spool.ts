import { createHash } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { badInput, type PublicError } from '@phat-ngon/kit';
import { LIMITS } from './limits.js';

/** A file that was sent, on disk for as long as it is read. */
export interface SpooledFile {
  readonly handle: FileHandle;
  readonly bytes: number;
  /** SHA-256, hexadecimal. */
  readonly digest: string;
  close(): Promise<void>;
}

/**
 * Puts what is sent on disk, so that memory does not grow with it and an archive can be read from its end. The file has no name: it
 * holds personal data, and is gone with the process, however that ends.
 * @throws PublicError `BAD_USER_INPUT`.
 */
export async function spool(source: AsyncIterable<Uint8Array>): Promise<SpooledFile> {
  const handle = await openNameless();
  try {
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > LIMITS.fileBytes) throw tooLarge();
      hash.update(chunk);
      await handle.writeFile(chunk);
    }
    return { handle, bytes, digest: hash.digest('hex'), close: () => handle.close() };
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** Opens a file of this process's own that has no name any more. */
export async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'phat-ngon-import-'));
  try {
    return await open(join(folder, 'file'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The bytes of a file in parts. */
export async function* partsOf(handle: FileHandle): AsyncGenerator<Buffer, void, undefined> {
  for (let position = 0; ; ) {
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(PART_BYTES), 0, PART_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

const PART_BYTES = 64 * 1024;

function tooLarge(): PublicError {
  const most = LIMITS.fileBytes / (1024 * 1024);
  return badInput(
    'file',
    `A file may have ${most} MiB at most; split it.`,
    `Tệp chỉ được tối đa ${most} MiB; hãy chia nhỏ.`,
  );
}

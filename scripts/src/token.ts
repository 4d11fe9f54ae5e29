import { parseArgs } from 'node:util';
import { ROLES, type Role } from '@phat-ngon/kit';
import { SignJWT } from 'jose';
import { developmentSecret } from './development-secret.js';
import { runCommand } from './run-command.js';

const USAGE = `usage: npm run -s token -- --role ${ROLES.map((role) => role.toLowerCase()).join('|')} [--agency UID]… [--subject NAME] [--hours N]`;

/** Who may ask for the whole country at once. */
const UNLIMITED: readonly Role[] = ['PARTNER', 'REVIEWER', 'AUTHORITY'];

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      role: { type: 'string' },
      agency: { type: 'string', multiple: true, default: [] },
      subject: { type: 'string' },
      hours: { type: 'string', default: '12' },
    },
  });
  const role = ROLES.find((known) => known === values.role?.toUpperCase());
  const hours = Number(values.hours);
  if (role === undefined || !(hours > 0)) throw new Error(USAGE);
  const free = UNLIMITED.includes(role) ? { costLimit: null } : {};
  const token = await new SignJWT({ role, agencies: values.agency, scopes: [], ...free })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('phat-ngon')
    .setSubject(values.subject ?? `development-${role.toLowerCase()}`)
    .setIssuedAt()
    .setExpirationTime(`${hours}h`)
    .sign(new TextEncoder().encode(await developmentSecret()));
  process.stdout.write(`${token}\n`);
});

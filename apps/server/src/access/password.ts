/** Passwords: argon2id with the parameters OWASP names first for it (19 MiB, two passes, one lane). */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(argon2);
const MEMORY_KIB = 19_456;
const PASSES = 2;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** @returns "argon2id$memory$passes$salt$tag". */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const tag = await tagOf(password, salt, MEMORY_KIB, PASSES);
  return ['argon2id', MEMORY_KIB, PASSES, salt.toString('base64url'), tag.toString('base64url')].join('$');
}

/** `stored` null (no such account) or empty (one that nobody signs in with) takes as long as a wrong password, so that names cannot be probed by the clock. */
export async function passwordMatches(password: string, stored: string | null): Promise<boolean> {
  const [, memory, passes, salt = '', tag = ''] = stored?.split('$') ?? [];
  if (!stored) {
    await tagOf(password, randomBytes(SALT_BYTES), MEMORY_KIB, PASSES);
    return false;
  }
  const derived = await tagOf(password, Buffer.from(salt, 'base64url'), Number(memory), Number(passes));
  return timingSafeEqual(derived, Buffer.from(tag, 'base64url'));
}

function tagOf(password: string, nonce: Buffer, memory: number, passes: number): Promise<Buffer> {
  const message = password.normalize('NFC');
  return derive('argon2id', { message, nonce, memory, passes, parallelism: 1, tagLength: TAG_BYTES });
}

/** Keeps what a sheet was signed with, beside the event that carries its hash. */
import { isSigned } from '@leitai/contract/ink';
import type { Returned, Signature, SignatureInput } from '@leitai/contract';
import { Prisma, Refused, sha256, type Transaction } from '@leitai/database';

/** What is kept of it. A typed name is the session's, never the message's. @throws Refused 'sheet.unsigned' for less ink than a signature has. */
export function signatureBy(name: string, input: SignatureInput): Signature {
  if (input.type === 'typed') return { type: 'typed', name };
  if (!isSigned(input.strokes)) throw new Refused('sheet.unsigned');
  return { type: 'drawn', strokes: input.strokes };
}

type Signed = { readonly eventId: string; readonly id: string; readonly version: number; readonly returned: Returned | null };

/** @param sheet with the version it has as handed in, and the return that was open before. @returns the signature's hash, for the event. */
export async function keepSignature(tx: Transaction, { eventId, id, version, returned }: Signed, signature: Signature): Promise<string> {
  const body = JSON.stringify(signature);
  const hash = sha256(body);
  await tx.signature.create({ data: { eventId, sheetId: id, version, body, hash, returned: returned ?? Prisma.DbNull } });
  return hash;
}

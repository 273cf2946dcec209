/** The installation's key pair: in the database, because every process signs with the same one and a restored database must go on with it. */
import { generateKeyPairSync } from 'node:crypto';
import type { Database, Transaction } from '../client.ts';
import type { SigningKeyModel } from '../generated/models.ts';
import { thumbprint } from './signature.ts';

/** Keys without a private half came with events from elsewhere: what they signed can be checked here, and no more. */
const OWN = { privateKey: { not: null } };

type OwnKey = SigningKeyModel & { readonly privateKey: string };
type PublicKey = Pick<SigningKeyModel, 'id' | 'publicKey' | 'createdAt'>;

/** Null until a certificate is issued. The private half is not read. */
export const publicKey = (db: Database | Transaction): Promise<PublicKey | null> => db.signingKey.findFirst({ where: OWN, select: { id: true, publicKey: true, createdAt: true } });

/** Made when first asked for; of two who make one at once both get the first's. */
export async function signingKey(tx: Transaction): Promise<OwnKey> {
  const known = await tx.signingKey.findFirst({ where: OWN });
  if (known) return known as OwnKey;
  const made = generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
  await tx.$executeRaw`
    INSERT INTO signing_key (id, public_key, private_key) VALUES (${thumbprint(made.publicKey)}, ${made.publicKey}, ${made.privateKey}) ON CONFLICT DO NOTHING`;
  return (await tx.signingKey.findFirstOrThrow({ where: OWN })) as OwnKey;
}

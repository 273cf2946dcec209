/** A certificate as an Open Badge 3.0 (1EdTech): as much of the standard's AchievementCredential as we fill in, strictly. */
import { z } from 'zod';
import { Instant } from './basics.ts';

export const BADGE_CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json'] as const;
export const BADGE_SCHEMA = 'https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json';

const Context = z.tuple([z.literal(BADGE_CONTEXT[0]), z.literal(BADGE_CONTEXT[1])]);
const Urn = z.templateLiteral(['urn:uuid:', z.uuid()]);
const Did = z.string().regex(/^did:key:z6Mk[1-9A-HJ-NP-Za-km-z]+$/);

/** A Data Integrity proof of the suite eddsa-jcs-2022 (W3C, Data Integrity EdDSA Cryptosuites v1.0). */
export const BadgeProof = z.strictObject({
  '@context': Context,
  type: z.literal('DataIntegrityProof'),
  cryptosuite: z.literal('eddsa-jcs-2022'),
  created: Instant,
  verificationMethod: z.string(),
  proofPurpose: z.literal('assertionMethod'),
  /** Base58 (Bitcoin's alphabet) after a "z". */
  proofValue: z.string().regex(/^z[1-9A-HJ-NP-Za-km-z]+$/),
});
export type BadgeProof = z.infer<typeof BadgeProof>;

export const UnsignedBadge = z.strictObject({
  '@context': Context,
  id: Urn,
  type: z.tuple([z.literal('VerifiableCredential'), z.literal('OpenBadgeCredential')]),
  name: z.string(),
  issuer: z.strictObject({ id: Did, type: z.tuple([z.literal('Profile')]), name: z.string() }),
  validFrom: Instant,
  validUntil: Instant.exactOptional(),
  credentialSubject: z.strictObject({
    type: z.tuple([z.literal('AchievementSubject')]),
    identifier: z.tuple([z.strictObject({ type: z.literal('IdentityObject'), hashed: z.literal(false), identityHash: z.string(), identityType: z.literal('name') })]),
    licenseNumber: z.string(),
    narrative: z.string(),
    achievement: z.strictObject({
      id: Urn,
      type: z.tuple([z.literal('Achievement')]),
      achievementType: z.enum(['Award', 'Certificate', 'Certification']),
      name: z.string(),
      description: z.string(),
      criteria: z.strictObject({ narrative: z.string() }),
    }),
  }),
  credentialSchema: z.tuple([z.strictObject({ id: z.literal(BADGE_SCHEMA), type: z.literal('1EdTechJsonSchemaValidator2019') })]),
});
export type UnsignedBadge = z.infer<typeof UnsignedBadge>;

export const OpenBadge = UnsignedBadge.extend({ proof: z.tuple([BadgeProof]) });
export type OpenBadge = z.infer<typeof OpenBadge>;

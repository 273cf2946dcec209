/** A certificate as a signed Open Badge 3.0: made of its payload alone, so that the same certificate always gives the same badge. */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { BADGE_CONTEXT, BADGE_SCHEMA, type BadgeProof, type CertificatePayload, type OpenBadge, type Text, type UnsignedBadge } from '@leitai/contract';
import { base58 } from '@scure/base';
import { canonical, didOf } from './signature.ts';

const both = ({ zh, en }: Text): string => (zh === en ? zh : `${zh} ${en}`);
const lines = ({ zh, en }: Text): string => `${zh}\n\n${en}`;
const context = (): UnsignedBadge['@context'] => [...BADGE_CONTEXT];
const sha256 = (text: string): Buffer => createHash('sha256').update(text, 'utf8').digest();

/** An achievement is the award of this post at this event: the same for everybody who holds it. */
function achievementId({ event, post, award, title }: CertificatePayload): string {
  const hex = sha256(canonical([event, post, award ?? title])).toString('hex');
  // As a UUID of the owner's own making (RFC 9562, version 8).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** @param did of the installation, which issues it; the organiser's name is the issuer's. */
function badgeOf(payload: CertificatePayload, did: string): UnsignedBadge {
  const { id, number, name, event, post, award, title, text, issuer, issuedAt, qualification } = payload;
  return {
    '@context': context(),
    id: `urn:uuid:${id}`,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: both(award ?? title),
    issuer: { id: did, type: ['Profile'], name: both(issuer) },
    validFrom: issuedAt,
    ...(qualification && { validUntil: `${qualification.until}T23:59:59Z` }),
    credentialSubject: {
      type: ['AchievementSubject'],
      identifier: [{ type: 'IdentityObject', hashed: false, identityHash: name, identityType: 'name' }],
      licenseNumber: number,
      narrative: lines(text),
      achievement: {
        id: `urn:uuid:${achievementId(payload)}`,
        type: ['Achievement'],
        achievementType: qualification ? 'Certification' : award ? 'Award' : 'Certificate',
        name: both(award ?? title),
        description: `${both(event)} · ${both(post)}`,
        criteria: { narrative: qualification ? `实操考核通过，等级${qualification.grade.zh}。\n\nPassed the practical check with the grade ${qualification.grade.en}.` : award ? '按公示无异议后的最终名次授予。\n\nAwarded by the final standings, after the period for objections.' : '完成比赛并取得最终成绩。\n\nTook part and has a final result.' },
      },
    },
    credentialSchema: [{ id: BADGE_SCHEMA, type: '1EdTechJsonSchemaValidator2019' }],
  };
}

/** What eddsa-jcs-2022 signs (section 3.3 of the suite): the hash of the proof's options, then the hash of the document without its proof. */
export const proofData = (document: object, options: object): Buffer => Buffer.concat([sha256(canonical(options)), sha256(canonical(document))]);

/** @param keys of the installation, as PEM. */
export function signBadge(payload: CertificatePayload, { publicKey, privateKey }: { readonly publicKey: string; readonly privateKey: string }): OpenBadge {
  const did = didOf(publicKey);
  const badge = badgeOf(payload, did);
  const options: Omit<BadgeProof, 'proofValue'> = {
    '@context': context(), type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', created: payload.issuedAt,
    verificationMethod: `${did}#${did.slice('did:key:'.length)}`, proofPurpose: 'assertionMethod',
  };
  return { ...badge, proof: [{ ...options, proofValue: `z${base58.encode(sign(null, proofData(badge, options), createPrivateKey(privateKey)))}` }] };
}

/** Whether the badge is signed by this key, and issued under it. @param publicKey PEM. */
export function bearsProof({ proof: [{ proofValue, ...options }], ...badge }: OpenBadge, publicKey: string): boolean {
  const did = didOf(publicKey);
  if (badge.issuer.id !== did || options.verificationMethod !== `${did}#${did.slice('did:key:'.length)}`) return false;
  try {
    return verify(null, proofData(badge, options), createPublicKey(publicKey), base58.decode(proofValue.slice(1)));
  } catch {
    return false;
  }
}

/** Certificates (证书): issued from final results, numbered, signed, verified by anybody, revoked by two people. */
import { z } from 'zod';
import { ContestState, Id, Instant, Plain, Text } from './basics.ts';
import { unknownMarkers } from './certificate-template.ts';
import { Reason } from './message.ts';

/** "2026-A-001": the event's prefix, the contest's letter, a number without gaps. */
export const CertificateNumber = z.string().regex(/^[A-Z0-9]{1,12}-[A-Z0-9]{1,4}-\d{3,6}$/);
export const CertificatePrefix = z.string().regex(/^[A-Z0-9]{1,12}$/);
/** `plaque`: of a demonstration post, whose holder is a team. */
export const CertificateKind = z.enum(['award', 'participation', 'qualification', 'plaque']);
export type CertificateKind = z.infer<typeof CertificateKind>;
export const CertificateLayout = z.enum(['landscape', 'portrait']);
export type CertificateLayout = z.infer<typeof CertificateLayout>;

/** As much as fits a page. */
const Words = Plain.trim().min(1).max(200).refine((text) => unknownMarkers(text).length === 0);
const Template = z.strictObject({ title: Text, body: z.strictObject({ zh: Words, en: Words }) });

export const CertificatePlan = z.strictObject({
  prefix: CertificatePrefix,
  issuer: Text,
  /** The day that is printed. */
  date: z.iso.date(),
  layout: CertificateLayout,
  award: Template,
  participation: Template,
  /** Of a practical check; absent: the words that stand there by default. */
  qualification: Template.exactOptional(),
  /** Whether those who have a place and no award get one of the second kind. */
  withParticipation: z.boolean(),
});
export type CertificatePlan = z.infer<typeof CertificatePlan>;

/** What a certificate of a practical check says of the post it qualifies for (持证上岗). `until` is the last day it holds; `renews` the number of the one before it. */
export const QualificationTerms = z.strictObject({ postCode: z.string(), grade: Text, score: z.string(), from: z.iso.date(), until: z.iso.date(), renews: z.string().nullable() });
export type QualificationTerms = z.infer<typeof QualificationTerms>;

/** What is signed, as RFC 8785 (JCS) writes it. Nothing in it is looked up elsewhere, so that a copy says everything. */
export const CertificatePayload = z.strictObject({
  format: z.literal('leitai-certificate/1'),
  id: Id,
  number: CertificateNumber,
  kind: CertificateKind,
  name: z.string(),
  event: Text,
  post: Text,
  award: Text.nullable(),
  rank: z.int(),
  tied: z.boolean(),
  qualification: QualificationTerms.exactOptional(),
  title: Text,
  text: z.strictObject({ zh: z.string(), en: z.string() }),
  issuer: Text,
  date: z.iso.date(),
  layout: CertificateLayout,
  issuedAt: Instant,
  /** The number of the revoked certificate it takes the place of. */
  replaces: CertificateNumber.nullable(),
});
export type CertificatePayload = z.infer<typeof CertificatePayload>;

/** The certificate's own file: checked with the public key and nothing else. */
export const CertificateFile = z.strictObject({
  payload: CertificatePayload,
  /** `key` names the public key by its thumbprint (RFC 7638); `value` is base64url. */
  signature: z.strictObject({ algorithm: z.literal('Ed25519'), canonicalization: z.literal('RFC8785'), key: z.string(), value: z.string() }),
});
export type CertificateFile = z.infer<typeof CertificateFile>;

/** The installation's public key, as PEM and as the identifier Open Badges are issued under. */
export const CertificateKey = z.object({ id: z.string(), pem: z.string(), did: z.string(), createdAt: Instant });
export type CertificateKey = z.infer<typeof CertificateKey>;

const Signed = z.object({ name: z.string(), at: Instant });
export const CertificateRevocation = z.object({
  id: Id,
  state: z.enum(['proposed', 'approved', 'rejected']),
  reason: z.string(),
  asked: Signed,
  decided: Signed.nullable(),
});
export type CertificateRevocation = z.infer<typeof CertificateRevocation>;

export const IssuedCertificate = z.object({
  contestId: Id,
  payload: CertificatePayload,
  issuedBy: z.string(),
  /** The latest, if revoking was ever asked for. */
  revocation: CertificateRevocation.nullable(),
  /** The number of the one that took its place. */
  replacedBy: z.string().nullable(),
});
export type IssuedCertificate = z.infer<typeof IssuedCertificate>;

export const Certificates = z.object({
  eventName: Text,
  /** A practical check qualifies for a post; other events honour. */
  qualifies: z.boolean(),
  /** Null until the organiser has decided how they look. */
  plan: CertificatePlan.nullable(),
  key: CertificateKey.nullable(),
  /** `due`: how many could be issued now; only of a final contest. */
  contests: z.array(z.object({ id: Id, letter: z.string(), name: Text, state: ContestState, due: z.int(), issued: z.int() })),
  certificates: z.array(IssuedCertificate),
});
export type Certificates = z.infer<typeof Certificates>;

export const RevocationAsked = z.strictObject({ reason: Reason });

/** What anybody learns of a number. `frozen`: it was issued while the contest's results are not to be seen, so nothing is said of it yet. */
export const CertificateCheck = z.discriminatedUnion('status', [
  z.object({ status: z.literal('frozen'), number: CertificateNumber }),
  z.object({
    /**
     * `elsewhere`: it bears its signature, by a key of another installation, which only that one can vouch for. `broken`: what is stored does not bear its signature.
     * Only qualifications and plaques expire, or are suspended.
     */
    status: z.enum(['valid', 'elsewhere', 'revoked', 'broken', 'expired', 'suspended']),
    number: CertificateNumber,
    kind: CertificateKind,
    /** A person's masked: 周*. */
    name: z.string(),
    event: Text,
    post: Text,
    award: Text.nullable(),
    title: Text,
    issuer: Text,
    date: z.iso.date(),
    issuedAt: Instant,
    /** The public key's thumbprint. */
    key: z.string(),
    /** Who vouches: null where the key is this installation's; else nobody here, and when the key came with an event file, if that is known. */
    keyFrom: z.object({ takenInAt: Instant.nullable() }).nullable(),
    qualification: QualificationTerms.exactOptional(),
    /** The last day a plaque holds. */
    until: z.iso.date().exactOptional(),
    suspended: z.object({ at: Instant, reason: z.string() }).nullable(),
    revoked: z.object({ at: Instant, reason: z.string() }).nullable(),
    replaces: z.string().nullable(),
    replacedBy: z.string().nullable(),
  }),
]);
export type CertificateCheck = z.infer<typeof CertificateCheck>;

export const HolderName = z.strictObject({ name: Plain.trim().min(1).max(100) });

/** The contestant's own, as the result page shows it. */
export const OwnCertificate = z.object({ payload: CertificatePayload, revoked: z.object({ at: Instant, reason: z.string() }).nullable() });
export type OwnCertificate = z.infer<typeof OwnCertificate>;

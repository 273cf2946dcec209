// The suite's own example (W3C, Data Integrity EdDSA Cryptosuites v1.0, B.3 "Representation: eddsa-jcs-2022"), and what a badge is made of.
import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { DEFAULT_WORDS, OpenBadge, type CertificatePayload } from '@leitai/contract';
import { base58 } from '@scure/base';
import { expect, test } from 'vitest';
import { bearsProof, proofData, signBadge } from './badge.ts';
import { didOf } from './signature.ts';

const MULTIKEY = 'z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2';
const CONTEXT = ['https://www.w3.org/ns/credentials/v2', 'https://www.w3.org/ns/credentials/examples/v2'];
const DOCUMENT = {
  '@context': CONTEXT, id: 'urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33', type: ['VerifiableCredential', 'AlumniCredential'], name: 'Alumni Credential',
  description: 'A minimum viable example of an Alumni Credential.', issuer: 'https://vc.example/issuers/5678', validFrom: '2023-01-01T00:00:00Z',
  credentialSubject: { id: 'did:example:abcdefgh', alumniOf: 'The School of Examples' },
};
const OPTIONS = {
  type: 'DataIntegrityProof', cryptosuite: 'eddsa-jcs-2022', created: '2023-02-24T23:36:38Z', verificationMethod: `did:key:${MULTIKEY}#${MULTIKEY}`,
  proofPurpose: 'assertionMethod', '@context': CONTEXT,
};
const PROOF = 'z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX';

test('hashes and verifies the example of the standard', () => {
  const data = proofData(DOCUMENT, OPTIONS);
  expect(data.toString('hex')).toBe('66ab154f5c2890a140cb8388a22a160454f80575f6eae09e5a097cabe539a1db59b7cb6251b8991add1ce0bc83107e3db9dbbab5bd2c28f687db1a03abc92f19');
  const x = Buffer.from(base58.decode(MULTIKEY.slice(1)).subarray(2)).toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  expect(didOf(key.export({ type: 'spki', format: 'pem' }) as string)).toBe(`did:key:${MULTIKEY}`);
  expect(verify(null, data, key, base58.decode(PROOF.slice(1)))).toBe(true);
  expect(verify(null, proofData({ ...DOCUMENT, name: 'Another' }, OPTIONS), key, base58.decode(PROOF.slice(1)))).toBe(false);
});

const keys = () => generateKeyPairSync('ed25519', { publicKeyEncoding: { type: 'spki', format: 'pem' }, privateKeyEncoding: { type: 'pkcs8', format: 'pem' } });
const payload: CertificatePayload = {
  format: 'leitai-certificate/1', id: '01890000-0000-7000-8000-000000000000', number: '2026-B-002', kind: 'award', name: '周宁', event: { zh: '第六届竞赛', en: 'Sixth competition' },
  post: { zh: '会务服务', en: 'Conference service' }, award: { zh: '二等奖', en: 'Second prize' }, rank: 2, tied: false, title: DEFAULT_WORDS.award.title, text: { zh: '周宁获二等奖', en: '周宁, Second prize' },
  issuer: { zh: '市机关事务管理局', en: 'The bureau' }, date: '2026-05-23', layout: 'landscape', issuedAt: '2026-05-23T08:00:00.000Z', replaces: null,
};

test('a badge is signed by its own key only, and two holders of one award share its achievement', () => {
  const [pair, other] = [keys(), keys()];
  const badge = OpenBadge.parse(signBadge(payload, pair));
  expect(bearsProof(badge, pair.publicKey)).toBe(true);
  expect(bearsProof(badge, other.publicKey)).toBe(false);
  const again = signBadge({ ...payload, id: '01890000-0000-7000-8000-000000000001', name: '林晓' }, pair);
  const third = signBadge({ ...payload, award: { zh: '三等奖', en: 'Third prize' } }, pair);
  expect(again.credentialSubject.achievement.id).toBe(badge.credentialSubject.achievement.id);
  expect(third.credentialSubject.achievement.id).not.toBe(badge.credentialSubject.achievement.id);
  const [proof] = badge.proof;
  expect(bearsProof({ ...badge, proof: [{ ...proof, created: '2027-01-01T00:00:00.000Z' }] }, pair.publicKey)).toBe(false);
  expect(bearsProof({ ...badge, proof: [{ ...proof, proofValue: 'z1' }] }, pair.publicKey)).toBe(false);
});

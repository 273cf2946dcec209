/** Checks a certificate's file, or its Open Badge, with the public key and nothing else. */
import { CertificateFile, OpenBadge } from '@leitai/contract';
import { bearsProof } from './badge.ts';
import { bearsSignature, canonical, thumbprint } from './signature.ts';

/** `says`: who, what and the number, of a file whose signature holds. `wrong`: why it does not. */
export type Checked = { readonly ok: true; readonly says: readonly string[] } | { readonly ok: false; readonly wrong: 'unreadable' | 'other-key' | 'signature' };

/** @param text of the file. @param publicKey PEM. @throws TypeError when the key is none. */
export function checkFile(text: string, publicKey: string): Checked {
  const key = thumbprint(publicKey);
  const json = parsed(text);
  const file = CertificateFile.safeParse(json);
  if (file.success) {
    const { payload, signature } = file.data;
    if (signature.key !== key) return { ok: false, wrong: 'other-key' };
    if (!bearsSignature(canonical(payload), signature.value, publicKey)) return { ok: false, wrong: 'signature' };
    return { ok: true, says: [payload.number, payload.name, payload.text.zh, payload.text.en, payload.issuer.zh, payload.date] };
  }
  const badge = OpenBadge.safeParse(json);
  if (!badge.success) return { ok: false, wrong: 'unreadable' };
  if (!bearsProof(badge.data, publicKey)) return { ok: false, wrong: 'signature' };
  const { licenseNumber, identifier: [{ identityHash }], narrative } = badge.data.credentialSubject;
  return { ok: true, says: [licenseNumber, identityHash, narrative, badge.data.issuer.name, badge.data.validFrom] };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

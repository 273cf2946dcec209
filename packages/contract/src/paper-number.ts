/** The number on a printed blank sheet: whose it is and which judge's, with check digits, so that no sheet is typed in for somebody else. */

export type PaperPlace = {
  /** The entrant's, with the contest's letter: "A-07". */
  readonly code: string;
  readonly seat: number;
  /** From 1. */
  readonly attempt: number;
};

/** "A-07-3-1-83": code, judge's seat, attempt, two check digits. */
export const paperNumber = ({ code, seat, attempt }: PaperPlace): string => {
  const number = `${code}-${seat}-${attempt}`;
  return `${number}-${checkDigits(number)}`;
};

/** Takes what people type: either width, small letters, blanks or dots for dashes. Null for what is no number, or whose check digits do not fit. */
export function parsePaperNumber(typed: string): PaperPlace | null {
  const parts = typed.normalize('NFKC').trim().toUpperCase().split(/[\s._–—-]+/u);
  const found = /^([A-Z]{1,4}-\d{1,4})-([1-9]\d?)-([1-9]\d?)-(\d\d)$/.exec(parts.join('-'));
  if (!found) return null;
  const [, code, seat, attempt, digits] = found as unknown as [string, string, string, string, string];
  return checkDigits(`${code}-${seat}-${attempt}`) === digits ? { code, seat: Number(seat), attempt: Number(attempt) } : null;
}

/** ISO/IEC 7064, MOD 97-10, over letters as IBAN has them (A is 10) and the dash as 36: a wrong or exchanged character always shows. */
function checkDigits(number: string): string {
  const worth = [...number].map((sign) => (sign === '-' ? 36 : parseInt(sign, 36))).join('');
  return String(98 - Number(BigInt(`${worth}00`) % 97n)).padStart(2, '0');
}

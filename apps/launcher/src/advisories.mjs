// What `npm audit --json` says, read: known faults of packages, or that the registry gave no answer, which is not the same as none.

/**
 * @typedef {{ readonly name: string, readonly severity: string }} Fault
 * @typedef {{ readonly answered: true, readonly faults: readonly Fault[], readonly grave: boolean } | { readonly answered: false, readonly why: string }} Verdict
 */

const GRAVE = new Set(['high', 'critical']);

/**
 * @param {string} output what the command printed
 * @returns {Verdict}
 */
export function verdictOf(output) {
  const report = parsed(output);
  if (!report || typeof report.vulnerabilities !== 'object') return { answered: false, why: report?.statusCode ? `HTTP ${report.statusCode}` : String(report?.error?.code ?? '…') };
  const faults = Object.values(report.vulnerabilities).map(({ name, severity }) => ({ name, severity }));
  return { answered: true, faults, grave: faults.some(({ severity }) => GRAVE.has(severity)) };
}

/** @param {string} output */
function parsed(output) {
  try {
    return JSON.parse(output);
  } catch {
    return null;
  }
}

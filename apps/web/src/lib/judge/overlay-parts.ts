/** What may lie over a sheet besides the keypad: not needed before the first mark, so fetched behind the desk. */
export { default as ClauseSheet } from './ClauseSheet.svelte';
export { default as ConflictDialog } from './ConflictDialog.svelte';
export { default as EvidenceSheet } from './evidence/EvidenceSheet.svelte';
export { default as VetoDialog } from './VetoDialog.svelte';

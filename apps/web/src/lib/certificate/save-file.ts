/** Hands a JSON document to the browser to keep. */
export function saveJson(name: string, value: unknown): void {
  save(name, JSON.stringify(value, null, 2), 'application/json');
}

export function save(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  // The download has its own hold on it once it has begun, which is not yet when the click returns.
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

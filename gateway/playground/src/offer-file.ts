/** Long enough for a browser that asks its reader where to. */
const KEPT_MS = 60_000;

/** Has the browser save a text as a file. Nothing is sent anywhere. */
export function offerFile(name: string, type: string, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_MS);
}

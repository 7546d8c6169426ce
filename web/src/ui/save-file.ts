// Gives a person a file that was made on this device or fetched for it.

export function saveFile(name: string, content: BlobPart, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  // the browser has taken it over by the next task
  setTimeout(() => URL.revokeObjectURL(link.href), 0);
}

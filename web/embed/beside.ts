// Where this script came from: in the small edition everything else lies beside it.
const HERE = (document.currentScript as HTMLScriptElement | null)?.src || document.baseURI;

export function beside(name: string): string {
  return new URL(name, HERE).href;
}

/** Pages that differ from theme/print.css while they are on the screen. A rule in a component's own style would stay for every later print. */

/** What stands in the margins of every page of a document. */
export type Margins = { readonly landscape: boolean; readonly cover: boolean; readonly head: readonly [left: string, right: string]; readonly foot: string };

/** A text as CSS quotes it. */
const quoted = (text: string): string => `"${text.replace(/["\\\n\r\f<]/g, (sign) => `\\${sign.codePointAt(0)!.toString(16)} `)}"`;

export function pageRule({ landscape, cover, head: [left, right], foot }: Margins): string {
  const small = "font: 8.5pt 'Noto Sans CJK SC', sans-serif; color: #333;";
  return `@page {
  size: A4 ${landscape ? 'landscape' : 'portrait'};
  margin: 17mm 14mm 15mm;
  @top-left { content: ${quoted(left)}; ${small} }
  @top-right { content: ${quoted(right)}; ${small} }
  @bottom-left { content: ${quoted(foot)}; ${small} }
  @bottom-right { content: counter(page) ' / ' counter(pages); ${small} }
}
${cover ? '@page :first { @top-left { content: none; } @top-right { content: none; } }' : ''}`;
}

/** Cards to cut out: nothing but them. */
export const CARDS = '@page { margin: 12mm; @bottom-right { content: none; } }';

/** In force until the returned function is called. */
export function applyPageRule(rule: string): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}

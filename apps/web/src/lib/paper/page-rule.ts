/** What stands in the margins of every printed page: no element can, so it is written as a style sheet of its own. */

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

/** In force until the returned function is called. */
export function applyPageRule(margins: Margins): () => void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(pageRule(margins));
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  return () => {
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}

/** Looks at JSON from elsewhere before it is parsed: lists in lists by the million stall a running event and fill its memory. */

/** Far above what the product writes. */
const MOST_OPEN = 10_000;
const [QUOTE, ESCAPE, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [...'"\\[]{}'].map((sign) => sign.charCodeAt(0));

/** Whether lists and objects lie in one another deeper than that. What is no JSON at all is found by who parses it. */
export function tooDeep(json: string): boolean {
  let [open, quoted] = [0, false];
  for (let at = 0; at < json.length; at += 1) {
    const sign = json.charCodeAt(at);
    if (sign === QUOTE) quoted = !quoted;
    else if (quoted) at += Number(sign === ESCAPE);
    else if (sign === OPEN_LIST || sign === OPEN_OBJECT) {
      open += 1;
      if (open > MOST_OPEN) return true;
    } else if (sign === CLOSE_LIST || sign === CLOSE_OBJECT) open -= 1;
  }
  return false;
}

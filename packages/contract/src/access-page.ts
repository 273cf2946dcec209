/** How many entries of the access log one answer holds at most: fewer are the last. Without zod: the page asks by it. */
export const ACCESS_PAGE = 200;

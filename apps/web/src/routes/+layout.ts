/** Every surface is a live client application; the server sends the shell. */
export const ssr = false;

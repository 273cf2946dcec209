/** How the shell is answered. */
import type { Handle } from '@sveltejs/kit/hooks';

/**
 * The shell goes out whole each time: a "not modified" answer would come without the policy that names its inline script,
 * and the browser would then refuse to run the page it has kept.
 */
export const handle: Handle = async ({ event, resolve }) => {
  const response = await resolve(event);
  response.headers.delete('etag');
  return response;
};

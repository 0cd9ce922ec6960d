/** The longest address that may stand in a document, in UTF-16 code units. */
const LENGTH_MAX = 2_048;

/** A host and perhaps a port. No `@`, so no credentials; ASCII, as a browser writes international names. */
const AUTHORITY = /^([A-Za-z0-9._~-]+|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?$/;

/** White space, control characters, and characters that are invisible or turn the direction of writing. */
const UNSEEN =
  /[\0-\x20\x7f-\xa0\u00ad\u061c\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\ufff9-\ufffb]/;

/** Segments of harmless characters that do not start with a dot: no way to climb out of the folder. */
const UPLOAD = /^\/uploads(\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/;

/** Whether a link may lead there: http, https or mailto, no credentials, nothing unseen. */
export function isLink(url: string): boolean {
  if (!isVisible(url)) return false;
  const lower = url.toLowerCase();
  if (lower.startsWith("mailto:")) return url.length > "mailto:".length;
  return isHttps(url) || (lower.startsWith("http://") && hasPlainAuthority(url.slice("http://".length)));
}

/** Which images a document may show, the operator's choice: uploads to this server, or also any by https. */
export type ImagePolicy = "OWN_UPLOADS" | "OWN_UPLOADS_AND_HTTPS";

/** Whether an image may have this address. */
export function isImageAddress(url: string, policy: ImagePolicy): boolean {
  if (url.length > LENGTH_MAX) return false;
  return UPLOAD.test(url) || (policy === "OWN_UPLOADS_AND_HTTPS" && isHttps(url));
}

function isHttps(url: string): boolean {
  return isVisible(url) && url.toLowerCase().startsWith("https://") && hasPlainAuthority(url.slice("https://".length));
}

function isVisible(url: string): boolean {
  return url.length <= LENGTH_MAX && !UNSEEN.test(url);
}

function hasPlainAuthority(afterScheme: string): boolean {
  return AUTHORITY.test(afterScheme.split(/[/?#]/, 1)[0] ?? "");
}

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
/** A URL that a browser may follow: no port but those of HTTP and HTTPS. */
const LINK = new RegExp(
  `\\bhttps?://((?:${LABEL}\\.){2,}[a-z](?:[a-z0-9-]*[a-z0-9]))(?![\\w.-])(?!:(?!80\\b|443\\b)\\d)`,
  'gi',
);
const INSIDE = /\.(?:svc|cluster\.local)$/;

const NONE: readonly string[] = [];

/** Host names of three parts and more in URLs of a text, but those of the cluster. */
export function linksIn(value: string): readonly string[] {
  if (!value.includes('://')) return NONE;
  const hosts = [...value.matchAll(LINK)]
    .map(([, host = '']) => host.toLowerCase())
    .filter((host) => !INSIDE.test(host));
  return hosts.length > 0 ? [...new Set(hosts)] : NONE;
}

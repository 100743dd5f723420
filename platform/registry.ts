/** Where a site's nodes pull images from. Pure: the same reference always maps to the same one. */
export interface Registry {
  /** What every image of the site starts with; empty where upstream registries are used as they are. */
  readonly prefix: string;
  /** An upstream reference as this registry has it. Throws a `RangeError` on a malformed reference. */
  rewrite(image: string): string;
  /** Name of the pull Secret to reference in every pod, where nodes cannot pull on their own. */
  readonly pullSecret?: string;
}

/** An image reference taken apart, in canonical form: `redis:8` is `docker.io`, `library/redis`, tag `8`. */
export interface ImageReference {
  readonly domain: string;
  readonly path: string;
  readonly tag?: string;
  readonly digest?: string;
}

const PATH = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^[a-z0-9]+:[0-9a-f]{32,}$/;

/**
 * Takes an image reference apart as container runtimes do (distribution/reference, normalize.go): the first part is a
 * registry only if it has a dot or colon, is `localhost`, or has an upper-case letter; otherwise the image is on Docker Hub.
 */
export function parseImage(image: string): ImageReference {
  const [name = '', digest] = image.split('@', 2);
  const colon = name.lastIndexOf(':');
  const tagged = colon > name.lastIndexOf('/');
  const tag = tagged ? name.slice(colon + 1) : undefined;
  const { domain, path } = splitDomain(tagged ? name.slice(0, colon) : name);
  if (!PATH.test(path) || (tag !== undefined && !TAG.test(tag)) || (digest !== undefined && !DIGEST.test(digest)))
    throw new RangeError(`"${image}" is not an image reference`);
  return { domain, path, ...(tag === undefined ? {} : { tag }), ...(digest === undefined ? {} : { digest }) };
}

function splitDomain(name: string): { readonly domain: string; readonly path: string } {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isDomain = first === 'localhost' || /[.:A-Z]/.test(first);
  const domain = isDomain ? first.replace(/^index\.docker\.io$/, 'docker.io') : 'docker.io';
  const path = isDomain ? name.slice(slash + 1) : name;
  return { domain, path: domain === 'docker.io' && !path.includes('/') ? `library/${path}` : path };
}

const suffix = ({ tag, digest }: ImageReference): string => `${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;

/** Images straight from their upstream registries. */
export const upstream = (): Registry => ({
  prefix: '',
  rewrite(image) {
    const parsed = parseImage(image);
    return `${parsed.domain}/${parsed.path}${suffix(parsed)}`;
  },
});

/** A registry that holds copies below `<prefix>/<source domain>/<source path>`: free of collisions and reversible. */
export const mirror = (prefix: string, pullSecret?: string): Registry => ({
  prefix,
  rewrite(image) {
    const parsed = parseImage(image);
    return `${prefix}/${parsed.domain.replace(':', '-')}/${parsed.path}${suffix(parsed)}`;
  },
  ...(pullSecret ? { pullSecret } : {}),
});

import type { Overlay } from './overlay';
import type { Edge } from './plan-edges';
import type { Problem } from './problem';
import type { Chosen, Selection } from './select';
import type { SecretTemplate } from './service';

/** An entry brought into the site's store by a PushSecret in the service's namespace. */
export interface Push {
  /** Name of the PushSecret. */
  readonly name: string;
  /** Name of the entry in the store. */
  readonly key: string;
  /** A password generated once, with these fixed fields beside it; or keys of a Secret that an operator makes. */
  readonly source:
    | { readonly generated: Readonly<Record<string, string>> }
    | { readonly secret: string; readonly keys: readonly string[] };
}

/** A Secret rendered from the site's store by an ExternalSecret in the service's namespace. */
export interface Read {
  /** Name of the ExternalSecret and of the Secret. */
  readonly name: string;
  /** Entries whose fields the template may quote. */
  readonly keys: readonly string[];
  readonly template: SecretTemplate;
  /** What people must put into the store before; absent where the overlay writes every entry itself. */
  readonly prepared?: string;
}

/** What a service's namespace sends to the store and takes from it, each by name. */
export interface SecretPlan {
  readonly pushes: readonly Push[];
  readonly reads: readonly Read[];
}

type Owned<T> = T & { readonly owner: string };

/** The credential chain of an overlay: every login generated once, kept in the site's store, read on both sides. */
export function planSecrets(
  overlay: Overlay,
  selection: Selection,
  edges: readonly Edge[],
): { of(service: string): SecretPlan; readonly problems: readonly Problem[] } {
  const key = (provider: string, name: string): string => overlay.site.secretStore.key([overlay.name, provider, name]);
  const own = [...selection.run.values()].map((chosen) => ownSecrets(chosen, key));
  const claimed = edges.filter((edge) => edge.secret !== '').map((edge) => claimedSecrets(edge, selection, key));
  const pushes = [...own, ...claimed].flatMap((plan) => plan.pushes);
  const reads = [...own, ...claimed].flatMap((plan) => plan.reads);
  return {
    of: (service) => ({ pushes: distinct(pushes, service), reads: distinct(reads, service) }),
    problems: [...rivals(overlay, pushes), ...rivals(overlay, reads)],
  };
}

type KeyOf = (provider: string, name: string) => string;
interface Part {
  readonly pushes: readonly Owned<Push>[];
  readonly reads: readonly Owned<Read>[];
}

function ownSecrets({ service, settings }: Chosen, key: KeyOf): Part {
  const owner = service.name;
  const credentials = Object.entries(service.credentials ?? {}).filter(([, { when }]) => when?.(settings) ?? true);
  return {
    pushes: credentials
      .filter(([, { prepared }]) => !prepared)
      .map(([name, { username }]) => ({
        owner,
        name: `${owner}-${name}`,
        key: key(owner, name),
        source: { generated: username ? { username } : {} },
      })),
    reads: credentials.map(([name, { secret, prepared }]) => ({
      owner,
      name: `${owner}-${name}`,
      keys: [key(owner, name)],
      template: secret,
      ...(prepared ? { prepared } : {}),
    })),
  };
}

function claimedSecrets(edge: Edge, selection: Selection, key: KeyOf): Part {
  const { to, from, user, secret, address, reference } = edge;
  const credential = reference.claim?.credential;
  if (!credential) return { pushes: [], reads: [] };
  const entry = key(to, user);
  const includes = credential.includes ?? [];
  const consumer: Owned<Read> = {
    owner: from,
    name: secret,
    keys: [entry, ...includes.map((name) => key(to, name))],
    template: credential.consumer(address, user),
    ...(address.external ? { prepared: `fields "username" and "password": the login at ${address.host}` } : {}),
  };
  if (address.external) return { pushes: [], reads: [consumer] };
  const published = selection.run.get(to)?.service.publishes ?? {};
  const shared = includes.flatMap((name): readonly Owned<Push>[] => {
    const source = published[name];
    return source ? [{ owner: to, name: `${to}-${name}`, key: key(to, name), source }] : [];
  });
  const pushed: Owned<Push> = { owner: to, name: secret, key: entry, source: { generated: { username: user } } };
  const provider: Owned<Read> = { owner: to, name: secret, keys: [entry], template: credential.provider };
  return { pushes: [pushed, ...shared], reads: [provider, consumer] };
}

function distinct<T extends { readonly name: string }>(all: readonly Owned<T>[], service: string): readonly T[] {
  const mine = all.filter(({ owner }) => owner === service).map(({ owner: _, ...rest }) => rest as unknown as T);
  return [...new Map(mine.map((item) => [item.name, item])).values()];
}

/** Two different things under one name of one namespace. */
function rivals(overlay: Overlay, all: readonly Owned<{ readonly name: string }>[]): readonly Problem[] {
  const seen = new Map<string, string>();
  return all.flatMap((item) => {
    const id = `${item.owner}/${item.name}`;
    const text = JSON.stringify(item);
    const other = seen.get(id);
    seen.set(id, text);
    if (other === undefined || other === text) return [];
    const message = `two different credentials would both be the Secret "${item.name}"`;
    return [{ overlay: overlay.name, path: [item.owner], message, remedy: 'give one of the claims a user of its own' }];
  });
}

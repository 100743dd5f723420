import { broughtIn } from '../addons/installed';
import { neededIn } from '../addons/needed';
import { syncing, WAVE, waveOf } from '../applications';
import { remoteKeysPushed, remoteKeysRead } from '../credentials';
import { error, type Rule, type Verdict } from '../finding';
import { hostsOf } from '../hosts';
import { keeperOf } from '../keyed';
import { type Reference, referencesOf } from '../references/index';
import { resolve } from '../resolve';
import { type Item, once, onceFor, type Tree } from '../tree';

/** One object that needs another to be there first. */
interface Need {
  readonly from: Item;
  readonly to: Item;
  /** What is needed, as people read it. */
  readonly what: string;
}

const APPLICATION = 'argoproj.io/Application';
const CRD = 'apiextensions.k8s.io/CustomResourceDefinition';

/** What an object is synced with: its folder, or an Application of a chart, which stands for the chart's objects. */
type Place = string | Item;

const placeOf = (item: Item): Place => (item.kind === APPLICATION ? item : item.folder);

const applicationOf = (tree: Tree, place: Place): Item | undefined =>
  typeof place === 'string' ? syncing(tree, place)[0]?.item : place;

const needsOfHosts = (tree: Tree): readonly Need[] =>
  hostsOf(tree)
    .filter(({ from, leaf }) => from !== '' || leaf.item.kind === APPLICATION)
    .flatMap((reference) => {
      const { service, problem } = resolve(tree, reference);
      return service && !problem ? [{ from: reference.leaf.item, to: service.item, what: reference.text }] : [];
    });

const needsOfCredentials = (tree: Tree): readonly Need[] => {
  const pushed = new Map(remoteKeysPushed(tree).map(({ key, item }) => [key, item]));
  return remoteKeysRead(tree).flatMap(({ key, item }) => {
    const to = pushed.get(key);
    return to ? [{ from: item, to, what: `credential ${key}` }] : [];
  });
};

const target = (tree: Tree, { kind, namespace, name }: Reference): Item | undefined =>
  keeperOf(tree, kind, namespace, name) ?? tree.find(kind, namespace, name);

const needsOfReferences = (tree: Tree): readonly Need[] =>
  referencesOf(tree).flatMap((reference) => {
    const to = target(tree, reference);
    return to && to.folder !== reference.item.folder ? [{ from: reference.item, to, what: to.object }] : [];
  });

const lastOfNamespaces = (items: readonly Item[]): ReadonlyMap<string, Item> => {
  const last = new Map<string, Item>();
  for (const item of items) last.set(item.namespace, item);
  return last;
};

const namespaceNeeds = onceFor((tree, folder: string): readonly Need[] =>
  [...lastOfNamespaces(tree.inFolder(folder)).values()].flatMap((from) => {
    const to = tree.find('Namespace', '', from.namespace);
    return to ? [{ from, to, what: to.object }] : [];
  }),
);

const needsOfNamespaces = (tree: Tree): readonly Need[] =>
  tree.folderNames.flatMap((folder) => namespaceNeeds(tree, folder));

const needsOfAddons = (tree: Tree): readonly Need[] =>
  neededIn(tree).flatMap(({ item, facility, waits }) => {
    const to = waits ? broughtIn(tree).get(facility) : undefined;
    return to && to !== item ? [{ from: item, to, what: facility }] : [];
  });

/** One need for each pair of places says enough. */
function distinct(needs: readonly Need[]): readonly Need[] {
  const seen = new Map<Place, Set<Place>>();
  return needs.filter(({ from, to }) => {
    const [own, other] = [placeOf(from), placeOf(to)];
    const others = seen.get(own) ?? new Set();
    seen.set(own, others);
    return own !== other && !others.has(other) && others.add(other);
  });
}

const NEEDS = [needsOfAddons, needsOfHosts, needsOfCredentials, needsOfReferences, needsOfNamespaces].map((needs) =>
  once((tree) => distinct(needs(tree))),
);

function early(tree: Tree, { from, to, what }: Need): readonly Verdict[] {
  const [consumer, provider] = [applicationOf(tree, placeOf(from)), applicationOf(tree, placeOf(to))];
  if (!consumer || !provider || consumer === provider || waveOf(consumer) > waveOf(provider)) return [];
  return [
    error(
      consumer,
      `metadata.annotations["${WAVE}"]`,
      `${consumer.name} (wave ${waveOf(consumer)}) is not synced after ${provider.name} (wave ${waveOf(provider)}), whose ${what} ${from.object} needs.`,
      `Give it a wave above ${waveOf(provider)}.`,
    ),
  ];
}

/** Inside one Application what is needed must not come later; a volume claim not earlier either, it waits for its pod. */
const within = (tree: Tree, reference: Reference): readonly Verdict[] => {
  const needed = target(tree, reference);
  const { item, kind, name } = reference;
  if (!needed || needed === item || needed.folder !== item.folder) return [];
  const [own, other] = [waveOf(item), waveOf(needed)];
  if (other > own) {
    const message = `${needed.object} is synced in wave ${other}, after wave ${own} which waits for it.`;
    return [error(item, reference.at, message, 'Give both the same wave.')];
  }
  if (kind !== 'PersistentVolumeClaim' || other === own) return [];
  const message = `Claim ${name} is synced in wave ${other} but is bound only when its pod of wave ${own} is there.`;
  return [error(needed, `metadata.annotations["${WAVE}"]`, message, 'Give both the same wave.')];
};

const referencesWithin = once((tree): readonly Verdict[] =>
  referencesOf(tree).flatMap((reference) => within(tree, reference)),
);

/** A kind is made known before, or together with, its objects. */
const kindsWithin = once((tree): readonly Verdict[] =>
  neededIn(tree).flatMap(({ item, facility }) => {
    const crd = broughtIn(tree).get(facility);
    if (crd?.kind !== CRD || crd.folder !== item.folder || waveOf(crd) <= waveOf(item)) return [];
    const message = `${crd.object} is synced in wave ${waveOf(crd)}, after wave ${waveOf(item)} which needs its kind.`;
    return [error(item, 'kind', message, 'Give the CRD the earlier wave.')];
  }),
);

/** Every Application is synced after those it depends on, and no wave waits for something of a later one. */
export const waveOrder: Rule = {
  id: 'wave-order',
  why: 'In a wrong order the first sync fails or waits for ever, and only retries bring the platform up.',
  check: (tree) => [
    ...distinct(NEEDS.flatMap((needs) => needs(tree))).flatMap((need) => early(tree, need)),
    ...referencesWithin(tree),
    ...kindsWithin(tree),
  ],
};

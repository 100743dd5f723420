import { isBuiltIn } from '../../manifest/kinds';
import { error, type Rule, type Verdict } from '../finding';
import { leavesOf } from '../leaves';
import { type Item, once, type Tree } from '../tree';

/** Annotation of an AppProject: the registry, with its prefix, that all images of the site come from. */
export const REGISTRY = 'slipway.dev/image-registry';

interface Image {
  readonly item: Item;
  readonly at: string;
  readonly text: string;
}

const NOT_RUN: ReadonlySet<string> = new Set(['argoproj.io/Application', 'argoproj.io/AppProject']);

const ofPods = (tree: Tree): readonly Image[] =>
  tree.pods
    .filter(({ made }) => !made)
    .flatMap((pods) =>
      pods.containers.map(({ at, container }) => ({
        item: pods.item,
        at: `${at}.image`,
        text: String(container.image ?? ''),
      })),
    );

/** Image fields of custom resources. */
const ofFields = (tree: Tree): readonly Image[] =>
  leavesOf(tree)
    .filter(({ key, item }) => (key === 'image' || key === 'imageName') && !isBuiltIn(item.identity.group))
    .filter(({ item }) => !NOT_RUN.has(item.kind))
    .map(({ item, at, value }) => ({ item, at, text: value }));

const registryOf = once(
  (tree): string =>
    tree
      .ofKind('argoproj.io/AppProject')
      .map(({ manifest }) => manifest.metadata.annotations?.[REGISTRY])
      .find((registry) => registry !== undefined) ?? '',
);

const DIGEST = /@sha256:[0-9a-f]{64}$/;
const TAG = /:([\w][\w.-]{0,127})$/;
const FROZEN = /(?:^|\/)bitnami(?:legacy)?\//;

/** What is wrong with an image, and what to do. */
type Fault = readonly [message: string, remedy: string];

function faultsOf(text: string, registry: string): readonly Fault[] {
  const tag = TAG.exec(text.replace(/@.*$/, ''))?.[1];
  const faults: Fault[] = [];
  if (registry && !text.startsWith(`${registry}/`))
    faults.push([`Image '${text}' does not come from ${registry}.`, 'Take it from the images of the contract.']);
  if (text.includes('@') && !DIGEST.test(text))
    faults.push([`The digest of image '${text}' is no sha256.`, 'Write @sha256: and its 64 hexadecimal digits.']);
  if ((tag === undefined && !text.includes('@')) || tag === 'latest')
    faults.push([`Image '${text}' has no exact version.`, 'Give it the tag of a release, or a digest.']);
  if (FROZEN.test(text))
    faults.push([`Image '${text}' is frozen: Bitnami no longer updates it.`, "Use the project's own image."]);
  return faults;
}

const judge = (tree: Tree, { item, at, text }: Image): readonly Verdict[] =>
  faultsOf(text, registryOf(tree)).map(([message, remedy]) => error(item, at, message, remedy));

const IMAGES = [ofPods, ofFields].map((images) => once((tree) => images(tree).flatMap((image) => judge(tree, image))));

/** Every image has an exact version and comes from the registry of the site. */
export const imageRegistry: Rule = {
  id: 'image-registry',
  why: 'An image that moves, or that the site cannot pull, breaks the next restart instead of the next release.',
  check: (tree) => IMAGES.flatMap((faults) => faults(tree)),
};

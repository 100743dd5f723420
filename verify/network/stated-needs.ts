import type { PodPort } from '../../manifest/pods';
import { below } from '../keys';
import { podsIn } from '../pod-index';
import { type Item, once, type Pods, type Tree } from '../tree';
import type { End } from './ends';
import type { Need } from './need';

/** Says what pods of a namespace must reach that no manifest shows: `internet:443, peers:7946`, or `none`. */
export const NEEDS = 'slipway.dev/needs';

const NONE = 'none';

const AT = below('metadata.annotations', NEEDS);

/** Whether a Namespace states what its pods reach, and so says all that no manifest shows. */
export const statesNeeds = (tree: Tree, namespace: string): boolean =>
  typeof tree.find('Namespace', '', namespace)?.manifest.metadata.annotations?.[NEEDS] === 'string';

/** Whom the words of the annotation mean. */
const ENDS: Readonly<
  Record<string, { readonly whom: string; readonly to: (pods: readonly Pods[]) => readonly End[] }>
> = {
  anywhere: { whom: 'hosts at whatever address', to: () => [{ outside: 'anywhere' }] },
  internet: { whom: 'the internet', to: () => [{ outside: 'internet' }] },
  nodes: { whom: 'the nodes', to: () => [{ outside: 'somewhere' }] },
  peers: { whom: 'each other', to: (pods) => pods },
};

/** One word of the annotation with the connections that would do; one of them must be open. */
export interface Stated {
  readonly item: Item;
  readonly at: string;
  readonly text: string;
  /** `undefined` where the word cannot be read. */
  readonly needs: readonly Need[] | undefined;
}

function statedBy(tree: Tree, item: Item, text: string): Stated {
  const [, word = '', number] = /^([a-z]+):(\d{1,5})$/.exec(text) ?? [];
  const end = Object.hasOwn(ENDS, word) ? ENDS[word] : undefined;
  if (!end) return { item, at: AT, text, needs: undefined };
  const pods = podsIn(tree, item.name);
  const ports: readonly PodPort[] = [{ port: Number(number), protocol: 'TCP' }];
  const who = `Namespace ${item.name} states that its pods reach ${end.whom}; none of them`;
  const needs = pods.flatMap((from) =>
    end.to(pods).map((to): Need => ({ item, at: AT, who, from, whom: end.whom, to, ports })),
  );
  return { item, at: AT, text, needs };
}

/** What Namespaces state about connections of their pods. */
export const statedNeeds = once((tree): readonly Stated[] =>
  tree.ofKind('Namespace').flatMap((item) => {
    const text = item.manifest.metadata.annotations?.[NEEDS];
    const words = typeof text === 'string' ? text.split(/[\s,]+/).filter((word) => word && word !== NONE) : [];
    return words.map((word) => statedBy(tree, item, word));
  }),
);

import type { PodPort } from '../../manifest/pods';
import { matchesLabels } from '../../manifest/selector';
import { podsIn } from '../pod-index';
import { type Item, type Made, once, type Pods, type Tree } from '../tree';
import { controllerEnds } from './controllers';
import type { Need } from './need';

const on = (port: number, protocol = 'TCP'): readonly PodPort[] => [{ port, protocol }];

const labelled = (tree: Tree, { namespace }: Item, labels: Readonly<Record<string, string>>): readonly Pods[] =>
  podsIn(tree, namespace).filter((pods) => matchesLabels(labels, pods.labels));

/** What one link or visit asks for: of each list of connections one must be open. */
export type MadeNeeds = readonly (readonly Need[])[];

/** Pods of one operator among themselves. */
const linked = (tree: Tree, item: Item, { links = [] }: Made): readonly MadeNeeds[] =>
  links.map(({ from, to, port, protocol }) =>
    labelled(tree, item, from).flatMap((caller) =>
      labelled(tree, item, to).map((called) => [
        {
          item,
          at: '',
          who: `Pods of ${caller.item.object}`,
          from: caller,
          whom: `pods of ${called.item.object}`,
          to: called,
          ports: on(port, protocol),
        },
      ]),
    ),
  );

/** The operator, from one of the places it is installed in, and what it made. */
const visited = (tree: Tree, item: Item, { visits = [] }: Made): readonly MadeNeeds[] =>
  visits.map(({ by, to, port }) =>
    labelled(tree, item, to).map((called) =>
      controllerEnds(tree, by).map((from) => ({
        item,
        at: '',
        who: `Its operator ${by[0]}`,
        from,
        whom: `pods of ${called.item.object}`,
        to: called,
        ports: on(port),
      })),
    ),
  );

/** Connections that what operators make relies on, without anybody writing a host name. */
export const madeNeeds = once((tree): readonly MadeNeeds[] =>
  [...tree.makers].flatMap(([item, made]) => [...linked(tree, item, made), ...visited(tree, item, made)]),
);

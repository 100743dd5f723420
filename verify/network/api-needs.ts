import type { PodPort } from '../../manifest/pods';
import { matchesLabels } from '../../manifest/selector';
import { once, type Pods, type Tree } from '../tree';
import { rightsOf } from './accounts';
import type { Need } from './need';

/** Of the Service, and of the servers behind it: policies may count for either. */
const API_PORTS: readonly PodPort[] = [443, 6443].map((port) => ({ port, protocol: 'TCP' }));

/** Labels of pods that operators let call the API, with the namespace they are in. */
const made = once((tree) =>
  [...tree.makers].flatMap(([{ namespace }, { apiCallers = [] }]) =>
    apiCallers.map((labels) => ({ namespace, labels })),
  ),
);

const needOf = (who: string, pods: Pods, item = pods.item, at = ''): Need => ({
  item,
  at,
  who,
  from: pods,
  whom: 'the Kubernetes API',
  to: { outside: 'somewhere' },
  ports: API_PORTS,
});

function needsOf(tree: Tree, pods: Pods): readonly Need[] {
  const [right] = rightsOf(tree, pods);
  if (right)
    return [needOf(`${pods.item.object}, to whose account ${right.name} gives rights,`, pods, pods.item, pods.at)];
  const isMade = made(tree).some(
    ({ namespace, labels }) => namespace === pods.item.namespace && matchesLabels(labels, pods.labels),
  );
  return isMade ? [needOf(`Pods of ${pods.item.object}`, pods)] : [];
}

/** Calls of the Kubernetes API: by pods whose account has rights there and whose token is mounted, and by those of operators. */
export const apiNeeds = once((tree): readonly Need[] => tree.pods.flatMap((pods) => needsOf(tree, pods)));

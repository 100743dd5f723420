import { error, type Rule } from '../finding';
import { hostsOf } from '../hosts';
import { resolve } from '../resolve';

/** Every host name of the cluster, wherever it stands, leads to a Service of the overlay and to one of its ports. */
export const hostClosure: Rule = {
  id: 'host-closure',
  why: 'A host name that leads nowhere is found only when the first request fails.',
  check: (tree) =>
    hostsOf(tree).flatMap((reference) => {
      const { problem, remedy = '' } = resolve(tree, reference);
      const { item, at } = reference.leaf;
      return problem ? [error(item, at, `${reference.text} leads nowhere: ${problem}.`, remedy)] : [];
    }),
};

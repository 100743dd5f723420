import { containersOf } from '../../manifest/pods';
import type { Fields } from '../../manifest/types';
import { readersOf } from '../readers';
import { type Item, listOf, type Tree } from '../tree';
import { knownValue } from './known-values';

/** The value of a variable in the pods that read an object, or `undefined` where manifests do not tell. */
export const variableOf = (tree: Tree, item: Item, name: string): string | undefined => {
  const entries: readonly Fields[] = readersOf(tree, item).pods.flatMap((pod) =>
    containersOf(pod).flatMap(({ container }) => listOf(container.env).filter((each) => each.name === name)),
  );
  const { value, valueFrom } = entries[0] ?? {};
  if (typeof value === 'string') return value;
  const { name: secret, key } = valueFrom?.secretKeyRef ?? {};
  return secret && key ? knownValue(tree, item.namespace, secret, key)?.text : undefined;
};

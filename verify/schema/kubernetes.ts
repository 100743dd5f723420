import type { Authority } from './check';
import { Linker } from './node';
import { definitionOf, minors } from './pack';

const linkers = new Map<number, Linker>();

/** Nodes of Kubernetes itself in one minor of the pack. */
export function kubernetesLinker(minor: number): Linker {
  const known = linkers.get(minor);
  if (known) return known;
  const linker: Linker = new Linker({
    named: (name) => definitionOf(name, minor),
    metadata: () => linker.node('meta.v1.ObjectMeta'),
  });
  linkers.set(minor, linker);
  return linker;
}

const since = (minor: number) => (definition: string, field: string) => {
  const later = minors().find((each) => {
    const shape = each > minor ? definitionOf(definition, each) : undefined;
    return typeof shape === 'object' && 'fields' in shape && shape.fields?.[field] !== undefined;
  });
  return later === undefined ? undefined : `Kubernetes 1.${later}`;
};

/** Kubernetes of a minor, as findings name it. */
export const kubernetes = (minor: number): Authority => ({ name: `Kubernetes 1.${minor}`, since: since(minor) });

import { grouped } from '../../manifest/grouped';
import { byCodeUnit } from '../../manifest/types';
import type { Blast, BlastNode, Impact } from './blast';
import { byImpact } from './radius';

/** What must be equal for two overlays to be told together: all but their names and counts of pods. */
const shapeOf = ({ whole, nodes, edges, impacts }: Blast): string =>
  JSON.stringify([
    whole,
    nodes.map(({ pods: _, ...node }) => node),
    edges,
    impacts.map(({ pods: _, ...impact }) => impact),
  ]);

const join = (group: readonly Blast[]): Blast => {
  const [first] = group as readonly [Blast, ...Blast[]];
  const nodes = first.nodes.map(
    (node, index): BlastNode => ({ ...node, pods: group.flatMap((each) => each.nodes[index]?.pods ?? []) }),
  );
  const impacts = first.impacts.map(
    (impact, index): Impact => ({ ...impact, pods: group.flatMap((each) => each.impacts[index]?.pods ?? []) }),
  );
  return { ...first, overlays: group.flatMap(({ overlays }) => overlays), nodes, impacts };
};

const gravest = (a: Blast, b: Blast): number => {
  const [one, other] = [a.impacts[0], b.impacts[0]];
  if (!one || !other) return Number(one === undefined) - Number(other === undefined);
  return byImpact(one, other);
};

/** Blast radii of single overlays, with those that reach equally far told once; the gravest first. */
export function foldBlasts(blasts: readonly Blast[]): readonly Blast[] {
  const sorted = [...blasts].sort((a, b) => byCodeUnit(a.overlays[0] ?? '', b.overlays[0] ?? ''));
  return [...grouped(sorted, shapeOf).values()]
    .map(join)
    .sort((a, b) => Number(b.whole === 'removed') - Number(a.whole === 'removed') || gravest(a, b));
}

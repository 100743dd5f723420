import { groupKind, isNamespaced } from '../manifest/kinds';
import { madeOf } from '../manifest/operators/index';
import type { Manifest } from '../manifest/types';
import { workloadPods } from '../manifest/workloads';

/** What all objects of a kind have in common. */
export interface KindFacts {
  /** `group/Kind`; `Service` for the core group. */
  readonly kind: string;
  /** Whether it carries a pod template. */
  readonly isWorkload: boolean;
  /** Whether an operator makes something of it. */
  readonly isMaker: boolean;
  /** Whether it lives in a namespace; `undefined` for kinds nobody described. */
  readonly isNamespaced: boolean | undefined;
}

const TEMPLATE = { template: { spec: {} } };

const factsOf = ({ apiVersion, kind }: Manifest): KindFacts => {
  const bare: Manifest = { apiVersion, kind, metadata: { name: 'any' } };
  const asked: Manifest = { ...bare, spec: { ...TEMPLATE, jobTemplate: { spec: TEMPLATE } } };
  return {
    kind: groupKind(bare),
    isWorkload: workloadPods(asked).length > 0,
    isMaker: madeOf(asked, () => []) !== NOTHING,
    isNamespaced: isNamespaced(bare),
  };
};

/** What is said of kinds nobody makes anything of. */
const NOTHING = madeOf({ apiVersion: '', kind: '', metadata: { name: '' } }, () => []);

const MOST_KINDS = 10_000;
const known = new Map<string, Map<string, KindFacts>>();

/** What a manifest's kind tells about it, worked out once a kind. */
export function kindFacts(manifest: Manifest): KindFacts {
  const { apiVersion, kind } = manifest;
  const before = known.get(apiVersion)?.get(kind);
  if (before) return before;
  if (known.size > MOST_KINDS) known.clear();
  const facts = factsOf(manifest);
  known.set(apiVersion, (known.get(apiVersion) ?? new Map<string, KindFacts>()).set(kind, facts));
  return facts;
}

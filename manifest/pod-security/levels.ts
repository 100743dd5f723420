import type { Labels } from '../selector';

/** The levels of the Pod Security Standards, from open to strict. */
export const LEVELS = ['privileged', 'baseline', 'restricted'] as const;

/** A level of the Pod Security Standards. */
export type Level = (typeof LEVELS)[number];

/** What a namespace does with pods that break a level: it refuses them, writes them down, or tells who creates them. */
export const MODES = ['enforce', 'audit', 'warn'] as const;

export type Mode = (typeof MODES)[number];

/** A level, and the Kubernetes whose standards are meant: 35 for `v1.35`, missing for the cluster's own. */
export interface Standard {
  readonly level: Level;
  readonly minor?: number;
}

/** A label whose value is neither a level nor a version; the API server refuses the Namespace. */
export interface BadLabel {
  readonly label: string;
  readonly value: string;
  readonly mustBe: string;
}

/** What the labels of a Namespace say about its pods. */
export interface Policy {
  readonly standards: Readonly<Record<Mode, Standard>>;
  readonly bad: readonly BadLabel[];
}

const PREFIX = 'pod-security.kubernetes.io/';

/** The label that says a level. */
export const levelLabel = (mode: Mode): string => `${PREFIX}${mode}`;

const versionLabel = (mode: Mode): string => `${PREFIX}${mode}-version`;

/** How strict a level is: 0 for `privileged`, -1 for a text that is no level. */
export const strictness = (level: string): number => LEVELS.indexOf(level as Level);

const isLevel = (text: string): text is Level => strictness(text) >= 0;

const VERSION = /^(?:latest|v1\.(0|[1-9]\d*))$/;

/** What is taken for a level nobody knows: the strictest where pods are refused, none where it is only told. */
const UNKNOWN: Readonly<Record<Mode, Level>> = { enforce: 'restricted', audit: 'privileged', warn: 'privileged' };

const standardOf = (labels: Labels, mode: Mode): Standard => {
  const text = labels[levelLabel(mode)];
  const minor = VERSION.exec(labels[versionLabel(mode)] ?? '')?.[1];
  const level = text === undefined ? 'privileged' : isLevel(text) ? text : UNKNOWN[mode];
  return { level, ...(minor === undefined ? {} : { minor: Number(minor) }) };
};

const badOf = (labels: Labels, mode: Mode): readonly BadLabel[] => {
  const wrong = (label: string, fits: (text: string) => boolean, mustBe: string): readonly BadLabel[] => {
    const value = labels[label];
    return value === undefined || fits(String(value)) ? [] : [{ label, value: String(value), mustBe }];
  };
  return [
    ...wrong(levelLabel(mode), isLevel, LEVELS.join(', ')),
    ...wrong(versionLabel(mode), (text) => VERSION.test(text), 'latest, or a version such as v1.35'),
  ];
};

/**
 * What a Namespace's labels say. Where it does not say when to warn, it warns of what it enforces.
 * Source: k8s.io/pod-security-admission, api/helpers.go (PolicyToEvaluate) with the defaults of a cluster nobody
 * configured: every level is `privileged`.
 */
export function policyOf(labels: Labels): Policy {
  const [enforce, audit, warn] = MODES.map((mode) => standardOf(labels, mode)) as [Standard, Standard, Standard];
  const inherits = labels[levelLabel('warn')] === undefined && isLevel(labels[levelLabel('enforce')] ?? '');
  const ownVersion = labels[versionLabel('warn')] !== undefined;
  const warned = inherits ? (ownVersion ? { ...warn, level: enforce.level } : enforce) : warn;
  return { standards: { enforce, audit, warn: warned }, bad: MODES.flatMap((mode) => badOf(labels, mode)) };
}

import type { Fields } from './types';

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>;

type Requirement = (has: boolean, value: string | undefined, values: readonly string[]) => boolean;

const OPERATORS: Readonly<Record<string, Requirement>> = {
  In: (has, value, values) => has && values.includes(String(value)),
  NotIn: (has, value, values) => !has || !values.includes(String(value)),
  Exists: (has) => has,
  DoesNotExist: (has) => !has,
};

/** Whether labels carry every pair of a plain selector, as a Service has it. An empty selector matches all. */
export function matchesLabels(selector: Labels | undefined, labels: Labels): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

/**
 * Whether a `LabelSelector` (matchLabels and matchExpressions) matches labels. An empty selector matches all,
 * a missing one nothing. Source: Kubernetes API reference, LabelSelector.
 */
export function matchesSelector(selector: Fields, labels: Labels): boolean {
  if (selector === undefined || selector === null) return false;
  if (!matchesLabels(selector.matchLabels, labels)) return false;
  const expressions: Fields = selector.matchExpressions;
  if (!Array.isArray(expressions)) return true;
  return expressions.every(({ key, operator, values }) =>
    OPERATORS[operator]?.(Object.hasOwn(labels, key), labels[key], values ?? []),
  );
}

/** Whether a `LabelSelector` asks for nothing, and so matches everything. */
export const isEmptySelector = (selector: Fields): boolean =>
  Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;

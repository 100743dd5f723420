import type { Rule, Verdict } from '../../verify/finding';
import { readText, Tree } from '../../verify/index';

const project = (minor: string): string => `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: {name: dev, namespace: argocd, annotations: {slipway.dev/kubernetes: "${minor}"}}
spec: {}`;

/** An overlay with the objects of a text, on that Kubernetes; without one where it is empty. */
export function treeOf(text: string, minor = '1.35'): Tree {
  const texts = { 'dev/x/x.yaml': text, ...(minor && { 'dev/apps/appproject-dev.yaml': project(minor) }) };
  return new Tree(
    'dev',
    Object.entries(texts).flatMap(([path, each]) => readText(path, each).files),
  );
}

/** What a rule has to say about the objects of a text. */
export const verdicts = (rule: Rule, text: string, minor?: string): readonly Verdict[] =>
  rule.check(treeOf(text, minor));

/** Fields a rule finds at fault, as `severity field`. */
export const places = (rule: Rule, text: string, minor?: string): readonly string[] =>
  verdicts(rule, text, minor).map(({ severity, at = '' }) => `${severity} ${at}`);

import { dirname } from 'node:path';
import { blocks, type Finding, rules } from '../verify';
import { judgeAll } from './verify-folders';

/** What breaks one rule, in the words of cdk8s-cli, which publishes no types. Source: cdk8s-cli, `plugins/validation`. */
interface Violation {
  readonly ruleName: string;
  readonly recommendation: string;
  readonly fix: string;
  readonly violatingResources: readonly {
    readonly resourceName: string;
    readonly locations: readonly string[];
    readonly manifestPath: string;
  }[];
}

/** What cdk8s-cli hands to a plugin: paths of the manifests, and the report that must be submitted. */
export interface Context {
  readonly manifests: readonly string[];
  readonly report: {
    addViolation(violation: Violation): void;
    submit(status: 'success' | 'failure', metadata: Readonly<Record<string, string | number>>): void;
  };
}

/** What an entry of `validations` in cdk8s.yaml may say under `properties`. */
export interface ValidationProperties {
  /** Kinds nothing is known of that are no error: `[Widget.example.com]`. */
  readonly allowKinds?: readonly string[];
}

const WHY: ReadonlyMap<string, string> = new Map(rules.map(({ id, why }) => [id, why]));

/** The folder all files have in common. */
function commonFolder(files: readonly string[]): string {
  const [first = '', ...others] = files.map((file) => dirname(file));
  let common = first;
  for (const folder of others) {
    while (folder !== common && !folder.startsWith(`${common}/`)) common = dirname(common);
  }
  return common;
}

const violationOf = ({ rule, object, at, message, remedy, path }: Finding): Violation => ({
  ruleName: rule,
  recommendation: WHY.get(rule) ?? '',
  fix: remedy,
  violatingResources: [{ resourceName: object, locations: [`${at ? `${at}: ` : ''}${message}`], manifestPath: path }],
});

/** Findings of one rule with one remedy, as one violation of several resources. */
function merged(findings: readonly Finding[]): readonly Violation[] {
  const groups = new Map<string, Violation>();
  for (const violation of findings.map(violationOf)) {
    const key = `${violation.ruleName}\n${violation.fix}`;
    const before = groups.get(key)?.violatingResources ?? [];
    groups.set(key, { ...violation, violatingResources: [...before, ...violation.violatingResources] });
  }
  return [...groups.values()];
}

/**
 * Judges what `cdk8s synth` wrote, as `slipway verify` does, and fills in the report. Errors nobody waived fail it; warnings
 * are listed, waived findings counted.
 */
export function validateManifests({ manifests, report }: Context, { allowKinds = [] }: ValidationProperties): void {
  if (manifests.length === 0) {
    report.submit('success', { objects: 0 });
    return;
  }
  const { overlays, objects, findings } = judgeAll([commonFolder(manifests)], allowKinds);
  const told = findings.filter(({ waived }) => waived === undefined);
  for (const violation of merged(told)) report.addViolation(violation);
  const status = findings.some(blocks) ? 'failure' : 'success';
  report.submit(status, { overlays: overlays.join(', '), objects, waived: findings.length - told.length });
}

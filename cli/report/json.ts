import type { Report } from './index';

/** Everything that was found, for programs. */
export function json({ overlays, objects, errors, warnings, waived, findings, lineOf }: Report): string {
  const told = findings.map((finding) => ({ ...finding, line: lineOf(finding) }));
  return `${JSON.stringify({ overlays, objects, errors, warnings, waived, findings: told }, undefined, 2)}\n`;
}

import pc from 'picocolors';
import { type Finding, rules } from '../../verify';
import type { Report } from './index';

/** Findings of one rule that are told in full; the rest is counted. */
const MOST = 50;

const LABELS = {
  error: pc.red('error'),
  warning: pc.yellow('warning'),
  waived: pc.dim('waived'),
};

const told = ({ severity, path, object, at, message, remedy, waived }: Finding, line: number): string => {
  const label = LABELS[waived === undefined ? severity : 'waived'];
  const where = [object, at].filter(Boolean).join(' ');
  return [
    `  ${label} ${pc.bold(`${path}:${line}`)}`,
    ...(where ? [`    ${where}`] : []),
    `    ${message}`,
    `    ${pc.cyan('→')} ${waived === undefined ? remedy : `Waived: ${waived}`}`,
    '',
  ].join('\n');
};

const section = (id: string, why: string, own: readonly Finding[], lineOf: Report['lineOf']): string => {
  const rest = own.length - MOST;
  return [
    `${pc.bold(pc.underline(id))} ${pc.dim(why)}`,
    ...own.slice(0, MOST).map((finding) => told(finding, lineOf(finding))),
    ...(rest > 0 ? [`  and ${rest} more of this rule; --format json tells all of them.`, ''] : []),
    '',
  ].join('\n');
};

const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Findings by rule, with file, object, field and remedy; the count of everything at the end. */
export function people({ overlays, objects, findings, errors, warnings, waived, lineOf }: Report): string {
  const sections = rules.flatMap(({ id, why }) => {
    const own = findings.filter(({ rule }) => rule === id);
    return own.length > 0 ? [section(id, why, own, lineOf)] : [];
  });
  const judged = `${counted(objects, 'object')} of ${counted(overlays.length, 'overlay')}`;
  const verdict = `${counted(errors, 'error')}, ${counted(warnings, 'warning')}, ${waived} waived`;
  return `${sections.join('')}${errors > 0 ? pc.red(verdict) : pc.green(verdict)} in ${judged}\n`;
}

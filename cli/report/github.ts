import type { Finding } from '../../verify';
import type { Report } from './index';

const text = (value: string): string => value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
const property = (value: string): string => text(value).replaceAll(':', '%3A').replaceAll(',', '%2C');

const command = (finding: Finding, line: number): string => {
  const { rule, severity, path, object, at = '', message, remedy, waived } = finding;
  const level = waived === undefined ? severity : 'notice';
  const where = [object, at].filter(Boolean).join(' ');
  const body = `${where ? `${where}: ` : ''}${message} ${waived === undefined ? remedy : `Waived: ${waived}`}`;
  return `::${level} file=${property(path)},line=${line},title=${property(rule)}::${text(body)}\n`;
};

/** Commands by which GitHub marks lines of a pull request. Source: GitHub docs, Workflow commands. */
export const github = ({ findings, lineOf }: Report): string =>
  findings.map((finding) => command(finding, lineOf(finding))).join('');

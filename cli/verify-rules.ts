import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import pc from 'picocolors';
import { rules } from '../verify';

const DOCS = new URL('../docs/rules.md', import.meta.url);

/** The section of a rule in the documentation, without its heading; empty when it has none. */
export const sectionOf = (docs: string, id: string): string =>
  docs
    .split(/^## /m)
    .find((section) => section.startsWith(`${id}\n`))
    ?.slice(id.length)
    .trim() ?? '';

const all = (): string => {
  const width = Math.max(...rules.map(({ id }) => id.length));
  return rules.map(({ id, why }) => `${pc.bold(id.padEnd(width))}  ${why}\n`).join('');
};

const one = (id: string): string => {
  const rule = rules.find((each) => each.id === id);
  if (!rule) throw new Error(`${id}: there is no such rule; slipway rules lists them`);
  return `${pc.bold(id)}\n${sectionOf(readFileSync(DOCS, 'utf8'), id) || rule.why}\n`;
};

/** `slipway rules [id]`: all rules with what goes wrong without them, or one with its example and remedy. */
export const rulesCommand = (): Command =>
  new Command('rules')
    .description('List the rules, or explain one.')
    .argument('[id]', 'a rule')
    .action((id?: string) => {
      process.stdout.write(id === undefined ? all() : one(id));
    });

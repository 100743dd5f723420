import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { Command, InvalidArgumentError, Option } from 'commander';
import pc from 'picocolors';
import {
  COMMENT_LIMIT,
  chooseTrees,
  guard,
  html,
  isRisk,
  json,
  markdown,
  parseRemovals,
  type Review,
  RISKS,
  type Risk,
  review,
  terminal,
} from '../review/index';
import { refusalLines } from './diff-guard';

interface Flags {
  readonly path: string;
  readonly depth: number;
  readonly format: 'terminal' | 'markdown' | 'html' | 'json';
  readonly output?: string;
  readonly attach?: string;
  readonly failOn: readonly Risk[];
  readonly guard?: boolean;
  readonly removals: string;
  readonly limit: number;
  readonly full?: boolean;
}

const say = (text: string): void => void process.stderr.write(`${text}\n`);

const risks = (text: string): readonly Risk[] =>
  text.split(',').map((word) => {
    const risk = word.trim();
    if (!isRisk(risk)) throw new InvalidArgumentError(`'${risk}' is no verdict; there are ${RISKS.join(', ')}.`);
    return risk;
  });

const between =
  (least: number, most: number) =>
  (text: string): number => {
    const number = Number(text);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    throw new InvalidArgumentError(`give a number from ${least} to ${most}.`);
  };

const FORMS: Readonly<Record<Flags['format'], (found: Review, flags: Flags) => string>> = {
  terminal: (found, { full = false, output }) =>
    terminal(found, { colour: pc.isColorSupported && output === undefined, full }),
  markdown: (found, { full, attach, limit }) =>
    markdown(found, full ? {} : { limit, ...(attach === undefined ? {} : { attachment: `\`${attach}\`` }) }),
  html,
  json,
};

const HTML = /\.html?$/i;

/** Whether a verdict that the gate does not let through is among those of the changes. */
function failing(found: Review, failOn: readonly Risk[]): readonly Risk[] {
  return failOn.filter((risk) => found.changes.some(({ verdicts }) => verdicts.some((each) => each.risk === risk)));
}

function guardFails(found: Review, { guard: asked, removals }: Flags): boolean {
  if (!asked) return false;
  const entries = existsSync(removals) ? parseRemovals(readFileSync(removals, 'utf8'), removals) : [];
  const { refusals, unused } = guard(found.changes, entries);
  for (const { overlay, object } of unused)
    say(
      `${pc.yellow('warning')} ${removals}: '${object}' in ${overlay} is not removed by this change; take the entry out`,
    );
  for (const line of refusalLines(refusals)) say(`${pc.red('refused')} ${line}`);
  return refusals.length > 0;
}

/** Compares, writes the forms asked for, and tells by the exit code whether the change may pass. */
function run(base: string | undefined, head: string | undefined, flags: Flags): void {
  try {
    const trees = chooseTrees({ base, head, path: flags.path });
    const found = review(trees.base, trees.head, { depth: flags.depth });
    const text = FORMS[flags.format](found, flags);
    if (flags.output === undefined) process.stdout.write(`${text}\n`);
    else writeFileSync(flags.output, text);
    if (flags.attach !== undefined)
      writeFileSync(flags.attach, HTML.test(flags.attach) ? html(found) : markdown(found));
    const failed = failing(found, flags.failOn);
    if (failed.length > 0) say(`${pc.red('failed')} the change has the verdict ${failed.join(', ')}`);
    if (guardFails(found, flags) || failed.length > 0) process.exitCode = 1;
  } catch (error) {
    say(`${pc.red('error')} ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 2;
  }
}

/**
 * `slipway diff`: what a change of manifests will do to the clusters. Exit codes: 0, 1 when a gate does not let the change
 * through, 2 when it cannot be read.
 */
export const diffCommand: Command = new Command('diff')
  .description('Tell what a change of manifests will do to the clusters.')
  .argument('[base]', 'folder or Git revision; where this branch left the main one when left out')
  .argument('[head]', 'folder or Git revision; the working tree when left out')
  .option('--path <folder>', 'folder of manifests inside the repository', 'dist')
  .addOption(new Option('--depth <n>', 'how many folders name an overlay').argParser(between(1, 5)).default(1))
  .addOption(
    new Option('--format <form>', 'form of the answer')
      .choices(['terminal', 'markdown', 'html', 'json'])
      .default('terminal'),
  )
  .option('--output <file>', 'write the answer to a file')
  .option(
    '--attach <file>',
    'also write the whole review, as a page where the name ends in .html, else as Markdown without a limit',
  )
  .addOption(
    new Option('--limit <characters>', 'longest Markdown; what does not fit is counted')
      .argParser(between(2_000, COMMENT_LIMIT))
      .default(COMMENT_LIMIT),
  )
  .option('--full', 'leave no line out')
  .addOption(
    new Option('--fail-on <verdicts>', 'fail on these verdicts, separated by commas').argParser(risks).default([]),
  )
  .option('--guard', 'refuse removals and changed identities that are not on record')
  .option('--removals <file>', 'the record of removals', 'removals.yaml')
  .action(run);

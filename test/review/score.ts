import { dump } from 'js-yaml';
import type { Manifest } from '../../manifest/types';
import { memoryTree, type Review, RISKS, type Risk, review } from '../../review/index';
import type { Case } from './corpus/case';
import { CORPUS } from './corpus/index';

/** How often a verdict was right: told and expected, told only, expected only. */
export interface Tally {
  readonly hits: number;
  readonly wrong: number;
  readonly missed: number;
}

/** A case with what the review made of it. */
export interface Answer {
  readonly about: string;
  readonly name: string;
  readonly expected: readonly Risk[];
  readonly told: readonly Risk[];
}

const FOLDER = 'one';

const tree = (label: string, folder: string, manifest: Manifest | undefined, around: readonly Manifest[]) =>
  memoryTree(
    label,
    Object.fromEntries([
      // A stranger keeps the folder from being gone as a whole, which is told in another way.
      ['prod/one/stays.yaml', 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: stays, namespace: stays}\n'],
      ...around.map((each, index) => [`prod/one/around-${index}.yaml`, dump(each)]),
      ...(manifest ? [[`prod/${folder}/object.yaml`, dump(manifest)]] : []),
    ]),
  );

/** The review of a case alone. */
export const reviewOf = ({ before, after, around, folders = [FOLDER, FOLDER] }: Case): Review =>
  review(tree('before', folders[0], before, around), tree('after', folders[1], after, around), { depth: 1 });

/** What the review says of a case. */
export function answer(about: string, given: Case): Answer {
  const told = new Set(reviewOf(given).changes.flatMap(({ verdicts }) => verdicts.map(({ risk }) => risk)));
  return { about, name: given.name, expected: given.expected, told: RISKS.filter((risk) => told.has(risk)) };
}

/** Answers to the whole corpus. */
export const answers = (): readonly Answer[] =>
  Object.entries(CORPUS).flatMap(([about, cases]) => cases.map((each) => answer(about, each)));

/** Counts verdicts over answers; all of them or one. */
export function tally(given: readonly Answer[], only?: Risk): Tally {
  const counted = (risk: Risk): boolean => only === undefined || risk === only;
  const sum = (count: (answer: Answer) => number): number => given.reduce((total, each) => total + count(each), 0);
  return {
    hits: sum(({ expected, told }) => told.filter((risk) => counted(risk) && expected.includes(risk)).length),
    wrong: sum(({ expected, told }) => told.filter((risk) => counted(risk) && !expected.includes(risk)).length),
    missed: sum(({ expected, told }) => expected.filter((risk) => counted(risk) && !told.includes(risk)).length),
  };
}

/** Share of expected verdicts that were told; 1 when none was expected. */
export const recall = ({ hits, missed }: Tally): number => (hits + missed === 0 ? 1 : hits / (hits + missed));

/** Share of told verdicts that were expected; 1 when none was told. */
export const precision = ({ hits, wrong }: Tally): number => (hits + wrong === 0 ? 1 : hits / (hits + wrong));

import { join } from 'node:path';
import type { Life } from '../../verify/schema/pack';
import { readTable } from './json';
import { shortName } from './kubernetes';
import type { Release } from './releases';

/** A minor of 1.x as a number; `undefined` for nothing. */
const minorOf = (text: string | undefined): number | undefined => (text ? Number(text.replace('1.', '')) : undefined);

const nameOf = ({ group, version, kind }: Readonly<Record<string, string>>): string =>
  [group, version, kind].filter(Boolean).join('/');

/** The life of every kind by `group/version/Kind`, from `api-lifecycle.tsv` of the folder. */
export function livesOf(folder: string, releases: readonly Release[]): ReadonlyMap<string, Life> {
  const definitions = new Map(
    releases.flatMap(({ kinds }) => kinds.map((each) => [nameOf(each), shortName(each.definition)] as const)),
  );
  const lives = readTable(join(folder, 'api-lifecycle.tsv')).map((row): [string, Life] => {
    const name = nameOf(row);
    const [definition, deprecated, removed] = [
      definitions.get(name),
      minorOf(row.deprecated_in),
      minorOf(row.removed_in),
    ];
    return [
      name,
      {
        first: minorOf(row.first_in_spec) ?? 0,
        last: minorOf(row.last_in_spec) ?? 0,
        ...(deprecated !== undefined && { deprecated }),
        ...(removed !== undefined && { removed }),
        ...(row.replacement && !row.replacement.endsWith('List') && { replacement: row.replacement }),
        ...(definition && { definition }),
      },
    ];
  });
  return new Map(lives);
}

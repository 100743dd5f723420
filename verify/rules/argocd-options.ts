import { ofEach } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import { query } from '../query';
import type { Item } from '../tree';

const PREFIX = 'argocd.argoproj.io';

const pairs = (names: readonly string[], values: readonly string[]): readonly string[] =>
  names.flatMap((name) => values.map((value) => `${name}=${value}`));

/** Options by where they stand. Source: Argo CD docs, Sync Options and Compare Options. */
const SYNC: ReadonlySet<string> = new Set([
  ...pairs(['Prune', 'Delete'], ['false', 'true', 'confirm']),
  ...pairs(['PrunePropagationPolicy'], ['foreground', 'background', 'orphan']),
  ...pairs(
    [
      'ApplyOutOfSyncOnly',
      'ClientSideApplyMigration',
      'CreateNamespace',
      'FailOnSharedResource',
      'Force',
      'PruneLast',
      'Replace',
      'RespectIgnoreDifferences',
      'ServerSideApply',
      'SkipDryRunOnMissingResource',
      'Validate',
    ],
    ['false', 'true'],
  ),
]);

const COMPARE: ReadonlySet<string> = new Set([
  'IgnoreExtraneous',
  ...pairs(['ServerSideDiff', 'IncludeMutationWebhook'], ['false', 'true']),
]);

const ANNOTATIONS: Readonly<Record<string, ReadonlySet<string>>> = {
  [`${PREFIX}/compare-options`]: COMPARE,
  [`${PREFIX}/sync-options`]: SYNC,
};

/** Annotations Argo CD writes itself: in a repository they belong to another installation. */
const FOREIGN: readonly string[] = [`${PREFIX}/tracking-id`, `${PREFIX}/installation-id`];

const JOBS: ReadonlySet<string> = new Set(['batch/Job']);

const unknown = (item: Item, at: string, option: string): Verdict =>
  error(item, at, `Argo CD does not know the option '${option}' and ignores it.`, 'Write it exactly as its docs do.');

const ofAnnotations = (item: Item): readonly Verdict[] =>
  Object.entries(ANNOTATIONS).flatMap(([name, known]) => {
    const written = item.manifest.metadata.annotations?.[name];
    if (written === undefined) return NONE;
    const at = `metadata.annotations["${name}"]`;
    const options: readonly string[] = String(written)
      .split(',')
      .map((option) => option.trim());
    return options.flatMap((option) => {
      if (option !== '' && !known.has(option)) return [unknown(item, at, option)];
      if (!/^(?:Replace|Force)=true$/.test(option) || JOBS.has(item.kind)) return [];
      return [error(item, at, `${option} deletes the object and creates it anew.`, 'Use it on Jobs only.')];
    });
  });

const NONE: readonly Verdict[] = [];

const isForArgo = ({ manifest }: Item): boolean => {
  for (const name in manifest.metadata.annotations) if (name.startsWith(PREFIX)) return true;
  return false;
};

const ofPolicy = (item: Item): readonly Verdict[] =>
  query(item.manifest, 'spec.syncPolicy.syncOptions[]')
    .filter(({ value }) => !SYNC.has(String(value)))
    .map(({ at, value }) => unknown(item, at, String(value)));

const foreign = (item: Item): readonly Verdict[] =>
  FOREIGN.filter((name) => item.manifest.metadata.annotations?.[name] !== undefined).map((name) =>
    error(item, `metadata.annotations["${name}"]`, 'Argo CD writes this annotation itself.', 'Leave it out.'),
  );

/** Options of Argo CD are spelt as it compares them: letter by letter. */
export const argocdOptions: Rule = {
  id: 'argocd-options',
  why: 'Argo CD ignores an option it does not know, so a misspelt protection protects nothing.',
  check: ofEach((item) => [
    ...(isForArgo(item) ? [...ofAnnotations(item), ...foreign(item)] : []),
    ...(item.kind === 'argoproj.io/Application' ? ofPolicy(item) : []),
  ]),
};

import type { Fields, Manifest } from '../../../manifest/types';
import type { Change } from '../../change';
import { canonical } from '../../compare/compare';
import type { Around } from '../around';
import { dataOf, survivesPrune } from '../data-kinds';
import { guarded, type Rule, type Saying, type Verdict, verdict } from '../verdict';

const identity = (rule: string, reason: string, remedy: string, ...at: readonly string[]): Verdict =>
  guarded(verdict({ risk: 'identity', rule, reason, remedy }, ...at));
const WITH_ALL = 'all it holds';

const cascades = ({ metadata }: Manifest): boolean =>
  (metadata.finalizers ?? []).some((name: string) => name.startsWith('resources-finalizer.argocd.argoproj.io'));

/** Where an Application takes its objects from, without the revision. */
const originsOf = ({ spec }: Manifest): readonly string[] =>
  [spec?.source, ...(spec?.sources ?? [])]
    .filter((source) => source?.path || source?.chart)
    .map(({ repoURL, path, chart }: Fields) => canonical([repoURL, path ?? null, chart ?? null]));

const pathsOf = ({ spec }: Manifest): readonly string[] =>
  [spec?.source, ...(spec?.sources ?? [])].flatMap((source: Fields) => (source?.path ? [source.path] : []));

/** What an Application holds, in words: so many objects, and those of them that are data. */
function holds(change: Change, around: Around): string {
  const paths = change.before ? pathsOf(change.before.manifest) : [];
  const objects = paths.flatMap((path) => around.filesBelow(change, 'before', path));
  const data = objects.filter(({ manifest }) => dataOf(manifest) !== undefined);
  if (objects.length === 0) return WITH_ALL;
  return `${objects.length} objects${data.length > 0 ? `, ${data.length} of them data` : ''}`;
}

/** What deleting an Application does depends on its finalizer. Source: rules D3 and D5 of the Argo CD contract. */
function gone(change: Change, around: Around): readonly Verdict[] {
  const manifest = change.before?.manifest;
  if (!manifest) return [];
  const stake = holds(change, around);
  const renamed = change.status === 'renamed';
  const remedy = renamed
    ? 'Keep the name; names of Applications are stable for ever.'
    : 'Take down what it holds first, and say so in removals.yaml.';
  if (cascades(manifest))
    return [
      guarded(
        verdict({
          risk: 'data-at-risk',
          rule: 'D5',
          reason: 'With its finalizer the Application deletes all it holds.',
          stake,
          remedy,
        }),
      ),
    ];
  const then = renamed
    ? 'the new one finds its objects owned by one that is gone, and stays stuck'
    : 'its objects keep running, and nobody maintains them';
  const reason = `To Argo CD this Application goes away: ${then}.`;
  return [guarded(verdict({ risk: 'identity', rule: 'D3', reason, stake, remedy }))];
}

const OPTION: Readonly<Record<string, Saying>> = {
  'Replace=true': {
    risk: 'recreated',
    rule: 'replace',
    reason: 'Objects are replaced instead of changed, and may be recreated.',
    remedy: 'Use the option on single Jobs only.',
  },
  'Force=true': {
    risk: 'recreated',
    rule: 'replace',
    reason: 'Objects that cannot change are deleted and created again.',
    remedy: 'Use the option on single Jobs only.',
  },
};

const optionsOf = (manifest: Manifest): readonly string[] => [
  ...(manifest.spec?.syncPolicy?.syncOptions ?? []),
  ...String(manifest.metadata.annotations?.['argocd.argoproj.io/sync-options'] ?? '').split(','),
];

const KEEP = 'Keep it; move objects to a new Application in steps, with Prune=false live on all of them.';

function steered(before: Manifest, after: Manifest): readonly Verdict[] {
  const [old, now] = [before.spec ?? {}, after.spec ?? {}];
  const differs = (field: string): boolean => canonical(old[field]) !== canonical(now[field]);
  const kept = new Set(originsOf(after));
  const paths = originsOf(before).some((origin) => !kept.has(origin));
  return [
    ...(differs('destination')
      ? [
          identity(
            'D3',
            'The objects are created at another place; those at the old one stay or are pruned.',
            KEEP,
            'spec.destination',
          ),
        ]
      : []),
    ...(paths ? [identity('D3', 'What the other path does not hold is pruned.', KEEP, 'spec.source')] : []),
    ...(differs('project')
      ? [
          verdict(
            {
              risk: 'exposure',
              rule: 'other-project',
              reason: `Project '${now.project}' may allow more than '${old.project}'.`,
              remedy: 'Compare the two projects.',
            },
            'spec.project',
          ),
        ]
      : []),
  ];
}

const isRoot = (manifest: Manifest): boolean => pathsOf(manifest).some((path) => /(^|\/)apps\/?$/.test(path));

function automated(before: Manifest, after: Manifest): readonly Verdict[] {
  const [old, now] = [before, after].map(({ spec }) => spec?.syncPolicy?.automated ?? {});
  const turned = (field: string): boolean => now[field] === true && old[field] !== true;
  const what = isRoot(after) ? 'Applications' : 'Objects';
  return [
    ...(turned('prune')
      ? [
          identity(
            isRoot(after) ? 'D6' : 'prune',
            `${what} that are not in Git are deleted from now on.`,
            'Look at what Argo CD shows as to be pruned before merging.',
            'spec.syncPolicy.automated.prune',
          ),
        ]
      : []),
    ...(survivesPrune(before) && !survivesPrune(after)
      ? [
          identity(
            'D6',
            'When it leaves Git, the Application is deleted without anybody being asked.',
            'Keep Prune=confirm or Prune=false on every Application.',
            'metadata.annotations',
          ),
        ]
      : []),
    ...(turned('allowEmpty')
      ? [
          identity(
            'D4',
            'An empty folder deletes everything the Application holds.',
            'Keep allowEmpty at false.',
            'spec.syncPolicy.automated.allowEmpty',
          ),
        ]
      : []),
    ...(!cascades(before) && cascades(after)
      ? [
          guarded(
            verdict(
              {
                risk: 'data-at-risk',
                rule: 'D5',
                reason: 'Deleting the Application deletes all it holds from now on.',
                remedy: 'No finalizer where data lives.',
              },
              'metadata.finalizers',
            ),
          ),
        ]
      : []),
  ];
}

/** An Application that goes away, points elsewhere or may delete more: identity is state. Rules D3 to D6. */
export const application: Rule = (change, around) => {
  const { before, after, status } = change;
  if (change.identity.kind !== 'Application' || change.identity.group !== 'argoproj.io' || !before) return [];
  if (status === 'removed' || status === 'renamed') return gone(change, around);
  if (!after) return [];
  const known = new Set(optionsOf(before.manifest));
  const options = optionsOf(after.manifest).filter((option) => !known.has(option) && Object.hasOwn(OPTION, option));
  return [
    ...steered(before.manifest, after.manifest),
    ...automated(before.manifest, after.manifest),
    ...options.flatMap((option) => (OPTION[option] ? [verdict(OPTION[option], 'spec.syncPolicy.syncOptions')] : [])),
  ];
};

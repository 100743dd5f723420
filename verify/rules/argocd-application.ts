import type { Fields } from '../../manifest/types';
import { applicationsOf, WAVE } from '../applications';
import { error, type Rule, type Verdict } from '../finding';
import { sourcesOf } from '../namespaces';
import { type Item, listOf } from '../tree';

const ANNOTATION = 'argocd.argoproj.io';
const FULL_REVISION = /^(?:refs\/(?:heads|tags)\/.+|[0-9a-f]{40})$/;
const CASCADE = 'resources-finalizer.argocd.argoproj.io';

const options = (item: Item): readonly Fields[] => listOf(item.manifest.spec?.syncPolicy?.syncOptions);
const annotation = (item: Item, name: string): string =>
  item.manifest.metadata.annotations?.[`${ANNOTATION}/${name}`] ?? '';

/** One thing to be right about an Application. */
interface Demand {
  readonly at: string;
  readonly broken: (item: Item) => boolean;
  readonly message: string;
  readonly remedy: string;
}

const place = (name: string): string => `metadata.annotations["${ANNOTATION}/${name}"]`;

/** For every Application. Source: Argo CD docs, Sync Options, Server-Side Diff and Sync Phases and Waves. */
const ALWAYS: readonly Demand[] = [
  {
    at: 'spec.project',
    broken: ({ manifest }) => ['', 'default', undefined].includes(manifest.spec?.project),
    message: 'The default project permits everything.',
    remedy: "Name the overlay's own project.",
  },
  {
    at: 'spec.syncPolicy.syncOptions',
    broken: (item) => !options(item).includes('ServerSideApply=true'),
    message: 'Client-side apply shows as synced what it has not changed (same port twice, removed variables).',
    remedy: 'Add ServerSideApply=true.',
  },
  {
    at: place('compare-options'),
    broken: (item) => !annotation(item, 'compare-options').split(',').includes('ServerSideDiff=true'),
    message: 'Without server-side diff defaults and quantities show as differences for ever.',
    remedy: 'Annotate it with ServerSideDiff=true.',
  },
  {
    at: 'spec.syncPolicy.syncOptions',
    broken: (item) => options(item).some((option) => /^(?:Replace|Force)=true$/.test(String(option))),
    message: 'Replace and Force delete and create objects anew.',
    remedy: 'Set them on the single Job that needs them.',
  },
  {
    at: 'spec.syncPolicy.syncOptions',
    broken: (item) => options(item).includes('CreateNamespace=true'),
    message: 'A namespace made on the side has no labels and no protection.',
    remedy: 'Write the Namespace in the folder of namespaces.',
  },
  {
    at: 'spec.syncPolicy.retry.limit',
    broken: ({ manifest }) => manifest.spec?.syncPolicy?.automated && manifest.spec.syncPolicy.retry?.limit !== -1,
    message: 'After the last retry nothing happens before the next commit.',
    remedy: 'Write -1.',
  },
  {
    at: 'spec.syncPolicy.automated.allowEmpty',
    broken: ({ manifest }) => manifest.spec?.syncPolicy?.automated?.allowEmpty === true,
    message: 'An empty folder would delete everything.',
    remedy: 'Leave it out.',
  },
  {
    at: place('sync-wave'),
    broken: ({ manifest }) => !/^-?\d+$/.test(manifest.metadata.annotations?.[WAVE] ?? '0'),
    message: 'The wave is no whole number.',
    remedy: 'Write a whole number in quotes.',
  },
];

/** For Applications of folders of the repository. */
const OF_FOLDERS: readonly Demand[] = [
  {
    at: 'spec.source.targetRevision',
    broken: (item) =>
      sourcesOf(item).some(({ chart, targetRevision }) => !chart && !FULL_REVISION.test(targetRevision ?? '')),
    message: 'A short revision makes Argo CD load every branch and tag.',
    remedy: 'Write refs/heads/<branch>, refs/tags/<tag> or a full commit.',
  },
  {
    at: place('manifest-generate-paths'),
    broken: (item) => annotation(item, 'manifest-generate-paths') === '',
    message: 'Every commit renders this Application anew, whatever it touches.',
    remedy: 'Annotate it with its own path: a single dot.',
  },
  {
    at: 'metadata.finalizers',
    broken: ({ manifest }) => listOf(manifest.metadata.finalizers).some((name) => String(name).startsWith(CASCADE)),
    message: 'With this finalizer removing the Application deletes everything it ever made.',
    remedy: 'Leave it out.',
  },
];

const judge = (item: Item, demands: readonly Demand[]): readonly Verdict[] =>
  demands.filter(({ broken }) => broken(item)).map(({ at, message, remedy }) => error(item, at, message, remedy));

/** Applications are written so that they sync by themselves, compare rightly and never delete by accident. */
export const argocdApplication: Rule = {
  id: 'argocd-application',
  why: 'A weak Application stops after some retries, differs for ever, or takes its data along when it goes.',
  check: (tree) =>
    applicationsOf(tree).flatMap(({ item, paths }) => [
      ...judge(item, ALWAYS),
      ...(paths.length > 0 ? judge(item, OF_FOLDERS) : []),
    ]),
};

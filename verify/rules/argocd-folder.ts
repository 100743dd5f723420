import { applicationsOf, syncing } from '../applications';
import { error, type Rule, type Verdict, warning } from '../finding';
import { leavesOf } from '../leaves';
import { type Item, inFolders, onceFor, type Tree } from '../tree';

/** File names that make Argo CD run another tool. Source: Argo CD docs, Tool Detection and Parameter Overrides. */
const TOOL_FILES = /^(?:kustomization\.ya?ml|Kustomization|Chart\.yaml|\.argocd-source.*\.yaml)$/;

/** Kinds Argo CD leaves out unless told otherwise. Source: argo-cd, manifests/base/config/argocd-cm.yaml. */
const EXCLUDED: ReadonlySet<string> = new Set([
  'Endpoints',
  'authentication.k8s.io/TokenReview',
  'authorization.k8s.io/LocalSubjectAccessReview',
  'authorization.k8s.io/SelfSubjectAccessReview',
  'authorization.k8s.io/SelfSubjectRulesReview',
  'authorization.k8s.io/SubjectAccessReview',
  'cert-manager.io/CertificateRequest',
  'certificates.k8s.io/CertificateSigningRequest',
  'cilium.io/CiliumEndpoint',
  'cilium.io/CiliumEndpointSlice',
  'cilium.io/CiliumIdentity',
  'coordination.k8s.io/Lease',
  'discovery.k8s.io/EndpointSlice',
]);

const FOLDER_BYTES = 10_000_000;
const OBJECT_BYTES = 1_048_576;
const MANY_OBJECTS = 500;

const bytesOf = ({ manifest }: Item): number => Buffer.byteLength(JSON.stringify(manifest) ?? '');

const fileOf = ({ path }: Item): string => path.slice(path.lastIndexOf('/') + 1);

/** Beginnings of such names, so that the others need no look at all. */
const TOOL_BEGINNINGS: readonly string[] = ['kustomization', 'Kustomization', 'Chart', '.argocd-source'];

const isSkipped = ({ path, kind }: Item): boolean => {
  const file = path.lastIndexOf('/') + 1;
  return EXCLUDED.has(kind) || TOOL_BEGINNINGS.some((beginning) => path.startsWith(beginning, file));
};

const ofItem = (item: Item): readonly Verdict[] => {
  const file = fileOf(item);
  return [
    ...(TOOL_FILES.test(file)
      ? [error(item, '', `A file ${file} makes Argo CD treat the folder as no plain YAML.`, 'Name the file otherwise.')]
      : []),
    ...(EXCLUDED.has(item.kind)
      ? [error(item, 'kind', `Argo CD never applies a ${item.identity.kind}.`, 'Let the cluster make it.')]
      : []),
  ];
};

const ofFiles = inFolders((items) => items.filter(isSkipped).flatMap(ofItem));

const ofSizes = (items: readonly Item[]): readonly Verdict[] => {
  const [first] = items;
  const isSmall =
    items.every(({ survey }) => survey.mostBytes <= OBJECT_BYTES) &&
    items.reduce((sum, { survey }) => sum + survey.mostBytes, 0) <= FOLDER_BYTES;
  const sizes = isSmall ? [] : items.map((item) => ({ item, bytes: bytesOf(item) }));
  const total = sizes.reduce((sum, { bytes }) => sum + bytes, 0);
  return [
    ...sizes
      .filter(({ bytes }) => bytes > OBJECT_BYTES)
      .map(({ item, bytes }) =>
        error(item, '', `The object has ${bytes} bytes, ${OBJECT_BYTES} is the limit.`, 'Divide it.'),
      ),
    ...(first && total > FOLDER_BYTES
      ? [error(first, '', `The folder has ${total} bytes, ${FOLDER_BYTES} is the limit of Argo CD.`, 'Divide it.')]
      : []),
    ...(first && items.length > MANY_OBJECTS
      ? [warning(first, '', `The folder has ${items.length} objects, which slows its Application.`, 'Divide it.')]
      : []),
  ];
};

const sizes = onceFor((tree, folder: string) => ofSizes(tree.inFolder(folder)));

const folders = (tree: Tree): readonly Verdict[] =>
  applicationsOf(tree).length === 0
    ? []
    : tree.folderNames.flatMap((folder) => (syncing(tree, folder).length > 0 ? sizes(tree, folder) : []));

/** Folders hold what Argo CD reads as plain YAML, applies at all, and can hold in one piece. */
export const argocdFolder: Rule = {
  id: 'argocd-folder',
  why: 'A file Argo CD skips, or a folder it takes for a chart, is missing from the cluster without any error.',
  check: (tree) => [
    ...ofFiles(tree),
    ...leavesOf(tree)
      .filter(({ facts }) => facts.skips)
      .map(({ item, at }) => error(item, at, 'This text makes Argo CD skip the whole file.', 'Take it out.')),
    ...folders(tree),
  ],
};

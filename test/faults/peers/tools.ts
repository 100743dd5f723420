import { spawnSync } from 'node:child_process';
import type { Fields } from '../../../manifest/types';

/** Another tool that judges manifests. */
export interface Peer {
  readonly name: string;
  /** Module that `go version -m` names where the tool does not know its version. */
  readonly version: readonly string[];
  /** Arguments that judge a folder. @param schemas folder of JSON schemas, or none */
  readonly judge: (folder: string, files: readonly string[], schemas: string | undefined) => readonly string[];
  /** Findings in what it prints as JSON, each as one line. */
  readonly read: (output: Fields) => readonly string[];
}

const listed = (value: Fields): readonly Fields[] => (Array.isArray(value) ? value : []);

/** Checks of Polaris that failed, wherever they stand below a result. */
function failed(value: Fields, place: string): readonly string[] {
  if (typeof value !== 'object' || value === null) return [];
  if (value.ID !== undefined && value.Success === false) return [`${place} ${value.ID} ${value.Message}`];
  return Object.values<Fields>(value).flatMap((each) => failed(each, place));
}

/** The tools, with the arguments they are known to take. Sources: README of each. */
export const PEERS: readonly Peer[] = [
  {
    name: 'kubeconform',
    version: ['-v'],
    judge: (folder, _, schemas) => [
      ...['-output', 'json', '-strict', '-ignore-missing-schemas'],
      ...(schemas === undefined
        ? []
        : ['native', 'custom'].flatMap((kind) => [
            '-schema-location',
            `${schemas}/${kind}/{{.Group}}/{{.ResourceAPIVersion}}/{{.ResourceKind}}.json`,
          ])),
      folder,
    ],
    read: ({ resources }) =>
      listed(resources)
        .filter(({ status }) => status === 'statusInvalid' || status === 'statusError')
        .map(({ kind, name, msg }) => `${kind} ${name} ${msg}`),
  },
  {
    name: 'kube-linter',
    version: ['version'],
    judge: (folder) => ['lint', '--format', 'json', folder],
    read: ({ Reports }) =>
      listed(Reports).map(({ Check, Diagnostic, Object: { K8sObject: own } = { K8sObject: {} } }) =>
        [own?.GroupVersionKind?.Kind, own?.Namespace, own?.Name, Check, Diagnostic?.Message].join(' '),
      ),
  },
  {
    name: 'kube-score',
    version: ['version'],
    judge: (_, files) => ['score', '--output-format', 'json', ...files],
    read: (output) =>
      listed(output).flatMap(({ object_name, checks }) =>
        listed(checks)
          .filter(({ grade, skipped }) => !skipped && grade < 10)
          .map(({ check, comments }) => `${object_name} ${check?.id} ${JSON.stringify(comments)}`),
      ),
  },
  {
    name: 'polaris',
    version: ['version'],
    judge: (folder) => ['audit', '--audit-path', folder, '--format', 'json'],
    read: ({ Results }) =>
      listed(Results).flatMap((result) => failed(result, `${result.Kind} ${result.Namespace} ${result.Name}`)),
  },
];

/** Runs a program; `undefined` when it is not there. */
const run = (name: string, args: readonly string[]): ReturnType<typeof spawnSync> & { readonly text: string } => {
  const result = spawnSync(name, args, { encoding: 'utf8', maxBuffer: 1e9 });
  return { ...result, text: String(result.stdout ?? '') };
};

/** The version a tool says it has, or the one it was built from; `undefined` where it is not installed. */
export function versionOf({ name, version }: Peer): string | undefined {
  const { error, text, stderr } = run(name, version);
  if (error) return undefined;
  const said = /\d+\.\d+\.\d+[\w.+-]*/.exec(`${text} ${stderr}`)?.[0];
  const path = run('which', [name]).text.trim();
  return said ?? /^\tmod\t\S+\t(\S+)/m.exec(run('go', ['version', '-m', path]).text)?.[1] ?? 'of unknown version';
}

/** Colours, times and the folder differ from run to run. */
const settled = (line: string, folder: string): string =>
  line
    .replaceAll(folder, '')
    .replace(/\d{4}[/-]\d\d[/-]\d\d[T ][\d:.]+Z?/g, '')
    .trim();

const parsed = (text: string): Fields => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Everything a tool says against the files of a folder: its findings, and what it complains about as it reads. */
export function findingsOf(
  peer: Peer,
  folder: string,
  files: readonly string[],
  schemas: string | undefined,
): ReadonlySet<string> {
  const { text, stderr } = run(peer.name, peer.judge(folder, files, schemas));
  const output = parsed(text);
  const said = [...(output ? peer.read(output) : text.split('\n')), ...String(stderr ?? '').split('\n')];
  return new Set(said.map((line) => settled(line, folder)).filter((line) => line !== ''));
}

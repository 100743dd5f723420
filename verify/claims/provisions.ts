import { commandsIn } from './shell';

/** What a script makes in an object store. */
export interface Provisions {
  readonly buckets: readonly string[];
  readonly users: readonly string[];
  /** Whether it makes some whose names only show in the cluster. */
  readonly isOpen: boolean;
}

const NONE: Provisions = { buckets: [], users: [], isOpen: false };

const MAKES = /\bmb\b|create-bucket|admin\s+(?:user|policy)/;
const isFlag = (word: string): boolean => word.startsWith('-');

/** The value of a flag, written as one word or as two. */
const flag = (words: readonly string[], name: string): string | undefined => {
  const index = words.findIndex((word) => word === name || word.startsWith(`${name}=`));
  return index < 0 ? undefined : words[index]?.includes('=') ? words[index]?.split('=')[1] : words[index + 1];
};

/** Bucket in `alias/bucket`, `s3://bucket` or what stands alone. */
const bucketIn = (word = ''): string =>
  word.startsWith('s3://') ? (word.slice(5).split('/')[0] ?? '') : (word.split('/')[1] ?? '');

/** Clients of object stores by their command, with what their words make. Sources: mc, AWS CLI and s3cmd, reference. */
const ofClient = (words: readonly string[]): Partial<Record<'bucket' | 'user', string | undefined>> => {
  const start = words.findIndex((word) => /(?:^|\/)(?:mc|aws|s3cmd|s5cmd)$/.test(word));
  const rest = start < 0 ? [] : words.slice(start + 1);
  const plain = rest.filter((word) => !isFlag(word));
  const after = (...verbs: readonly string[]): readonly string[] | undefined => {
    const at = plain.findIndex((_, index) => verbs.every((verb, offset) => plain[index + offset] === verb));
    return at < 0 ? undefined : plain.slice(at + verbs.length);
  };
  if (after('mb')) return { bucket: bucketIn(plain.at(-1)) };
  if (after('s3api', 'create-bucket')) return { bucket: flag(rest, '--bucket') };
  if (after('admin', 'policy', 'attach')) return { user: flag(rest, '--user') };
  return { user: after('admin', 'user', 'add')?.[1] };
};

const isTold = (name: string): boolean => name !== '' && !/[$`(){}]/.test(name);

/** What a text makes in an object store when a shell runs it. */
export function provisionsIn(text: string): Provisions {
  if (!MAKES.test(text)) return NONE;
  const made = commandsIn(text).map(ofClient);
  const buckets = made.flatMap(({ bucket }) => (bucket === undefined ? [] : [bucket]));
  const users = made.flatMap(({ user }) => (user === undefined ? [] : [user]));
  if (buckets.length + users.length === 0) return NONE;
  const all = [...buckets, ...users];
  return { buckets: buckets.filter(isTold), users: users.filter(isTold), isOpen: !all.every(isTold) };
}

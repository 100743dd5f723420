import type { Fields } from '../../manifest/types';
import { type HostReference, hostsOf } from '../hosts';
import type { Leaf } from '../leaves';
import { listOf, type Pods, type Tree } from '../tree';
import { filledIn, knownValue } from './known-values';

const USER = '[A-Za-z_][\\w-]*';
const IN_URL = new RegExp(`postgres(?:ql)?://(${USER})(?::[^@\\s]*)?@`, 'g');
const IN_QUERY = new RegExp(`[?&]user=(${USER})`, 'g');
/** A key that holds a URL, and the beginning it shares with the key of the user. */
const URL_KEY = /^(.*?)(?:jdbc[._-]?)?ur[li]$/i;
const ASSIGNED = /^[ \t]*([\w.-]+)[ \t]*[:=][ \t]*["']?([^\s"']*)/gm;

/** Whether a key is that of the user that goes with the key of a URL: `connection-user` with `connection-url`. */
const goesWith = (urlKey: string, key: string): boolean => {
  const beginning = URL_KEY.exec(urlKey)?.[1];
  if (beginning === undefined || !key.startsWith(beginning)) return false;
  return /^user(?:[_-]?name)?$/i.test(key.slice(beginning.length));
};

const inText = (text: string): readonly string[] => {
  const entries = [...text.matchAll(ASSIGNED)].map(([, key = '', value = '']) => [key, value] as const);
  return entries
    .filter(([, value]) => value.includes('postgresql://'))
    .flatMap(([urlKey]) => entries.filter(([key]) => goesWith(urlKey, key)).map(([, user]) => user))
    .filter((user) => new RegExp(`^${USER}$`).test(user));
};

const firsts = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, user = '']) => user);

const containerAt = ({ item, at }: Leaf, pods: readonly Pods[]): Fields =>
  pods
    .filter((pod) => pod.item === item)
    .flatMap(({ containers }) => containers)
    .find((own) => at.startsWith(`${own.at}.env[`))?.container;

/** The user in the variable beside that of a URL. */
const inVariable = (tree: Tree, leaf: Leaf): readonly string[] => {
  const container = leaf.at.includes('.env[') ? containerAt(leaf, tree.pods) : undefined;
  return listOf(container?.env)
    .filter(({ name }) => typeof name === 'string' && goesWith(leaf.name, name))
    .flatMap(({ value, valueFrom }) => {
      const { name, key } = valueFrom?.secretKeyRef ?? {};
      return value ?? (name && key ? knownValue(tree, leaf.item.namespace, name, key)?.text : undefined) ?? [];
    });
};

/** A role as which somebody logs in, beside the address of its PostgreSQL. */
export interface Login {
  readonly reference: HostReference;
  readonly role: string;
}

/** Every login at a PostgreSQL whose role manifests tell: in a URL, or under the key that goes with the URL's. */
export const loginsOf = (tree: Tree): readonly Login[] =>
  hostsOf(tree)
    .filter(({ leaf }) => leaf.value.includes('postgres'))
    .flatMap((reference) => {
      const { leaf } = reference;
      const text = filledIn(tree, leaf.item, leaf.value);
      const roles = [...firsts(text, IN_URL), ...firsts(text, IN_QUERY), ...inText(text), ...inVariable(tree, leaf)];
      return [...new Set(roles)].map((role) => ({ reference, role }));
    });

import {
  type AskedFields,
  fieldsAsked,
  type PushedKey,
  type RemoteKey,
  remoteKeysPushed,
  remoteKeysRead,
} from '../credentials';
import { error, type Rule, type Verdict } from '../finding';
import type { Item } from '../tree';

/** Says what people put into the store for an object that reads an entry nobody here writes. */
const PREPARED = 'slipway.dev/prepared-by-hand';

const rivals = (pushed: readonly RemoteKey[]): readonly Verdict[] => {
  const first = new Map(pushed.toReversed().map(({ key, item }) => [key, item]));
  return pushed
    .filter(({ key, item }) => first.get(key) !== item)
    .map(({ key, at, item }) =>
      error(item, at, `${key} is written by ${first.get(key)?.object} as well.`, 'Write each credential once.'),
    );
};

const unwritten = ({ key, at, item }: RemoteKey): Verdict =>
  error(
    item,
    at,
    `Nothing in the overlay writes ${key}.`,
    `Let its owner push it, or say in the annotation ${PREPARED} what people put there.`,
  );

type Writers = ReadonlyMap<string, PushedKey>;

/** Fields nobody writes, where it is known what is written to every entry they may come from. */
function lacking({ item, at, keys, fields }: AskedFields, writers: Writers): readonly Verdict[] {
  const entries = keys.map((key) => writers.get(key));
  if (entries.some((entry) => entry?.fields === undefined)) return [];
  const written = new Set(entries.flatMap((entry) => entry?.fields ?? []));
  const by = entries.map((entry) => entry?.item.object).join(' and ');
  return fields
    .filter((field) => !written.has(field))
    .map((field) => {
      const message = `No field ${field} is written to ${keys.join(' or ')} by ${by}.`;
      return error(item, at, message, WRITE_FIELD);
    });
}

const WRITE_FIELD = 'Write the field there, or ask for one that is written.';

/** Every credential read is written by the overlay with the fields that are read, and no two PushSecrets write the same one. */
export const credentialClosure: Rule = {
  id: 'credential-closure',
  why: 'A key nobody writes leaves its Secret empty for ever; a key written twice holds whichever came last.',
  check: (tree) => {
    const pushed = remoteKeysPushed(tree);
    const writers = new Map(pushed.map((remote) => [remote.key, remote]));
    const stores = new Set(pushed.map(({ key }) => storeOf(key)));
    return [
      ...rivals(pushed),
      ...remoteKeysRead(tree)
        .filter(({ key, item }) => !writers.has(key) && stores.has(storeOf(key)) && !isPrepared(item))
        .map(unwritten),
      ...fieldsAsked(tree)
        .filter(({ item }) => !isPrepared(item))
        .flatMap((asked) => lacking(asked, writers)),
    ];
  },
};

const isPrepared = ({ manifest }: Item): boolean => Boolean(manifest.metadata.annotations?.[PREPARED]);

const storeOf = (key: string): string => key.slice(0, key.indexOf(':'));

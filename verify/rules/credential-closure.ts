import { remoteKeysPushed, remoteKeysRead } from '../credentials';
import { error, type Rule } from '../finding';

/** Says what people put into the store for an object that reads an entry nobody here writes. */
const PREPARED = 'slipway.dev/prepared-by-hand';

/** Every credential read is written by the overlay, and no two PushSecrets write the same one. */
export const credentialClosure: Rule = {
  id: 'credential-closure',
  why: 'A key nobody writes leaves its Secret empty for ever; a key written twice holds whichever came last.',
  check: (tree) => {
    const pushed = remoteKeysPushed(tree);
    const first = new Map(pushed.toReversed().map((remote) => [remote.key, remote.item]));
    const store = new Set(pushed.map(({ key }) => key.slice(0, key.indexOf(':'))));
    return [
      ...pushed
        .filter(({ key, item }) => first.get(key) !== item)
        .map(({ key, at, item }) =>
          error(item, at, `${key} is written by ${first.get(key)?.object} as well.`, 'Write each credential once.'),
        ),
      ...remoteKeysRead(tree)
        .filter(({ key }) => !first.has(key) && store.has(key.slice(0, key.indexOf(':'))))
        .filter(({ item }) => !item.manifest.metadata.annotations?.[PREPARED])
        .map(({ key, at, item }) =>
          error(
            item,
            at,
            `Nothing in the overlay writes ${key}.`,
            `Let its owner push it, or say in the annotation ${PREPARED} what people put there.`,
          ),
        ),
    ];
  },
};

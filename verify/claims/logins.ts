import { type Item, onceFor, type Tree } from '../tree';
import { filledIn } from './known-values';
import { leavesIn, surroundings } from './surroundings';
import { variableOf } from './variables';

/** A name under which a client of Kafka logs in, and where it says so. */
export interface Login {
  readonly item: Item;
  readonly at: string;
  readonly user: string;
}

/** A variable in a text: `$(USER)` of Kubernetes, `${USER}` and `${env:USER}` of programs. */
const VARIABLE = /^\$[({](?:env:|ENV:)?(\w+)[)}]$/;

/** A login as it will be in the cluster, or `undefined` where manifests do not tell. */
function resolved(tree: Tree, item: Item, login: string): string | undefined {
  const name = VARIABLE.exec(login)?.[1];
  const user = name === undefined ? filledIn(tree, item, login) : variableOf(tree, item, name);
  return user !== undefined && /^[\w.@-]+$/.test(user) ? user : undefined;
}

/** Resources of Strimzi that log in as they say in a field of their own. */
const CLIENTS: ReadonlySet<string> = new Set(['kafka.strimzi.io/KafkaConnect', 'kafka.strimzi.io/KafkaBridge']);

/** The logins of Kafka clients in an object. */
export const loginsIn = onceFor((tree, item: Item): readonly Login[] => {
  const { username } = (CLIENTS.has(item.kind) && item.manifest.spec?.authentication) || {};
  return [
    ...(typeof username === 'string' ? [{ item, at: 'spec.authentication.username', user: username }] : []),
    ...leavesIn(tree, item).flatMap(({ at, facts }) =>
      facts.mentions.logins.flatMap((login) => {
        const user = resolved(tree, item, login);
        return user === undefined ? [] : [{ item, at, user }];
      }),
    ),
  ];
});

/** The one user as whom the readers of an object log in, or `undefined`. */
export function userAround(tree: Tree, item: Item): string | undefined {
  const users = usersAround(tree, item);
  return users.size === 1 ? [...users][0] : undefined;
}

const usersAround = onceFor(
  (tree, item: Item): ReadonlySet<string> =>
    new Set(surroundings(tree, item).flatMap((each) => loginsIn(tree, each).map(({ user }) => user))),
);

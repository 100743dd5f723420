import { type Provisions, provisionsIn } from './provisions';

/** Names of what a provider must keep, in one text, before anybody asked which provider is meant. */
export interface Mentions {
  /** Buckets of URLs (`s3://lake/x`), of policies (`arn:aws:s3:::lake`) and of keys (`bucketnames: lake`). */
  readonly buckets: readonly string[];
  /** Variables whose value begins with a bucket: `FOLDER` of `mc cp x "store/$FOLDER/y"`. */
  readonly folders: readonly string[];
  /** Topics of keys: `"topic": "events"`, `kafka.table-names=a,b`. */
  readonly topics: readonly string[];
  /** Logins of Kafka clients: `ScramLoginModule required username="web"`. May be a reference such as `$(USER)`. */
  readonly logins: readonly string[];
  /** Whether it names an endpoint of an object store outside of the cluster. */
  readonly isOutside: boolean;
  readonly provisions: Provisions;
}

/** A text that names nothing of the kind. */
export const NO_MENTIONS: Mentions = {
  buckets: [],
  folders: [],
  topics: [],
  logins: [],
  isOutside: false,
  provisions: { buckets: [], users: [], isOpen: false },
};

const WORTH = /s3|bucket|topic|table-names|LoginModule|sasl\.username|\bmb\b|admin|\balias\b/i;

const BUCKET = '[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]';
const BUCKET_URL = new RegExp(`\\bs3[an]?://(${BUCKET})(?![\\w.$({%*-])`, 'g');
const BUCKET_ARN = new RegExp(`\\barn:aws[\\w-]*:s3:::(${BUCKET})(?![\\w.$({%*?-])`, 'g');
const KEYED = (key: string): RegExp =>
  new RegExp(`(?<![\\w.-])([\\w.-]*${key})["']?[ \\t]*[:=][ \\t]*([^\\n;}\\]]*)`, 'gi');
const BUCKET_KEY = KEYED('bucket(?:[_.-]?names?)?');
const TOPIC_KEY = KEYED('(?:topic(?:[_.-]?name)?|topics(?:[_.-]?names)?|topic[_.-]?names|kafka\\.table-names)');
const LOGIN = /LoginModule\s+required\b[^;]*?\busername=["']?((?:\{\{[^}]*\}\}|\$\([^)]*\)|[^"'\s;])+)/g;
const LOGIN_KEY = /(?<![\w.-])sasl\.username["']?[ \t]*[:=][ \t]*["']?([^"'\s,;]+)/g;
const OUTSIDE =
  /(?:endpoint|s3[_.-]?url)[\w.-]*["']?[ \t]*[:=][ \t]*["']?https?:\/\/(?![\w.-]*\.svc\b)[\w-]+\.[\w.-]*[a-z]/i;

const ALIAS = /\bmc\s+(?:-\S+\s+)*alias\s+set\s+["']?([\w-]+)/g;

/** First parts of the paths that a script gives `mc` behind the aliases it sets. */
const parts = (text: string): readonly string[] =>
  [...text.matchAll(ALIAS)].flatMap(([, alias = '']) =>
    [...text.matchAll(new RegExp(`(?<![\\w/.-])${alias}/(\\$\\{?\\w+\\}?|${BUCKET})(?=[/"'\\s]|$)`, 'g'))].map(
      ([, part = '']) => part,
    ),
  );

const A_BUCKET = new RegExp(`^${BUCKET}$`);
const A_VARIABLE = /^\$\{?([A-Za-z_]\w*)\}?$/;
const A_TOPIC = /^[A-Za-z0-9._-]{1,249}$/;
const A_SETTING = /^(?:true|false|null|none|[\d.]+|\.+)$/i;
/** Keys that tell of topics and buckets of something else. */
const OTHER = /mqtt|sns|pubsub|pulsar|nats|rocketmq|influx/i;

/** Names in what follows a key: one, or as many as there are where the key is a plural. */
function namesAfter(key: string, rest: string, shape: RegExp): readonly string[] {
  if (OTHER.test(key)) return [];
  const names = rest.split(',').map((part) => part.replace(/^[\s["']+|[\s"']+$/g, ''));
  const wanted = /s$/i.test(key) ? names : names.slice(0, 1);
  const end = wanted.findIndex((name) => !shape.test(name) || A_SETTING.test(name));
  return end < 0 ? wanted : wanted.slice(0, end);
}

const keyed = (text: string, pattern: RegExp, shape: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].flatMap(([, key = '', rest = '']) => namesAfter(key, rest, shape));

const firsts = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

const distinct = (names: readonly string[]): readonly string[] => [...new Set(names)];

/** What a text names of buckets, topics and logins, and what it makes. */
export function mentionsIn(text: string): Mentions {
  if (!WORTH.test(text)) return NO_MENTIONS;
  const behind = parts(text);
  const mentions: Mentions = {
    buckets: distinct([
      ...[BUCKET_URL, BUCKET_ARN].flatMap((pattern) => firsts(text, pattern)),
      ...keyed(text, BUCKET_KEY, A_BUCKET),
      ...behind.filter((part) => A_BUCKET.test(part)),
    ]),
    folders: distinct(behind.flatMap((part) => A_VARIABLE.exec(part)?.[1] ?? [])),
    topics: distinct(keyed(text, TOPIC_KEY, A_TOPIC)),
    logins: distinct([LOGIN, LOGIN_KEY].flatMap((pattern) => firsts(text, pattern))),
    isOutside: OUTSIDE.test(text),
    provisions: provisionsIn(text),
  };
  return isSilent(mentions) ? NO_MENTIONS : mentions;
}

const isSilent = ({ buckets, folders, topics, logins, isOutside, provisions }: Mentions): boolean =>
  [buckets, folders, topics, logins, provisions.buckets, provisions.users].every(({ length }) => length === 0) &&
  !isOutside &&
  !provisions.isOpen;

/** Names that the whole value of a key gives, by what the key is called: `S3_BUCKET`, `KAFKA_TOPICS`. */
export const bucketsOf = (key: string, value: string): readonly string[] => namesAfter(key, value, A_BUCKET);
/** Topics in the value of a key. */
export const topicsOf = (key: string, value: string): readonly string[] => namesAfter(key, value, A_TOPIC);

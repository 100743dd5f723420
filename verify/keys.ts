import { remembered } from './remembered';
import { isSecretKey } from './secrets';
import { textFault } from './text-faults';

/** What a key says about its value, and how it reads in a field path. */
export interface KeyFacts {
  /** The key in a field path: `.spec`, `["trino.properties"]`. */
  readonly step: string;
  /** Why a key may not be called that; empty when it may. */
  readonly fault: string;
  readonly isSecret: boolean;
  readonly isHost: boolean;
  readonly isImage: boolean;
  readonly isBucket: boolean;
  readonly isTopic: boolean;
  /** Whether it names a group of consumers. */
  readonly isGroup: boolean;
  /** Whether the value is any of these. */
  readonly isTelling: boolean;
}

const PLAIN = /^[A-Za-z_][\w-]*$/;
const HOST_KEY = /(?:^|[_.-]|[a-z](?=H))(?:host|hostname|server|endpoint|addr|address)$/i;
const IMAGE_KEY = /^image(?:Name)?$/;
const BUCKET_KEY = /(?:^|[_.-]|[a-z](?=B))bucket(?:[_.-]?names?)?$/i;
const TOPIC_KEY = /(?:^|[_.-]|[a-z](?=T))topics?(?:[_.-]?names?)?$/i;
const GROUP_KEY = /(?:^|[_.-]|[a-z](?=G))group[_.-]?id$/i;
const STORE_KEY = /s3[_.-]?url$/i;

const factsOf = (key: string): KeyFacts => {
  const [isSecret, isHost, isImage] = [isSecretKey(key), HOST_KEY.test(key), IMAGE_KEY.test(key)];
  const [isBucket, isTopic, isGroup] = [BUCKET_KEY.test(key), TOPIC_KEY.test(key), GROUP_KEY.test(key)];
  return {
    step: PLAIN.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    fault: textFault(key),
    isSecret,
    isHost,
    isImage,
    isBucket,
    isTopic,
    isGroup,
    isTelling: isSecret || isHost || isImage || isBucket || isTopic || isGroup || STORE_KEY.test(key),
  };
};

/** What a key says about its value. */
export const keyFacts: (key: string) => KeyFacts = remembered(factsOf);

/** A field path one key further. */
export const below = (at: string, key: string): string => {
  const { step } = keyFacts(key);
  return at === '' && step.startsWith('.') ? key : at + step;
};

/** The field path of keys and list positions that lead to a value. */
export function pathOf(steps: readonly (string | number)[]): string {
  let at = '';
  for (const step of steps) at = typeof step === 'number' ? `${at}[${step}]` : below(at, step);
  return at;
}

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
  /** Whether the value is any of these. */
  readonly isTelling: boolean;
}

const PLAIN = /^[A-Za-z_][\w-]*$/;
const HOST_KEY = /(?:^|[_.-]|[a-z](?=H))(?:host|hostname|server|endpoint|addr|address)$/i;
const IMAGE_KEY = /^image(?:Name)?$/;

const factsOf = (key: string): KeyFacts => {
  const [isSecret, isHost, isImage] = [isSecretKey(key), HOST_KEY.test(key), IMAGE_KEY.test(key)];
  return {
    step: PLAIN.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`,
    fault: textFault(key),
    isSecret,
    isHost,
    isImage,
    isTelling: isSecret || isHost || isImage,
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

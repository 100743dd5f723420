import { remembered } from './remembered';

/** What a name may look like. */
export interface Syntax {
  readonly pattern: RegExp;
  readonly longest: number;
  /** The pattern in words. */
  readonly words: string;
  /** What is wrong with a name; empty when nothing is. */
  readonly judge: (name: string) => string;
}

const syntax = (own: Omit<Syntax, 'judge'>): Syntax => ({ ...own, judge: remembered((name) => faultOf(name, own)) });

const faultOf = (name: string, { pattern, longest, words }: Omit<Syntax, 'judge'>): string => {
  if (name.length > longest) return `has ${name.length} characters, ${longest} is the limit`;
  return pattern.test(name) ? '' : `must consist of ${words}`;
};

/** Source: Kubernetes docs, Object Names and IDs; k8s.io/apimachinery, pkg/util/validation. */
export const SUBDOMAIN: Syntax = syntax({
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/,
  longest: 253,
  words: 'small letters, digits, - and .',
});

/** One part of a host name. */
export const LABEL: Syntax = syntax({
  pattern: /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/,
  longest: 63,
  words: 'small letters, digits and -',
});

/** One part of a host name that begins with a letter, as RFC 1035 wanted it. */
export const LETTER_LABEL: Syntax = syntax({
  ...LABEL,
  pattern: /^[a-z]([-a-z0-9]*[a-z0-9])?$/,
  words: `${LABEL.words}, first a letter`,
});

/** Names that only have to fit in a URL path, as those of roles. */
export const PATH_SEGMENT: Syntax = syntax({ pattern: /^(?!\.{1,2}$)[^/%]+$/, longest: 253, words: 'no / and no %' });

/** Names of container ports. Source: RFC 6335, section 5.1. */
export const PORT_NAME: Syntax = syntax({
  pattern: /^(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/,
  longest: 15,
  words: 'small letters, digits and single -, at least one letter',
});

/** Values of labels; may be empty. */
export const LABEL_VALUE: Syntax = syntax({
  pattern: /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/,
  longest: 63,
  words: 'letters, digits, -, _ and .',
});

/** The part of a label's or annotation's key after the slash. */
export const QUALIFIED: Syntax = syntax({
  pattern: /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/,
  longest: 63,
  words: 'letters, digits, -, _ and ., after an optional domain and /',
});

/** Keys of ConfigMaps and Secrets. */
export const DATA_KEY: Syntax = syntax({
  pattern: /^(?!\.{1,2}$)[-._A-Za-z0-9]+$/,
  longest: 253,
  words: 'letters, digits, -, _ and .',
});

/** The same syntax with a lower limit. */
export const upTo = (longest: number, wider: Syntax): Syntax => syntax({ ...wider, longest });

/** What is wrong with a name; empty when nothing is. Lengths are in characters; all of these are ASCII. */
export const nameFault = (name: string, syntax: Syntax): string => syntax.judge(String(name));

/** What is wrong with the key of a label or annotation; empty when nothing is. */
export const keyFault: (key: string) => string = remembered((key) => {
  const [name = '', prefix] = key.split('/').toReversed();
  if (key.split('/').length > 2) return 'has more than one /';
  return (prefix === undefined ? '' : faultOf(prefix, SUBDOMAIN)) || faultOf(name, QUALIFIED);
});

/** How a host name is written: in a URL, as `name:port`, or as the whole value of a key that says so. */
type Form = 'url' | 'pair' | 'name';

/** What may be a host name in a text, before anybody asked which Services there are. */
export interface HostMatch {
  readonly host: string;
  readonly port?: number;
  readonly form: Form;
  readonly scheme?: string;
  /** As written, with its port. */
  readonly text: string;
}

const LABEL = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const QUALIFIED = new RegExp(
  `(?:([A-Za-z][\\w+.-]*)://(?:[^\\s/@"'<>,]*@)?|(?<![\\w-]))((?:${LABEL}\\.){2,}svc)(?:\\.cluster\\.local)?(?![\\w-]|\\.[a-z0-9])(?::(\\d{1,5}))?`,
  'g',
);
const URL_HOST = new RegExp(
  `([A-Za-z][\\w+.-]*)://(?:[^\\s/@"'<>,]*@)?(${LABEL}(?:\\.${LABEL})?)(?![\\w.-])(?::(\\d{1,5})(?!\\d))?`,
  'g',
);
const PAIR = new RegExp(`(?<![\\w.:/@$(){}%*-])(${LABEL}(?:\\.${LABEL})?):(\\d{2,5})(?![\\w.:-])`, 'g');
const MAYBE_PAIR = /[a-z0-9]:\d/;
const WHOLE_NAME = new RegExp(`^${LABEL}(?:\\.${LABEL})?$`);

const ELLIPSIS = /\{(\d+)\.\.\.(\d+)\}/g;

/** The texts to search: `minio-{0...3}` once with its first and once with its last number. */
const variants = (text: string): readonly string[] =>
  text.includes('...') ? [text.replace(ELLIPSIS, '$1'), text.replace(ELLIPSIS, '$2')] : [text];

const matchOf = (form: Form, text: string, host: string, port?: string, scheme?: string): HostMatch => ({
  form,
  text,
  host,
  ...(port === undefined ? {} : { port: Number(port) }),
  ...(scheme === undefined ? {} : { scheme: scheme.toLowerCase() }),
});

function* matchesIn(text: string): Generator<HostMatch> {
  if (text.includes('.svc')) {
    for (const [all, scheme, host = '', port] of text.matchAll(QUALIFIED))
      yield matchOf('url', all, host, port, scheme);
  }
  if (text.includes('://')) {
    for (const [all, scheme, host = '', port] of text.matchAll(URL_HOST)) yield matchOf('url', all, host, port, scheme);
  }
  if (MAYBE_PAIR.test(text)) {
    for (const [all, host = '', port] of text.matchAll(PAIR)) yield matchOf('pair', all, host, port);
  }
}

/** A host beyond the cluster with the port it is called on. */
export interface OutsideHost {
  readonly host: string;
  readonly port: number;
}

const OUTSIDE = new RegExp(
  `(?:[A-Za-z][\\w+.-]*://(?:[^\\s/@"'<>,]*@)?|(?<![\\w.:/@$(){}%*-]))((?:${LABEL}\\.){2,}[a-z]{2,}):(\\d{2,5})(?![\\w.:-])(?!/[^"'\\s]*:)`,
  'g',
);
const MAYBE_OUTSIDE = /\.[a-z]{2,}:\d/;
const INSIDE = /\.(?:svc|local|localhost|internal)$/;
const NOBODY: readonly OutsideHost[] = [];

/** Hosts of at least three labels that a text calls on a port of their own. The ports of browsers tell nothing: URLs of many kinds have them. */
export const outsideHostsIn = (value: string): readonly OutsideHost[] =>
  MAYBE_OUTSIDE.test(value)
    ? variants(value)
        .flatMap((text) => [...text.matchAll(OUTSIDE)])
        .map(([, host = '', port]) => ({ host, port: Number(port) }))
        .filter(({ host, port }) => !INSIDE.test(host) && port !== 80 && port !== 443)
    : NOBODY;

const NONE: readonly HostMatch[] = [];

/** Everything in a text that is written like a host name of a cluster. */
export const hostsIn = (value: string): readonly HostMatch[] =>
  value.includes(':') || value.includes('.svc') ? variants(value).flatMap((text) => [...matchesIn(text)]) : NONE;

/** A value that is nothing but a host name, with or without a namespace. */
export const wholeHost = (value: string): readonly HostMatch[] =>
  WHOLE_NAME.test(value) ? [matchOf('name', value, value)] : NONE;

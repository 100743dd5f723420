import { loadAll } from 'js-yaml';
import { ofEach } from '../each';
import { error, type Rule, type Verdict } from '../finding';
import { remembered } from '../remembered';
import type { Item } from '../tree';

/** What is wrong with a text as a file of some format; empty where nothing is. */
type Reader = (text: string) => string;

const attempt =
  (parse: (text: string) => void): Reader =>
  (text) => {
    try {
      parse(text);
      return '';
    } catch (cause) {
      return cause instanceof Error ? (cause.message.split('\n')[0] ?? '') : String(cause);
    }
  };

const SECTION = /^\s*\[[^\]]+\]\s*$/;
const CONTINUED = /\\$/;

/** A line without `=`, `:` or a blank gives a key without a value, which no program here means. */
const properties: Reader = (text) => {
  let continued = false;
  for (const [index, line] of text.split('\n').entries()) {
    const content = line.trim();
    const skipped = continued || content === '' || /^[#!;]/.test(content) || SECTION.test(content);
    continued = CONTINUED.test(line);
    if (!skipped && !/[=:\s]/.test(content)) return `line ${index + 1} has a key and no value`;
  }
  return '';
};

/** Templates are text of another language until something fills them in. */
const isTemplate = (text: string): boolean => /\{\{|\{%/.test(text);

const READERS: Readonly<Record<string, Reader>> = {
  json: remembered(attempt((text) => JSON.parse(text))),
  yaml: remembered(attempt((text) => loadAll(text))),
  yml: remembered(attempt((text) => loadAll(text))),
  properties: remembered(properties),
  ini: remembered(properties),
};

const judge = (item: Item): readonly Verdict[] =>
  Object.entries(item.manifest.data ?? {}).flatMap(([name, text]) => {
    const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
    const reader = Object.hasOwn(READERS, ending) ? READERS[ending] : undefined;
    if (!reader || typeof text !== 'string' || isTemplate(text)) return [];
    const fault = reader(text);
    return fault ? [error(item, `data["${name}"]`, `This is no ${ending} file: ${fault}.`, 'Correct the text.')] : [];
  });

/** Files that ConfigMaps carry are files of the format their names say. */
export const embeddedConfig: Rule = {
  id: 'embedded-config',
  why: 'A file that its program cannot read stops the pod at its start, long after the sync succeeded.',
  check: ofEach((item) => (item.kind === 'ConfigMap' ? judge(item) : [])),
};

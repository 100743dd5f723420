import { remembered } from './remembered';

const ACTION = /\{\{([\s\S]*?)\}\}/g;
const TEXT = /"(?:[^"\\]|\\.)*"|`[^`]*`/g;
const INDEXED = /\bindex\s+\.\s+"([^"]+)"/g;
const FIELD = /(?<![\w.$)])\.([A-Za-z_]\w*)/g;
/** Words after which a dot means something else than what the template was given. */
const SCOPED = /\b(?:range|with|define|block|template)\b/;

/**
 * Names a template of External Secrets takes from what it was given: `.password`, `index . "ca.crt"`; none where blocks
 * change what the dot means. Source: its docs, Templating; Go's text/template.
 */
export const variablesIn: (text: string) => readonly string[] = remembered((text) => {
  const actions = [...text.matchAll(ACTION)].map(([, body = '']) => body);
  if (actions.some((body) => SCOPED.test(body.replace(TEXT, '')))) return [];
  return actions.flatMap((body) => [
    ...[...body.matchAll(INDEXED)].map(([, name = '']) => name),
    ...[...body.replace(TEXT, '""').matchAll(FIELD)].map(([, name = '']) => name),
  ]);
});

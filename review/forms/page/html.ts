import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSync, transformSync } from 'esbuild';
import type { Review } from '../../review';
import { cspHash, embeddedJson, escapeHtml } from './embed';
import { pack } from './pack';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Language of the script: what browsers know since the end of 2022. */
const TARGET = 'es2022';

/** The script of the page with all it imports. */
function script(): string {
  const { outputFiles } = buildSync({
    entryPoints: [at('./browser/main.ts')],
    bundle: true,
    charset: 'ascii',
    format: 'iife',
    legalComments: 'none',
    minify: true,
    platform: 'browser',
    target: TARGET,
    write: false,
  });
  return outputFiles[0]?.text ?? '';
}

const style = (): string => transformSync(readFileSync(at('./page.css'), 'utf8'), { loader: 'css', minify: true }).code;

/** Nothing is loaded, and nothing runs but the one script; texts can never become markup. */
const policy = (code: string, css: string): string =>
  [
    "default-src 'none'",
    `script-src ${cspHash(code)}`,
    `style-src ${cspHash(css)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

/**
 * A review as one page for a browser, which needs nothing else and asks no network. It carries the folded diff with the
 * objects behind it; the browser unfolds what is looked at. The same review gives the same bytes.
 */
export function html(review: Review): string {
  const [code, css, data] = [script(), style(), pack(review)];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy(code, css)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(data.headline)} · Slipway</title>
<link rel="icon" href="data:,">
<style>${css}</style>
</head>
<body>
<header>
<p class="from"><span>Review of a change</span> <span class="revisions">${escapeHtml(data.base)} → ${escapeHtml(data.head)}</span>
<button type="button" id="keys">Keys <kbd>?</kbd></button></p>
<h1>${escapeHtml(data.headline)}</h1>
<noscript><p>This page unfolds the review with a script, which is switched off here.</p></noscript>
<div id="summary"></div>
<div id="matters"></div>
</header>
<div class="columns">
<aside id="filters" aria-label="Filters"></aside>
<main id="changes" aria-label="Changes"></main>
</div>
<script type="application/json" id="review">${embeddedJson(data)}</script>
<script>${code}</script>
</body>
</html>
`;
}

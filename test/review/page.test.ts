import { describe, expect, test } from 'vitest';
import { expand } from '../../review/fold/fold';
import { embeddedJson } from '../../review/forms/page/embed';
import { html } from '../../review/forms/page/html';
import { pack } from '../../review/forms/page/pack';
import { Carried } from '../../review/forms/page/unpack';
import { memoryTree, type Review, review } from '../../review/index';
import { byPlace } from '../../review/told';
import { everyObject, fleetReview, oneImage } from './fleet';
import { randomTrees } from './random';

type Texts = Readonly<Record<string, string>>;

const between = (base: Texts, head: Texts): Review =>
  review(memoryTree('base', base), memoryTree('head', head), { depth: 1 });

const DATA = /<script type="application\/json" id="review">(.*?)<\/script>/s;

/** What a browser reads back from a page. */
const carriedBy = (page: string): Carried => new Carried(JSON.parse(DATA.exec(page)?.[1] ?? ''));

/** Texts that end scripts, begin comments, or look like places left open. */
const NASTY = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  ']]>',
  '&lt;&#0;',
  '"quoted" \\ \'single\' `tick`',
  'line\u2028and\u2029paragraph',
  '\uE001 \uE002 \uE0030\uE003',
  '\uFEFFmark',
  "$& $1 $' $`",
];

const settings = (values: readonly string[]): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'settings', namespace: 'shop', annotations: Object.fromEntries(values.map((v) => [v, v])) },
    data: Object.fromEntries(values.map((value, index) => [`key-${index}`, value])),
  });

const nasty = between(
  { 'dev/web/a.yaml': settings(['plain']), 'prod/web/a.yaml': settings(['plain']) },
  { 'dev/web/a.yaml': settings(NASTY), 'prod/web/a.yaml': settings(NASTY), '</script>/web/a.yaml': settings(NASTY) },
);

describe('a page', () => {
  test('carries exactly the full diff and every object, for random trees', () => {
    let objects = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const found = between(...randomTrees(seed));
      const carried = new Carried(JSON.parse(embeddedJson(pack(found))));
      expect([...expand(carried.blocks)].sort(byPlace), `seed ${seed}`).toEqual(found.changes);
      for (const [index, block] of carried.blocks.entries())
        for (const [place, member] of block.members.entries()) {
          const told = found.blocks[index]?.changes[place];
          const sides = told && found.objects.get(told);
          const { before, after } = carried.objects(block, member);
          expect([before, after], `seed ${seed}`).toEqual([sides?.before?.manifest, sides?.after?.manifest]);
          objects += 1;
        }
    }
    expect(objects).toBeGreaterThan(1_000);
  });

  test('carries whatever stands in manifests, as text', () => {
    const page = html(nasty);
    expect(page.match(/<script/gi)).toHaveLength(2);
    expect(page.match(/<\/script/gi)).toHaveLength(2);
    expect(page).not.toMatch(/[\u2028\u2029\uFEFF]/);
    const carried = carriedBy(page);
    expect([...expand(carried.blocks)].sort(byPlace)).toEqual(nasty.changes);
    for (const block of carried.blocks)
      for (const member of block.members)
        expect(Object.values(carried.objects(block, member).after.data)).toEqual(NASTY);
  });

  test('escapes the names it stands under', () => {
    const evil = '<img src=x onerror=alert(1)>"';
    const named = review(memoryTree(evil, {}), memoryTree('head', { 'a/b/c.yaml': settings(['x']) }), { depth: 1 });
    const [head = ''] = html(named).split('<script');
    expect(head).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;');
    expect(head).not.toContain('<img');
  });

  test('keeps halves of characters', () => {
    expect(embeddedJson('\uD800x\uDC00')).toBe('"\\ud800x\\udc00"');
    expect(embeddedJson('😀')).toBe('"😀"');
    expect(JSON.parse(embeddedJson(NASTY))).toEqual(NASTY);
  });

  test('lets nothing run but its own script, and nothing load', () => {
    const page = html(nasty);
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page) ?? [];
    expect(policy).toMatch(/^default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src data:;/);
    expect(policy).not.toContain('unsafe');
    const shell = page.replace(DATA, '').replace(/<script>.*?<\/script>/s, '');
    expect([...shell.matchAll(/\b(?:src|href)="[^"]*"|url\([^)]*\)|@import/g)].map(([found]) => found)).toEqual([
      'href="data:,"',
    ]);
  });

  test('is the same bytes for the same review', () => {
    const reversed = (texts: Texts): Texts => Object.fromEntries(Object.entries(texts).reverse());
    const [base, head] = randomTrees(7);
    expect(html(between(reversed(base), reversed(head)))).toBe(html(between(base, head)));
  });

  test('tells a change without objects', () => {
    expect(html(between({}, { 'dev/README.md': '# hello' }))).toContain('<h1>No object changes.</h1>');
  });
});

describe('the size of a page', () => {
  test('of one image in a hundred overlays is that of the page itself', () => {
    const found = fleetReview(100, 40, oneImage);
    expect(found.changes.length).toBeGreaterThanOrEqual(100);
    expect(html(found).length).toBeLessThan(150_000);
  });

  test('of a change in every object grows by a few numbers for each overlay', () => {
    const [few, many] = [fleetReview(5, 60, everyObject), fleetReview(50, 60, everyObject)];
    expect(many.changes.length - few.changes.length).toBe(45 * 60);
    expect(html(many).length - html(few).length).toBeLessThan(45 * 60 * 40);
  });
});

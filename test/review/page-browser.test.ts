import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { describe as nameOf } from '../../manifest/types';
import { diffLines } from '../../review/forms/diff-lines';
import { html } from '../../review/forms/page/html';
import { type BlastEdge, folderTree, memoryTree, type Review, review, type Told } from '../../review/index';
import { findChromium, startChromium } from './chromium';
import { everyObject, fleetReview, nothingAlike } from './fleet';

const executable = findChromium();
const folder = mkdtempSync(join(tmpdir(), 'slipway-page-'));
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Changes of `dist/`, as reviewers meet them. */
const CASES: Readonly<Record<string, (head: string) => void>> = {
  trino: (head) => {
    for (const overlay of ['dev', 'staging', 'production', 'production-eks'])
      edit(join(head, overlay, 'trino/deployment-trino-coordinator.yaml'), /(trinodb\/trino:)\d+/, '$1999');
    edit(join(head, 'production/trino/deployment-trino-worker.yaml'), /(trinodb\/trino:)\d+/, '$1999');
  },
  kafka: (head) => edit(join(head, 'production/kafka/kafkanodepool-broker.yaml'), /size: \d+Gi/, 'size: 1Gi'),
  removed: (head) => rmSync(join(head, 'staging'), { recursive: true }),
};

function edit(path: string, pattern: RegExp, replacement: string): void {
  const text = readFileSync(path, 'utf8');
  expect(text).toMatch(pattern);
  writeFileSync(path, text.replace(pattern, replacement));
}

function caseOf(name: string): Review {
  const head = join(folder, name);
  cpSync('dist', head, { recursive: true });
  CASES[name]?.(head);
  return review(folderTree('dist'), folderTree(head, { label: name }), { depth: 1 });
}

const evil = `<img src=x onerror="document.title='broken'"></script><script>document.title='broken'</script>`;
const secretly = (value: string): string =>
  JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'web' }, data: { [value]: value } });

describe.skipIf(!executable)('the page in a browser', { timeout: 120_000 }, () => {
  const reviews: Record<string, Review> = {};
  const trouble: string[] = [];
  const pages: Page[] = [];
  let browser: Browser;

  beforeAll(async () => {
    browser = await startChromium(executable ?? '');
    for (const name of Object.keys(CASES)) reviews[name] = caseOf(name);
    reviews.evil = review(
      memoryTree('base', {}),
      memoryTree(evil, { [`${evil.replaceAll('/', '')}/web/a.yaml`]: secretly(evil), 'x/y.md': evil }),
      { depth: 1 },
    );
    reviews.varied = fleetReview(12, 60, nothingAlike);
    for (const [name, found] of Object.entries(reviews)) writeFileSync(join(folder, `${name}.html`), html(found));
  }, 120_000);

  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
    expect(trouble.splice(0)).toEqual([]);
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  }, 60_000);

  /** Opens a page, offline, and remembers everything it asks for or complains about. */
  async function open(name: string, hash = '', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, offline: true, ...options });
    const page = await context.newPage();
    const address = `file://${join(folder, `${name}.html`)}`;
    page.on('console', (message) => trouble.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => trouble.push(`error: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(address)) trouble.push(`request: ${request.url()}`);
    });
    page.setDefaultTimeout(8_000);
    pages.push(page);
    await page.goto(`${address}${hash}`);
    await page.waitForSelector('html[data-ready]');
    return page;
  }

  const texts = (page: Page, selector: string): Promise<readonly string[]> => page.locator(selector).allInnerTexts();
  const hashOf = (page: Page): string => new URL(page.url()).hash;
  const status = (page: Page): Promise<string> => page.locator('.status').innerText();
  const focused = (page: Page): Promise<string> => page.evaluate('document.activeElement.innerText.trim()');

  test('shows first what matters most', async () => {
    const page = await open('removed');
    expect(await page.locator('h1').innerText()).toMatch(/overlay staging is removed$/);
    const counts = await texts(page, '.counts li');
    expect(counts.map((text) => text.replace(/[\d,\s]+/, ''))).toEqual([
      'data at risk',
      'identity changes for Argo CD',
      'availability lowered',
      'no restart',
    ]);
    expect(await texts(page, '.lists h2')).toContain('The guard asks for a record');
    expect((await open('trino').then((other) => texts(other, '.lists li')))[0]).toMatch(/^trino \d+ pods$/);
  });

  test('filters by several overlays and verdicts, with counts that follow', async () => {
    const page = await open('trino');
    expect(await status(page)).toBe('5 objects in 2 stories');
    await page.locator('#filters input[value=production]').check();
    expect(await status(page)).toBe('2 of 5 objects in 2 stories');
    expect(await texts(page, '.counts li')).toEqual(['1 recreated', '1 rolling restart']);
    await page.locator('#filters input[value=dev]').check();
    expect(await status(page)).toBe('3 of 5 objects in 2 stories');
    await page.locator('#filters input[value=rolling-restart]').check();
    expect(await status(page)).toBe('1 of 5 objects in 1 story');
    expect(await page.locator('label:has(input[value=dev]) .count').innerText()).toBe('0');
    expect(hashOf(page)).toBe('#overlay=dev&overlay=production&verdict=rolling-restart');
    await page.getByRole('button', { name: 'Clear filters' }).click();
    expect(await status(page)).toBe('5 objects in 2 stories');
    expect(hashOf(page)).toBe('');
  });

  test('shows what an address names, and follows it', async () => {
    const page = await open('trino', '#overlay=dev&q=image&view=sides&story=1');
    expect(await status(page)).toBe('1 of 5 objects in 1 story');
    expect(await page.locator('#search').inputValue()).toBe('image');
    expect(await page.getByLabel('Side by side').isChecked()).toBe(true);
    expect(await page.locator('#filters input[value=rolling-restart]').count()).toBe(1);
    await page.evaluate("location.hash = '#overlay=staging&overlay=production'");
    await expect.poll(() => status(page)).toBe('3 of 5 objects in 2 stories');
    expect(await page.locator('#filters input[value=staging]').isChecked()).toBe(true);
  });

  test('searches what is written', async () => {
    const page = await open('removed');
    await page.keyboard.press('/');
    await page.keyboard.type('KafkaTopic orders');
    await expect.poll(() => hashOf(page)).toBe('#q=KafkaTopic+orders');
    const { changes } = reviews.removed as Review;
    const fits = changes.filter(
      (told) => /KafkaTopic/.test(JSON.stringify(told)) && /orders/i.test(JSON.stringify(told)),
    );
    expect(await status(page)).toMatch(new RegExp(`^${fits.length} of ${changes.length} objects`));
    await page.keyboard.press('Escape');
    await page.keyboard.press('j');
    await page.keyboard.press('/');
    await page.keyboard.type(' zzz');
    await expect.poll(() => texts(page, '.empty')).toEqual(['Nothing fits these filters.']);
  });

  test('is used by keys alone', async () => {
    const page = await open('trino');
    await page.keyboard.press('j');
    expect(await focused(page)).toMatch(/^Deployment trino\/trino-coordinator/);
    await page.keyboard.press('j');
    expect(await focused(page)).toMatch(/^Deployment trino\/trino-worker/);
    await page.keyboard.press('k');
    const title = page.locator('.title').first();
    expect(await title.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('Enter');
    expect(await title.getAttribute('aria-expanded')).toBe('false');
    await page.keyboard.press('Space');
    expect(await title.getAttribute('aria-expanded')).toBe('true');
    await page.keyboard.press('v');
    expect(hashOf(page)).toContain('view=sides');
    await page.keyboard.press('?');
    expect(await page.locator('dialog').innerText()).toContain('Next story');
    await page.keyboard.press('j');
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog').isVisible()).toBe(false);
    await page.keyboard.press('e');
    await page.keyboard.press('e');
    expect(await page.locator('.title[aria-expanded=true]').count()).toBe(0);
  });

  test('reaches every control by Tab, and shows where it is', async () => {
    const page = await open('kafka');
    await page
      .getByText(/^Drawn/)
      .first()
      .click();
    await page.evaluate('document.activeElement.blur()');
    const all = await page.evaluate<number>(`[...document.querySelectorAll('button, input, summary, [tabindex="0"]')]
      .filter((each) => each.checkVisibility() && (each.type !== 'radio' || each.checked)).map((each, index) => { each.dataset.tab = index; return each; }).length`);
    const seen = new Set<string>();
    for (let step = 0; step < all + 2; step++) {
      await page.keyboard.press('Tab');
      const [tab, visible] = await page.evaluate<readonly [string, boolean]>(`(() => {
        const own = document.activeElement;
        const shown = [own, own.nextElementSibling, own.querySelector('rect')].filter(Boolean).map((each) => getComputedStyle(each));
        return [own.dataset.tab ?? 'none', shown.some((style) => style.outlineStyle === 'solid' || style.strokeWidth === '4px')];
      })()`);
      if (tab === 'none') continue;
      expect(visible, `control ${tab}`).toBe(true);
      seen.add(tab);
    }
    expect(seen.size).toBe(all);
  });

  test('unfolds to exactly the full diff', async () => {
    for (const name of ['trino', 'kafka']) {
      const page = await open(name);
      await page.keyboard.press('e');
      for (const summary of await page.getByText('one by one').all()) await summary.click();
      for (const summary of await page.locator('.members summary').all()) await summary.click();
      const { changes } = reviews[name] as Review;
      const textOf = ({ edits }: Told): string =>
        edits
          .flatMap(diffLines)
          .map(({ sign, text }) => `${sign} ${text}\n`)
          .join('');
      const alone = '.variant:not(:has(.members)) .code';
      const codes = async () => (await page.locator(`.members .code, ${alone}`).allTextContents()).sort();
      await expect.poll(codes).toEqual(changes.map(textOf).sort());
      const named = new Set(changes.map(({ overlay, identity }) => `${overlay}: ${nameOf(identity)}`));
      for (const title of await page.locator('.members summary > span').allInnerTexts())
        expect(named).toContain(title.replace(/ \(\d+ pods?\)$/, ''));
    }
  });

  test('shows whole objects side by side, with what stays folded', async () => {
    const page = await open('kafka', '#view=sides');
    const table = page.locator('table.sides');
    await table.waitFor();
    expect(await table.locator('th').allInnerTexts()).toEqual(['Line', 'Before', 'Line', 'After']);
    expect(await table.locator('.gone').allInnerTexts()).toEqual([expect.stringMatching(/^− +size: \d+Gi$/)]);
    expect(await table.locator('.come').allInnerTexts()).toEqual([expect.stringMatching(/^\+ +size: 1Gi$/)]);
    const hidden = table.locator('tbody[hidden]');
    expect(await hidden.count()).toBe(2);
    for (const button of await table.getByRole('button').all()) await button.click();
    expect(await hidden.count()).toBe(0);
    const side = (column: number): Promise<string> =>
      page.evaluate(`[...document.querySelectorAll('table.sides tbody:not(.fold) tr')]
        .map((row) => row.cells[${column}].textContent.slice(2)).join('\\n')`);
    const [told] = (reviews.kafka as Review).changes;
    const sides = told && (reviews.kafka as Review).objects.get(told);
    expect(load(await side(1))).toEqual(sides?.before?.manifest);
    expect(load(await side(3))).toEqual(sides?.after?.manifest);
    await table.getByRole('button').first().click();
    expect(await hidden.count()).toBe(1);
    await page.getByLabel('Unified').check();
    await page.locator('table.unified').waitFor();
    expect(await page.locator('table.unified .number').allInnerTexts()).toContain('33');
  });

  test('draws who is affected', async () => {
    const page = await open('kafka');
    await page
      .getByText(/^Drawn/)
      .first()
      .click();
    const nodes = (reviews.kafka as Review).blast[0]?.nodes ?? [];
    expect(nodes.length).toBeGreaterThan(1);
    expect(new Set(await page.locator('.node .name').allTextContents())).toEqual(
      new Set(nodes.map(({ name }) => name)),
    );
    expect(await page.locator('.fated .name').allTextContents()).toEqual(['kafka']);
    expect(await page.locator('.fated .fate').allTextContents()).toEqual([' data at risk']);
    expect(await page.locator('.directly').count()).toBe(
      nodes.filter(({ affected }) => affected === 'directly').length,
    );
    await page.locator('.node[role=button]').focus();
    await page.keyboard.press('Enter');
    expect(hashOf(page)).toBe('#service=kafka');
  });

  test('draws one arrow for all that one service uses of another, and says what comes and goes', async () => {
    const found = reviews.kafka as Review;
    const [blast] = found.blast;
    const edges: readonly BlastEdge[] = [
      { from: 'datahub', to: 'kafka', endpoint: 'kafka', status: 'stays' },
      { from: 'datahub', to: 'kafka', endpoint: 'admin', status: 'goes' },
      { from: 'trino', to: 'kafka', endpoint: 'kafka', status: 'comes' },
      { from: 'kafka', to: 'datahub', endpoint: 'http', status: 'goes' },
    ];
    writeFileSync(join(folder, 'drawn.html'), html({ ...found, blast: blast ? [{ ...blast, edges }] : [] }));
    const page = await open('drawn');
    await page.getByText(/^Drawn/).click();
    expect(await page.locator('.edge').evaluateAll((all) => all.map((each) => each.getAttribute('class')))).toEqual([
      'edge stays',
      'edge goes',
      'edge comes',
    ]);
    expect(await page.locator('.edge title').first().textContent()).toBe(
      'datahub uses kafka of kafka\ndatahub uses admin of kafka (goes)',
    );
    await page.getByText('The uses as a table').click();
    expect((await texts(page, '.plain tbody tr')).map((row) => row.split(/\s+/))).toEqual([
      ['datahub', 'kafka', 'kafka', ''],
      ['datahub', 'kafka', 'admin', 'goes'],
      ['trino', 'kafka', 'kafka', 'new'],
      ['kafka', 'datahub', 'http', 'goes'],
    ]);
  });

  test('tells in figures what the nodes have room for, of the overlays that are chosen', async () => {
    const page = await open('removed');
    await page.getByText('Each overlay in figures').click();
    const [{ each: [sizes] = [] } = {}] = (reviews.removed as Review).capacity;
    expect(await texts(page, '.plain th[scope=row]')).toEqual(['staging']);
    expect((await texts(page, '.plain td'))[0]).toBe(`${sizes?.before.pods} → 0`);
    expect(sizes?.before.pods).toBeGreaterThan(10);
    expect(await texts(page, '#matters h2')).toEqual(['Who notices', 'Room on the nodes']);
    await page.evaluate("location.hash = '#overlay=dev'");
    await expect.poll(() => texts(page, '#matters h2')).toEqual([]);
  });

  /** How far the top of what has the focus is from the top of what is seen. */
  const height = (page: Page): Promise<number> => page.evaluate('document.activeElement.getBoundingClientRect().top');

  test('keeps in sight what it goes to, while tables above are drawn', async () => {
    const page = await open('varied', '#view=unified', { viewport: { width: 1280, height: 300 } });
    // As in browsers that do not hold what is seen in place by themselves.
    await page.evaluate("for (const each of document.querySelectorAll('*')) each.style.overflowAnchor = 'none'");
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page.locator('table').first().waitFor();
    await page.keyboard.press('j');
    await page.waitForTimeout(500);
    expect(await page.evaluate("document.activeElement.matches('.story .title')")).toBe(true);
    expect(await height(page)).toBeGreaterThanOrEqual(0);
    expect(await height(page)).toBeLessThan(200);
  });

  test('shows long lists in portions, and finds the way to what is not shown yet', async () => {
    const page = await open('varied');
    expect(await status(page)).toBe('720 objects in 60 stories');
    expect(await page.locator('.story').count()).toBe(50);
    await page.locator('.title').last().focus();
    await page.keyboard.press('j');
    expect(await page.locator('.story').count()).toBe(60);
    await page.locator('.title').last().click();
    expect(await page.locator('.variant').count()).toBe(10);
    await page.getByRole('button', { name: 'Show 2 more of 2 ways it changes' }).click();
    expect(await page.locator('.variant').count()).toBe(12);
    const other = await open('varied', hashOf(page));
    expect(await other.locator('.story').count()).toBe(60);
    expect(await other.locator('.title[aria-expanded=true]').count()).toBe(1);
    expect(await height(other)).toBeLessThan(900);
  });

  test('shows manifests as text, whatever they hold', async () => {
    const page = await open('evil');
    expect(await page.title()).not.toBe('broken');
    expect(await page.locator('img').count()).toBe(0);
    await page.keyboard.press('e');
    expect(await page.locator('.revisions').innerText()).toContain(evil);
    expect(await page.locator('#changes').innerText()).toContain('onerror="document.title=\'broken\'"');
    for (const view of ['v', 'v', 'v']) {
      await page.keyboard.press(view);
      expect(await page.locator('script').count()).toBe(2);
    }
    expect(await page.title()).not.toBe('broken');
  });

  describe.each([
    ['light', 1280],
    ['dark', 400],
  ] as const)('in a %s scheme at %d pixels', (colorScheme, width) => {
    test.each(['trino', 'kafka', 'removed'])('%s can be used by everybody', async (name) => {
      const page = await open(name, '', { colorScheme, viewport: { width, height: 900 } });
      await page.evaluate(axe);
      const open_ = async (): Promise<void> => {
        for (const summary of await page.locator('summary:visible').all()) await summary.click();
      };
      await page.evaluate("for (const each of document.querySelectorAll('#filters details')) each.open = true");
      for (const view of ['Fields', 'Side by side', 'Unified']) {
        await page.getByLabel(view).check();
        if (view === 'Side by side') await open_();
        const found = await page.evaluate<
          readonly { readonly id: string; readonly nodes: readonly { html: string }[] }[]
        >('axe.run().then(({ violations }) => violations)');
        expect(found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      }
      const dark = await page.evaluate<string>('getComputedStyle(document.documentElement).backgroundColor');
      expect(dark === 'rgb(255, 255, 255)').toBe(colorScheme === 'light');
    });
  });

  test('nothing moves by itself', async () => {
    const page = await open('removed', '', { reducedMotion: 'reduce' });
    const moving = `[...document.querySelectorAll('*')].map((each) => getComputedStyle(each))
      .filter((style) => style.animationName !== 'none' || style.transitionDuration !== '0s' || style.scrollBehavior === 'smooth').length`;
    expect(await page.evaluate(moving)).toBe(0);
  });

  test('stays quick over a fleet', async () => {
    const found = fleetReview(100, 180, everyObject);
    expect(found.changes.length).toBe(18_000);
    const text = html(found);
    expect(text.length).toBeLessThan(15_000_000);
    writeFileSync(join(folder, 'fleet.html'), text);
    const started = performance.now();
    const page = await open('fleet');
    const laps = [`first seen ${lap(started)}`];
    const timed = async (what: string, act: () => Promise<unknown>): Promise<void> => {
      const before = performance.now();
      await act();
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
      laps.push(`${what} ${lap(before)}`);
    };
    await timed('filtered', () => page.locator('#filters input[value=trino]').check());
    await timed('searched', () => page.locator('#search').fill('tenant-042'));
    await expect.poll(() => status(page)).toMatch(/^\d+ of 18,000 objects/);
    await timed('cleared', () => page.getByRole('button', { name: 'Clear filters' }).click());
    await timed('expanded', () => page.keyboard.press('e'));
    await timed('side by side', () => page.keyboard.press('v'));
    await timed('one by one', () => page.getByText('one by one').first().click());
    process.stdout.write(`18,000 changes, ${(text.length / 1e6).toFixed(1)} MB: ${laps.join(', ')}\n`);
    expect(await page.locator('.members li').count()).toBe(50);
    await page
      .getByRole('button', { name: /^Show 50 more of/ })
      .last()
      .click();
    expect(await page.locator('.members li').count()).toBe(100);
  });
});

const lap = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

const onPath = (): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path));

/** A Chromium of this machine: the one `CHROMIUM` names, or else the first on the path. Without one, says what is unproven. */
export function findChromium(): string | undefined {
  const found = process.env.CHROMIUM || onPath();
  if (!found)
    process.stderr.write('skipped: there is no Chromium here, so the page of a review is unproven in a browser\n');
  return found;
}

/** Starts a Chromium without its sandbox, which does not run for root; it only ever shows our own page. */
export const startChromium = (executablePath: string): Promise<Browser> =>
  chromium.launch({ executablePath, args: ['--no-sandbox'] });

import * as catalog from '../charts';
import { addons } from '../charts/addons';
import { allOverlays } from '../overlays';
import { type Built, build } from '../platform/build';
import type { Overlay } from '../platform/overlay';
import { type Plan, plan } from '../platform/plan';

export { addons, catalog };

/** Plan and build of an overlay with the real catalog. */
export const render = (overlay: Overlay): Built => build(plan(overlay, catalog, addons));

/** Every overlay, rendered once, in memory. */
export const platform: readonly { readonly name: string; readonly plan: Plan; readonly built: Built }[] =
  allOverlays().map((overlay) => {
    const built = render(overlay);
    return { name: overlay.name, plan: built.plan, built };
  });

/** A rendered overlay by name. */
export function overlayNamed(name: string): Built {
  const found = platform.find((each) => each.name === name);
  if (!found) throw new Error(`no overlay ${name}`);
  return found.built;
}

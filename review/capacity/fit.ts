import type { Fit, Offer, Room, Shortage } from './capacity';
import type { Size } from './size';

const RESOURCES = ['cpu', 'memory'] as const;

/** Where a size is more than the nodes leave: all pods together, or one that is larger than any node. */
function shortages({ total, largest }: Size, surge: Room, offer: Offer): readonly Shortage[] {
  return RESOURCES.flatMap((resource): readonly Shortage[] => {
    const [asked, more] = [total[resource], total[resource] + surge[resource]];
    const offered = offer[resource];
    if (asked > offered) return [{ resource, by: 'all', asked, offered }];
    if (largest[resource] > offer.node[resource])
      return [{ resource, by: 'pod', asked: largest[resource], offered: offer.node[resource] }];
    return more > offered ? [{ resource, by: 'update', asked: more, offered }] : [];
  });
}

const lasting = (short: readonly Shortage[]): readonly Shortage[] => short.filter(({ by }) => by !== 'update');

/** How a change fits, and what is short after it. */
export interface Fitting {
  readonly fit: Fit;
  readonly short: readonly Shortage[];
}

/** One state of an overlay: what it asks for and what its nodes leave. */
export interface State {
  readonly size: Size;
  readonly offer: Offer | undefined;
}

const NO_ROOM: Room = { cpu: 0, memory: 0 };

/** Compares what is asked with what nodes leave, before and after. What was short before is no news, however short. */
export function fitting(before: State, after: State, surge: Room): Fitting {
  if (!after.offer) return { fit: 'unknown', short: [] };
  const now = shortages(after.size, surge, after.offer);
  if (now.length === 0) return { fit: 'fits', short: [] };
  if (lasting(now).length === 0) return { fit: 'not-while-updating', short: now };
  const old = lasting(shortages(before.size, NO_ROOM, before.offer ?? after.offer));
  const news = lasting(now).filter(({ resource }) => !old.some((known) => known.resource === resource));
  return { fit: news.length > 0 ? 'no-longer' : 'still-not', short: lasting(now) };
}

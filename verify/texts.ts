import { type HostMatch, hostsIn, type OutsideHost, outsideHostsIn } from './host-names';
import { remembered } from './remembered';
import { credentialIn, literalsIn } from './secrets';
import { textFault } from './text-faults';

/** What a text holds that some rule wants to know, wherever the text stands. */
export interface TextFacts {
  /** Why a manifest may not hold it; empty when it may. */
  readonly fault: string;
  readonly hosts: readonly HostMatch[];
  readonly outside: readonly OutsideHost[];
  /** A well-known form of credential in it; empty when there is none. */
  readonly credential: string;
  /** The first key in it that is given a literal secret; empty when there is none. */
  readonly literal: string;
  /** Whether it tells Argo CD to skip its file. */
  readonly skips: boolean;
}

/** A text no rule needs to look at. */
export const PLAIN_TEXT: TextFacts = { fault: '', hosts: [], outside: [], credential: '', literal: '', skips: false };

// Put together, so that Argo CD does not skip what quotes this file. Source: Argo CD docs, Skip File Rendering.
const SKIP_MARK = ['+argocd', 'skip-file-rendering'].join(':');

/** What a text holds: `PLAIN_TEXT` itself when that is nothing. */
export const textFacts: (text: string) => TextFacts = remembered((text) => {
  const facts: TextFacts = {
    fault: textFault(text),
    hosts: hostsIn(text),
    outside: outsideHostsIn(text),
    credential: credentialIn(text) ?? '',
    literal: literalsIn(text)[0] ?? '',
    skips: text.includes(SKIP_MARK),
  };
  const isPlain = !facts.fault && !facts.credential && !facts.literal && !facts.skips;
  return isPlain && facts.hosts.length === 0 && facts.outside.length === 0 ? PLAIN_TEXT : facts;
});

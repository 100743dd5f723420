import { type Mentions, mentionsIn, NO_MENTIONS } from './claims/mentions';
import { type HostMatch, hostsIn, type OutsideHost, outsideHostsIn } from './host-names';
import { linksIn } from './links';
import { remembered } from './remembered';
import { credentialIn, literalsIn } from './secrets';
import { textFault } from './text-faults';

/** What a text holds that some rule wants to know, wherever the text stands. */
export interface TextFacts {
  /** Why a manifest may not hold it; empty when it may. */
  readonly fault: string;
  readonly hosts: readonly HostMatch[];
  /** Public host names of its URLs. */
  readonly links: readonly string[];
  readonly outside: readonly OutsideHost[];
  /** A well-known form of credential in it; empty when there is none. */
  readonly credential: string;
  /** The first key in it that is given a literal secret; empty when there is none. */
  readonly literal: string;
  /** Whether it tells Argo CD to skip its file. */
  readonly skips: boolean;
  /** Buckets, topics and logins it names or makes; `NO_MENTIONS` itself when there are none. */
  readonly mentions: Mentions;
}

/** A text no rule needs to look at. */
export const PLAIN_TEXT: TextFacts = {
  fault: '',
  hosts: [],
  links: [],
  outside: [],
  credential: '',
  literal: '',
  skips: false,
  mentions: NO_MENTIONS,
};

// Put together, so that Argo CD does not skip what quotes this file. Source: Argo CD docs, Skip File Rendering.
const SKIP_MARK = ['+argocd', 'skip-file-rendering'].join(':');

/** Most texts are single words, in which only a credential can be found. */
const ONE_WORD = /^[\w-]*$/;

const COMMENT = /^[ \t]*(?:#|\/\/).*$/gm;

/** What a text holds: `PLAIN_TEXT` itself when that is nothing. Names in lines of comment do not count. */
export const textFacts: (text: string) => TextFacts = remembered((text) => {
  if (ONE_WORD.test(text) && !credentialIn(text)) return PLAIN_TEXT;
  const said = text.includes('\n') ? text.replace(COMMENT, '') : text;
  const facts: TextFacts = {
    fault: textFault(text),
    hosts: hostsIn(said),
    links: linksIn(said),
    outside: outsideHostsIn(said),
    credential: credentialIn(text) ?? '',
    literal: literalsIn(text)[0] ?? '',
    skips: text.includes(SKIP_MARK),
    mentions: mentionsIn(said),
  };
  const isHarmless = !facts.fault && !facts.credential && !facts.literal && !facts.skips;
  const isSilent =
    facts.hosts.length + facts.links.length + facts.outside.length === 0 && facts.mentions === NO_MENTIONS;
  return isHarmless && isSilent ? PLAIN_TEXT : facts;
});

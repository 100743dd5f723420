// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** Anything but printable ASCII, tabs and line ends. */
const UNUSUAL = /[^\t\n\r -~]/;

/** What makes a text unfit for a manifest; empty when nothing does. */
export const textFault = (text: string): string => {
  if (!UNUSUAL.test(text)) return '';
  if (CONTROL.test(text)) return 'holds a control character';
  return LONE_SURROGATE.test(text) ? 'holds half of a character (a lone surrogate)' : '';
};

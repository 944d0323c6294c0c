/** Ways of writing that are wrong every time (docs/writing.md). A space stands for any white space, a line break too. */
export interface Phrase {
  /** What not to write. */
  not: RegExp;
  /** What to write instead. */
  but: string;
  /** A text that `not` must find. */
  example: string;
}

export const phrases: Phrase[] = [
  { not: /\bnot until\b/i, but: 'only when, only after', example: 'not until it was read' },
  { not: /\bnone but\b/i, but: 'only', example: 'none but the owner' },
  { not: /\bsave for\b/i, but: 'except for', example: 'save for one row' },
  { not: /\b(for|the) want of\b/i, but: 'without, because there is no', example: 'for want of a clock' },
  { not: /\bthat which\b/i, but: 'what', example: 'that which was collected' },
  { not: /\bin its stead\b/i, but: 'instead', example: 'another one in its stead' },
  {
    not: /\b(whereof|whereby|whereupon|wherein|thereof|thereby|therein|thereupon)\b/i,
    but: 'so; or a second sentence',
    example: 'the log, and the rows therein',
  },
];
